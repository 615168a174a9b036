package runner

import (
	"errors"
	"reflect"
	"slices"
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
	task.async = a.arguments.Get("InvocationType").Text() == "Event"
	task.input = a.arguments.Get("Payload")
	if task.input.Kind() <= jsonvalue.Null { // a null Payload is none
		task.input = emptyObject
	}
}

// invoked wraps the payload that a function gave.
func (a *attempt) invoked(payload jsonvalue.Value) jsonvalue.Value {
	e := a.thread.run.eng
	by := invocation{request: uuid(e.rand()), at: instant(e.now), status: 200, version: "$LATEST"}
	qualifier := a.arguments.Get("Qualifier").Text()
	switch {
	case a.task.async:
		by.status, by.version = 202, ""
	case qualifier != "" && strings.Trim(qualifier, "0123456789") == "": // an alias does not tell its version
		by.version = qualifier
	}
	return by.gave(payload)
}

// An invocation is what lambda:invoke tells about itself.
type invocation struct {
	request string
	at      time.Time
	status  int64
	version string // of the function; "" where nobody waits for it to run
}

// gave is what lambda:invoke gives for a payload (Developer Guide, "Invoke an AWS
// Lambda function with Step Functions").
func (by invocation) gave(payload jsonvalue.Value) jsonvalue.Value {
	text, length := jsonvalue.StringOf, itoa(payload.Size())
	members := make([]jsonvalue.Member, 0, 5)
	if by.version == "" {
		payload, length = text(""), "0"
	} else {
		members = append(members, jsonvalue.Member{Name: "ExecutedVersion", Value: text(by.version)})
	}
	return jsonvalue.ObjectOf(append(members,
		jsonvalue.Member{Name: "Payload", Value: payload},
		jsonvalue.Member{Name: "SdkHttpMetadata", Value: by.metadata(length)},
		jsonvalue.Member{Name: "SdkResponseMetadata", Value: jsonvalue.ObjectOf(jsonvalue.Member{Name: "RequestId", Value: text(by.request)})},
		jsonvalue.Member{Name: "StatusCode", Value: jsonvalue.IntOf(by.status)})...)
}

// metadata tells of the answer that the headers came with, in the two orders
// that AWS writes them in.
func (by invocation) metadata(length string) jsonvalue.Value {
	header := func(name, value string) jsonvalue.Member {
		return jsonvalue.Member{Name: name, Value: jsonvalue.StringOf(value)}
	}
	version := header("X-Amz-Executed-Version", by.version)
	remapped := header("x-amzn-Remapped-Content-Length", "0")
	connection := header("Connection", "keep-alive")
	request := header("x-amzn-RequestId", by.request)
	size := header("Content-Length", length)
	date := header("Date", by.at.Format("Mon, 02 Jan 2006 15:04:05 GMT"))
	trace := header("X-Amzn-Trace-Id", "Root=1-"+strconv.FormatInt(by.at.Unix(), 16)+"-"+strings.ReplaceAll(by.request, "-", "")[:24])
	kind := header("Content-Type", "application/json")

	all := []jsonvalue.Member{version, remapped, connection, request, size, date, trace, kind}
	single := []jsonvalue.Member{connection, size, kind, date, version, remapped, request, trace}
	if by.version == "" {
		isVersion := func(m jsonvalue.Member) bool { return m.Name == version.Name }
		all, single = slices.DeleteFunc(all, isVersion), slices.DeleteFunc(single, isVersion)
	}
	for i, m := range all {
		all[i].Value = jsonvalue.ArrayOf(m.Value)
	}
	return jsonvalue.ObjectOf(
		jsonvalue.Member{Name: "AllHttpHeaders", Value: jsonvalue.ObjectOf(all...)},
		jsonvalue.Member{Name: "HttpHeaders", Value: jsonvalue.ObjectOf(single...)},
		jsonvalue.Member{Name: "HttpStatusCode", Value: jsonvalue.IntOf(by.status)})
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
