package runner

import (
	"errors"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// functionText gives the function that an attempt calls as the state has it, or
// "" where it calls none.
func (a *attempt) functionText() string {
	r := &a.node.resource
	switch {
	case r.kind == functionResource:
		return r.text
	case r.optimized("lambda", "invoke"):
		return a.arguments.Get("FunctionName").Text()
	}
	return ""
}

func (a *attempt) functionName() string { return functionName(a.functionText()) }

// asFunction gives a task the payload in place of all arguments.
func (a *attempt) asFunction(task *Task) {
	task.function = true
	if !a.node.resource.optimized("lambda", "invoke") {
		return
	}
	task.wrapped = true
	task.input = a.arguments.Get("Payload")
	if task.input.Kind() <= jsonvalue.Null { // a null Payload is none
		task.input = emptyObject
	}
}

// invoked is what lambda:invoke gives for a payload (Developer Guide, "Invoke an
// AWS Lambda function with Step Functions").
func invoked(payload jsonvalue.Value, request string, at time.Time) jsonvalue.Value {
	text := jsonvalue.StringOf
	one := func(s string) jsonvalue.Value { return jsonvalue.ArrayOf(text(s)) }
	length, date := itoa(payload.Size()), at.Format("Mon, 02 Jan 2006 15:04:05 GMT")
	trace := "Root=1-" + strconv.FormatInt(at.Unix(), 16) + "-" + strings.ReplaceAll(request, "-", "")[:24]
	all := jsonvalue.ObjectOf(
		jsonvalue.Member{Name: "X-Amz-Executed-Version", Value: one("$LATEST")},
		jsonvalue.Member{Name: "x-amzn-Remapped-Content-Length", Value: one("0")},
		jsonvalue.Member{Name: "Connection", Value: one("keep-alive")},
		jsonvalue.Member{Name: "x-amzn-RequestId", Value: one(request)},
		jsonvalue.Member{Name: "Content-Length", Value: one(length)},
		jsonvalue.Member{Name: "Date", Value: one(date)},
		jsonvalue.Member{Name: "X-Amzn-Trace-Id", Value: one(trace)},
		jsonvalue.Member{Name: "Content-Type", Value: one("application/json")})
	single := jsonvalue.ObjectOf(
		jsonvalue.Member{Name: "Connection", Value: text("keep-alive")},
		jsonvalue.Member{Name: "Content-Length", Value: text(length)},
		jsonvalue.Member{Name: "Content-Type", Value: text("application/json")},
		jsonvalue.Member{Name: "Date", Value: text(date)},
		jsonvalue.Member{Name: "X-Amz-Executed-Version", Value: text("$LATEST")},
		jsonvalue.Member{Name: "x-amzn-Remapped-Content-Length", Value: text("0")},
		jsonvalue.Member{Name: "x-amzn-RequestId", Value: text(request)},
		jsonvalue.Member{Name: "X-Amzn-Trace-Id", Value: text(trace)})
	metadata := jsonvalue.ObjectOf(
		jsonvalue.Member{Name: "AllHttpHeaders", Value: all},
		jsonvalue.Member{Name: "HttpHeaders", Value: single},
		jsonvalue.Member{Name: "HttpStatusCode", Value: jsonvalue.IntOf(200)})
	return jsonvalue.ObjectOf(
		jsonvalue.Member{Name: "ExecutedVersion", Value: text("$LATEST")},
		jsonvalue.Member{Name: "Payload", Value: payload},
		jsonvalue.Member{Name: "SdkHttpMetadata", Value: metadata},
		jsonvalue.Member{Name: "SdkResponseMetadata", Value: jsonvalue.ObjectOf(jsonvalue.Member{Name: "RequestId", Value: text(request)})},
		jsonvalue.Member{Name: "StatusCode", Value: jsonvalue.IntOf(200)})
}

// lambdaFailure is how a task fails whose function, written in Go, returns an
// error: the name is the error's type (AWS Lambda Developer Guide, "Lambda
// function errors in Go").
func lambdaFailure(err error) *failure { return lambdaError(errorType(err), err.Error()) }

func lambdaError(name, message string, more ...jsonvalue.Member) *failure {
	members := []jsonvalue.Member{
		{Name: "errorMessage", Value: jsonvalue.StringOf(message)},
		{Name: "errorType", Value: jsonvalue.StringOf(name)},
	}
	return failed(name, jsonvalue.ObjectOf(append(members, more...)...).JSON())
}

// errorType is the name that an error gives itself, or else its Go type's.
func errorType(err error) string {
	var named interface{ ErrorType() string }
	if errors.As(err, &named) {
		return named.ErrorType()
	}
	return typeName(err)
}

func typeName(x any) string {
	t := reflect.TypeOf(x)
	if t == nil {
		return "nil"
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.Name()
}
