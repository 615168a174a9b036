// Package lambdahost serves functions that were declared with lambda.Handle, on
// AWS Lambda. It is the whole of a main package:
//
//	func main() { log.Fatal(lambdahost.Serve(shop.Charge, shop.Refund, shop.Ship)) }
//
// One binary may serve many Lambda functions: each names the one it is with its
// Handler property, which golambda.FunctionProps sets by its field Function. So
// the code that the local runner calls in a test is the code that runs on Lambda,
// built once.
//
// Goals: nothing to write but the list. Non-goals: other events than a workflow's
// payloads; package lambda of aws-lambda-go is there for those.
package lambdahost

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/aws/aws-lambda-go/lambda"

	"github.com/quickstep-go/quickstep/diag"
)

// Function is what lambda.Handle gives.
type Function interface {
	// Name is the name by which a workflow calls the function.
	Name() string
	// Handler is its code over JSON, nil where it has none.
	Handler() func(ctx context.Context, payload []byte) ([]byte, error)
}

// handlerVariable holds what the Handler property of the Lambda function says.
// (AWS Lambda Developer Guide, "Defined runtime environment variables".)
const handlerVariable = "_HANDLER"

// Serve serves one of the functions for as long as the process lives. With one
// function, it is that one; of several it is the one that the Handler property of
// the Lambda function names. It returns only where there is none to serve, and
// says why.
func Serve(functions ...Function) error {
	serve, err := choose(os.Getenv(handlerVariable), functions)
	if err != nil {
		return err
	}
	lambda.Start(handler(serve))
	return errors.New("the Lambda runtime ended")
}

// handler makes a function one of aws-lambda-go.
type handler func(ctx context.Context, payload []byte) ([]byte, error)

func (h handler) Invoke(ctx context.Context, payload []byte) ([]byte, error) { return h(ctx, payload) }

// choose gives the function to serve.
func choose(name string, functions []Function) (handler, error) {
	names, err := check(functions)
	if err != nil {
		return nil, err
	}
	if len(functions) == 1 {
		return functions[0].Handler(), nil
	}
	if i := slices.Index(names, name); i >= 0 {
		return functions[i].Handler(), nil
	}
	help := cmp.Or(diag.DidYouMean(name, names), "it serves "+strings.Join(names, ", "))
	return nil, fmt.Errorf("the Handler property of the Lambda function is %q, and this program serves no function of that name; %s", name, help)
}

// check gives the functions' names, or says what keeps them from being served.
func check(functions []Function) ([]string, error) {
	if len(functions) == 0 {
		return nil, errors.New("lambdahost.Serve was given no function; pass those that lambda.Handle gave")
	}
	names := make([]string, 0, len(functions))
	var faults []error
	for _, f := range functions {
		name := f.Name()
		switch {
		case f.Handler() == nil:
			faults = append(faults, fmt.Errorf("the function %q has no code; declare it with lambda.Handle", name))
		case slices.Contains(names, name):
			faults = append(faults, fmt.Errorf("two functions are called %q; give one of them another name", name))
		}
		names = append(names, name)
	}
	return names, errors.Join(faults...)
}
