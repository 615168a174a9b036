package constructs_test

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
)

// shout is a function that some other stack has deployed.
var shout = lambda.Handle("Shout", func(_ context.Context, s string) (string, error) { return strings.ToUpper(s), nil })

var greetings = dsl.Define("Greetings", func(b *dsl.Block, name dsl.Val[string]) dsl.Val[string] {
	return dsl.Task(b, "Greet", shout.Invoke(), dsl.Format("hello {}", name))
})

// The main function of a CDK app with one workflow, which starts every morning.
// Running it takes Node.js.
func Example() {
	err := constructs.Synth(nil, func(app awscdk.App) {
		stack := awscdk.NewStack(app, new("Greetings"), nil)
		workflow := constructs.NewWorkflow(stack, new("Workflow"), &constructs.WorkflowProps{
			Definition: greetings,
			Bind: map[string]any{
				shout.Name(): "arn:aws:lambda:eu-central-1:123456789012:function:shout",
			},
		})
		workflow.OnSchedule(new("Morning"), &constructs.OnScheduleProps{
			Expression: new("cron(0 7 * * ? *)"),
			TimeZone:   new("Europe/Berlin"),
			Input:      constructs.InputOf(greetings, "world"),
		})
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
