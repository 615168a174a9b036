// Package lambda invokes AWS Lambda functions from a workflow.
//
// A function is its contract: what it takes and what it gives. [Declare] names
// one written elsewhere, in any language; [Handle] brings the Go handler along,
// which the local runner then calls. In the definition the function is ${Name},
// to which CDK or SAM gives an ARN.
//
// Goals: typed payloads both ways, the .Payload of the service's answer out of
// sight. Non-goals: deploying functions, which constructs/golambda does for Go.
package lambda

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/quickstep-go/quickstep/dsl"
)

// A Function is one Lambda function: a contract, and for a Go one its code.
type Function[In, Out any] struct {
	name      string
	qualifier string
	handler   func(context.Context, []byte) ([]byte, error)
}

// Declare names a function written elsewhere, in any language.
func Declare[In, Out any](name string) *Function[In, Out] { return &Function[In, Out]{name: name} }

// Handle names a function whose handler is Go; the local runner calls it.
func Handle[In, Out any](name string, h func(context.Context, In) (Out, error)) *Function[In, Out] {
	if h == nil {
		return Declare[In, Out](name)
	}
	return &Function[In, Out]{name: name, handler: Handler(h)}
}

// Name gives the function's name, which is also that of its substitution.
func (f *Function[In, Out]) Name() string { return f.name }

// Handler gives the function's code over JSON, or nil where it was declared
// without. It is what the local runner calls, and what
// [github.com/quickstep-go/quickstep/dsl/lambda/lambdahost] serves on Lambda.
func (f *Function[In, Out]) Handler() func(ctx context.Context, payload []byte) ([]byte, error) {
	return f.handler
}

// Qualified gives the same function by one of its versions or aliases, such as
// "7" or "live" (Lambda API reference, Invoke). The function itself is the one
// without: what was deployed last.
func (f *Function[In, Out]) Qualified(qualifier string) *Function[In, Out] {
	if f == nil {
		return nil
	}
	return &Function[In, Out]{f.name, qualifier, f.handler}
}

// Invoke calls the function and waits for its answer, or hands it a task token
// in a [dsl.WaitForToken] (Developer Guide, "Invoke an AWS Lambda function with
// Step Functions").
func (f *Function[In, Out]) Invoke() dsl.Call[In, Out] {
	if f.unnamed() {
		return dsl.NoCall[In, Out](noName, declareIt)
	}
	return dsl.NewCall[In, Out](f.integration("Payload"))
}

// Accepted is what Lambda says of a function that it will run.
type Accepted struct {
	StatusCode int `json:"StatusCode"` // 202
}

// InvokeAsync has the function called and does not wait for it: the workflow goes
// on as soon as Lambda has taken the payload, which it tries again by itself where
// the function fails. How it went, the workflow does not learn, unless the payload
// has a task token, in a [dsl.WaitForToken] (Lambda Developer Guide, "Invoking a
// Lambda function asynchronously").
//
// The local runner calls the function once, before it goes on, and drops what it
// answers.
func (f *Function[In, Out]) InvokeAsync() dsl.Call[In, Accepted] {
	if f.unnamed() {
		return dsl.NoCall[In, Accepted](noName, declareIt)
	}
	return dsl.NewCall[In, Accepted](f.integration("", dsl.Argument{Name: "InvocationType", Value: "Event"}))
}

const (
	noName    = "a Lambda function has no name"
	declareIt = "declare it with lambda.Declare or lambda.Handle"
)

func (f *Function[In, Out]) unnamed() bool { return f == nil || f.name == "" }

// integration describes a call whose Out is a member of Lambda's answer, or with
// "" the whole of it.
func (f *Function[In, Out]) integration(result string, more ...dsl.Argument) dsl.Integration {
	arguments := append([]dsl.Argument{{Name: "FunctionName", Value: "${" + f.name + "}"}}, more...)
	if f.qualifier != "" {
		arguments = append(arguments, dsl.Argument{Name: "Qualifier", Value: f.qualifier})
	}
	return dsl.Integration{
		Resource:  "arn:aws:states:::lambda:invoke",
		Arguments: arguments,
		Payload:   "Payload",
		Result:    result,
		Token:     true,
		Resources: []dsl.Resource{{Name: f.name, Kind: "function", Handler: f.handler, In: reflect.TypeFor[In](), Out: reflect.TypeFor[Out]()}},
	}
}

// The errors of functions that ran and did not answer (Developer Guide, "Handling
// error conditions in a Step Functions state machine").
const (
	// Unknown is the error of a runtime that broke off, out of memory for one.
	Unknown dsl.ErrorName = "Lambda.Unknown"
	// TimedOut is the error of a function that took longer than it may; older
	// runtimes have [Unknown] for it.
	TimedOut dsl.ErrorName = "Sandbox.Timedout"
)

// TransientErrors are those of the Lambda service that a retry may cure
// (Developer Guide, "Handle transient Lambda service exceptions").
func TransientErrors() []dsl.ErrorName {
	return []dsl.ErrorName{
		"Lambda.ClientExecutionTimeoutException",
		"Lambda.ServiceException",
		"Lambda.AWSLambdaException",
		"Lambda.SdkClientException",
		"Lambda.TooManyRequestsException",
	}
}

// Handler turns a typed handler into one over JSON, as the Lambda runtime does.
func Handler[In, Out any](h func(context.Context, In) (Out, error)) func(context.Context, []byte) ([]byte, error) {
	return func(ctx context.Context, payload []byte) ([]byte, error) {
		var in In
		if err := json.Unmarshal(payload, &in); err != nil {
			return nil, fmt.Errorf("the payload does not decode into %T: %w", in, err)
		}
		out, err := h(ctx, in)
		if err != nil {
			return nil, err
		}
		return json.Marshal(out)
	}
}
