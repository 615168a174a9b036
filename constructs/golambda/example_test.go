package golambda_test

import (
	"fmt"
	"os"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/golambda"
)

// A stack with one function, built from the main package in ./lambda. Running it
// takes Node.js.
func Example() {
	err := constructs.Synth(nil, func(app awscdk.App) {
		stack := awscdk.NewStack(app, new("Functions"), nil)
		golambda.NewFunction(stack, new("Recorder"), &golambda.FunctionProps{
			Entry:           "./lambda",
			FunctionOptions: awslambda.FunctionOptions{Timeout: awscdk.Duration_Seconds(new(10.0))},
		})
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
