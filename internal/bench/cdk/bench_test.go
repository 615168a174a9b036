package cdk

import (
	"fmt"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"
	tasks "github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctionstasks"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/cdktest"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
)

func TestMain(m *testing.M) { cdktest.Main(m) }

var step = lambda.Declare[int, int]("Step")

// chain calls one function n times, as a workflow of ours.
func chain(n int) *dsl.Workflow[int, int] {
	return dsl.Define("Chain", func(b *dsl.Block, v dsl.Val[int]) dsl.Val[int] {
		for i := range n {
			v = dsl.Task(b, name(i), step.Invoke(), v)
		}
		return v
	})
}

func name(i int) string { return fmt.Sprintf("Step %d", i) }

func function(in awscdk.Stack) awslambda.IFunction {
	return awslambda.Function_FromFunctionArn(in, new("Step"), new("arn:aws:lambda:eu-central-1:123456789012:function:step"))
}

// ours makes the machine with the construct, its definition lowered anew.
func ours(in awscdk.Stack, n int) error {
	return constructs.NewWorkflow(in, new("Workflow"), &constructs.WorkflowProps{
		Definition: chain(n), Bind: map[string]any{step.Name(): function(in)},
	}).Err()
}

// native makes the same with a class of CDK for each state.
func native(in awscdk.Stack, n int) error {
	f := function(in)
	var all awsstepfunctions.Chain
	for i := range n {
		task := tasks.NewLambdaInvoke(in, new(name(i)), &tasks.LambdaInvokeProps{LambdaFunction: f, PayloadResponseOnly: new(true)})
		if i == 0 {
			all = awsstepfunctions.Chain_Start(task)
			continue
		}
		all = all.Next(task)
	}
	awsstepfunctions.NewStateMachine(in, new("Machine"), &awsstepfunctions.StateMachineProps{
		DefinitionBody: awsstepfunctions.DefinitionBody_FromChainable(all), TracingEnabled: new(true),
	})
	return nil
}

func BenchmarkMachine(b *testing.B) {
	for _, n := range []int{10, 100, 500, 1000, 2000} {
		for way, build := range map[string]func(awscdk.Stack, int) error{"construct": ours, "classes": native} {
			b.Run(fmt.Sprintf("%d/%s", n, way), func(b *testing.B) {
				for b.Loop() {
					stack := cdktest.Stack(b)
					if err := build(stack, n); err != nil {
						b.Fatal(err)
					}
					assertions.Template_FromStack(stack, nil).ToJSON()
				}
			})
		}
	}
}

// Both ways make one machine: a benchmark of something else would say nothing.
func TestBothWaysMakeAMachine(t *testing.T) {
	for way, build := range map[string]func(awscdk.Stack, int) error{"construct": ours, "classes": native} {
		stack := cdktest.Stack(t)
		if err := build(stack, 3); err != nil {
			t.Fatal(err)
		}
		if n := len(cdktest.Template(t, stack).All("AWS::StepFunctions::StateMachine")); n != 1 {
			t.Errorf("%s made %d machines", way, n)
		}
	}
}
