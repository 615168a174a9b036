package constructs_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/cdktest"
	"github.com/quickstep-go/quickstep/diag"
)

const sendTask = `["states:SendTaskSuccess","states:SendTaskFailure"]`

func TestFunctionCalledWithATokenMayAnswerIt(t *testing.T) {
	stack, w := greet(t, &constructs.WorkflowProps{})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	doc := cdktest.Template(t, stack) // fails on a circular dependency
	machine, _ := doc.One(t, "AWS::StepFunctions::StateMachine")
	policy := doc.Resources["WorkflowTaskResponse"+suffix(doc, "WorkflowTaskResponse")]
	want(t, "the policy", policy.Properties["PolicyDocument"], `{"Version":"2012-10-17","Statement":[
		{"Effect":"Allow","Action":`+sendTask+`,"Resource":{"Ref":"`+machine+`"}}]}`)
	role := *stack.GetLogicalId(stack.Node().FindChild(new("GreeterRole")).Node().DefaultChild().(awscdk.CfnElement))
	want(t, "its roles", policy.Properties["Roles"], `[{"Ref":"`+role+`"}]`)
}

func TestGrantTaskResponse(t *testing.T) {
	stack, w := greet(t, &constructs.WorkflowProps{})
	desk := awsiam.NewRole(stack, new("Desk"), &awsiam.RoleProps{AssumedBy: awsiam.NewServicePrincipal(new("ec2.amazonaws.com"), nil)})
	w.GrantTaskResponse(desk)
	w.GrantTaskResponse(desk) // once is enough
	w.GrantTaskResponse(awsiam.Role_FromRoleArn(stack, new("Elsewhere"), new("arn:aws:iam::123456789012:role/clerk"), nil))
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	answering := 0
	for id := range cdktest.Template(t, stack).All("AWS::IAM::Policy") {
		if strings.HasPrefix(id, "WorkflowTaskResponse") {
			answering++
		}
	}
	if answering != 3 { // heartbeats are policies of their own
		t.Errorf("%d policies let somebody answer, want 3: the function, the desk, the clerk", answering)
	}
}

func TestGrantTaskResponseNeedsARole(t *testing.T) {
	_, w := greet(t, &constructs.WorkflowProps{})
	w.GrantTaskResponse(awsiam.NewServicePrincipal(new("ec2.amazonaws.com"), nil))
	mistakes(t, w, `token_test.go:LINE: GrantTaskResponse: a *awsiam.jsiiProxy_ServicePrincipal has no role that a policy could be attached to; pass a role, or a construct that has one [QS8007]`)
}

func TestFunctionBoundByARNGetsAWarning(t *testing.T) {
	_, w := greet(t, &constructs.WorkflowProps{Bind: map[string]any{
		"Greeter": "arn:aws:lambda:eu-central-1:123456789012:function:greeter"}})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	found := w.Diagnostics().Filter(diag.Warning)
	if len(found) != 1 || !strings.Contains(found[0].Message, `"Greeter" answers a task token (used by "Greet"), but its role is not known here`) {
		t.Errorf("found %v", found)
	}
}

func TestAnswersAcrossStacks(t *testing.T) {
	app := cdktest.App(t)
	functions := awscdk.NewStack(app, new("Functions"), nil)
	machines := awscdk.NewStack(app, new("Machines"), nil)
	w := constructs.FromText(machines, new("Workflow"), greeting, greeter, invoke,
		&constructs.WorkflowProps{Bind: map[string]any{"Greeter": newFunction(functions, "Greeter")}})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	cdktest.Template(t, machines) // throws where the stacks need each other
}
