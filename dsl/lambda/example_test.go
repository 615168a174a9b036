package lambda_test

import (
	"context"
	"fmt"

	"github.com/quickstep-go/quickstep/dsl/lambda"
)

type Greeting struct{ Name string }

func Example() {
	greet := lambda.Handle("Greet", func(_ context.Context, g Greeting) (string, error) {
		return "hello " + g.Name, nil
	})
	call := greet.Invoke()
	fmt.Println(call.Resource(), call.Arguments()[0].Value)

	serve := lambda.Handler(func(_ context.Context, g Greeting) (string, error) { return "hello " + g.Name, nil })
	answer, err := serve(context.Background(), []byte(`{"Name":"world"}`))
	fmt.Println(string(answer), err)
	// Output:
	// arn:aws:states:::lambda:invoke ${Greet}
	// "hello world" <nil>
}
