package constructs_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/cdktest"
	"github.com/quickstep-go/quickstep/synth/permissions"
)

// mistakes compares what was found with lines of text, in which LINE stands for
// a line number.
func mistakes(t *testing.T, w *constructs.Workflow, lines ...string) {
	t.Helper()
	got := lineNumber.ReplaceAllString(w.Diagnostics().String(), "_test.go:LINE")
	if wanted := strings.Join(lines, "\n"); got != wanted {
		t.Errorf("found\n%s\nwant\n%s", got, wanted)
	}
}

func TestBindMistakes(t *testing.T) {
	for name, c := range map[string]struct {
		bind func(stack *stackOf) map[string]any
		want string
	}{
		"nothing": {
			func(*stackOf) map[string]any { return nil },
			`nothing is bound to "Greeter" (used by "Greet"); add "Greeter" to Bind in the props [QS8002]`},
		"misspelt": {
			func(s *stackOf) map[string]any { return map[string]any{"Greter": s.function} },
			`nothing is bound to "Greeter" (used by "Greet"); Bind has "Greter"; did you mean "Greeter"? [QS8002]`},
		"one too many": {
			func(s *stackOf) map[string]any { return map[string]any{"Greeter": s.function, "Parrot": s.function} },
			`Bind has "Parrot", but the workflow names no such resource; it names Greeter [QS8003]`},
		"a queue": {
			func(s *stackOf) map[string]any { return map[string]any{"Greeter": s.queue} },
			`"Greeter" is a Lambda function in the workflow (used by "Greet"), but bound to an SQS queue; bind a Lambda function [QS8004]`},
		"a number": {
			func(*stackOf) map[string]any { return map[string]any{"Greeter": 7} },
			`"Greeter" is a Lambda function in the workflow (used by "Greet"), but bound to a int, which has no ARN; ` +
				`bind a Lambda function (anything with a method FunctionArn() *string), or its ARN as a string [QS8004]`},
		"an ARN of another service": {
			func(*stackOf) map[string]any {
				return map[string]any{"Greeter": "arn:aws:sns:eu-central-1:123456789012:t"}
			},
			`"Greeter" is a Lambda function in the workflow (used by "Greet"), but bound to "arn:aws:sns:eu-central-1:123456789012:t", ` +
				`which is not the ARN of a Lambda function; bind a Lambda function, or an ARN such as arn:aws:lambda:… [QS8004]`},
	} {
		t.Run(name, func(t *testing.T) {
			stack := cdktest.Stack(t)
			s := &stackOf{newFunction(stack, "Greeter"), awssqs.NewQueue(stack, new("Queue"), nil)}
			w := constructs.FromText(stack, new("Workflow"), greeting, greeter, invoke, &constructs.WorkflowProps{Bind: c.bind(s)})
			mistakes(t, w, "bind_test.go:LINE: "+c.want)
			cdktest.Template(t, stack) // the rest of the stack is there all the same
		})
	}
}

var lineNumber = regexp.MustCompile(`_test\.go:\d+`)

type stackOf struct {
	function *function
	queue    awssqs.Queue
}

// A queue is named by its URL in a definition, and by its ARN in a statement.
func TestQueueIsBoundByURLAndARN(t *testing.T) {
	stack := cdktest.Stack(t)
	w := constructs.FromText(stack, new("Workflow"), `{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage",`+
		`"Arguments":{"QueueUrl":"${Orders}"},"End":true}}}`,
		[]constructs.Resource{{Name: "Orders", Kind: "queue", States: []string{"A"}}},
		[]permissions.Statement{{Actions: []string{"sqs:SendMessage"}, Resources: []string{"${Orders.Arn}"}}},
		&constructs.WorkflowProps{Bind: map[string]any{"Orders": awssqs.NewQueue(stack, new("Orders"), nil)}})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	doc := cdktest.Template(t, stack)
	queue, _ := doc.One(t, "AWS::SQS::Queue")
	_, machine := doc.One(t, "AWS::StepFunctions::StateMachine")
	want(t, "the substitution", machine.Properties["DefinitionSubstitutions"], `{"Orders":{"Ref":"`+queue+`"}}`)
	_, role := doc.One(t, "AWS::IAM::Role")
	want(t, "the policy", role.Properties["Policies"], `[{"PolicyName":"Workflow","PolicyDocument":{"Version":"2012-10-17","Statement":[
		{"Effect":"Allow","Action":"sqs:SendMessage","Resource":{"Fn::GetAtt":["`+queue+`","Arn"]}}]}}]`)
}

// Where only an ARN is known, the URL or the name is taken out of it.
func TestARNsStandForURLsAndNames(t *testing.T) {
	for kind, c := range map[permissions.Kind]struct{ arn, want string }{
		permissions.Queue:  {"arn:aws:sqs:eu-north-1:123456789012:orders", `{"R":{"Fn::Join":["",["https://sqs.eu-north-1.",{"Ref":"AWS::URLSuffix"},"/123456789012/orders"]]}}`},
		permissions.Bucket: {"arn:aws:s3:::orders", `{"R":"orders"}`},
		permissions.Topic:  {"arn:aws:sns:eu-north-1:123456789012:orders", `{"R":"arn:aws:sns:eu-north-1:123456789012:orders"}`},
	} {
		stack := cdktest.Stack(t)
		w := constructs.FromText(stack, new("Workflow"), `{"StartAt":"A","States":{"A":{"Type":"Pass","Result":"${R}","End":true}}}`,
			[]constructs.Resource{{Name: "R", Kind: kind, States: []string{"A"}}}, nil,
			&constructs.WorkflowProps{Bind: map[string]any{"R": c.arn}})
		if err := w.Err(); err != nil {
			t.Fatal(err)
		}
		_, machine := cdktest.Template(t, stack).One(t, "AWS::StepFunctions::StateMachine")
		want(t, string(kind), machine.Properties["DefinitionSubstitutions"], c.want)
	}
}

func TestTooLarge(t *testing.T) {
	text := `{"Comment":"` + strings.Repeat("x", 1<<20) + `","StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}`
	w := constructs.FromText(cdktest.Stack(t), new("Workflow"), text, nil, nil, &constructs.WorkflowProps{})
	mistakes(t, w, "bind_test.go:LINE: the definition has 1048646 bytes; a state machine takes 1048576 at most; move parts of it into workflows of their own [QS8001]")
}

// One workflow is bound to a name in another like any other state machine.
func TestWorkflowIsBoundToAnother(t *testing.T) {
	stack, child := greet(t, &constructs.WorkflowProps{})
	parent := constructs.FromText(stack, new("Parent"), `{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution",`+
		`"Arguments":{"StateMachineArn":"${Child}"},"End":true}}}`,
		[]constructs.Resource{{Name: "Child", Kind: permissions.StateMachine, States: []string{"A"}}},
		[]permissions.Statement{{Actions: []string{"states:StartExecution"}, Resources: []string{"${Child.Arn}"}}},
		&constructs.WorkflowProps{Bind: map[string]any{"Child": child}})
	if err := parent.Err(); err != nil {
		t.Fatal(err)
	}
	id := *stack.GetLogicalId(parent.Machine().Node().DefaultChild().(awscdk.CfnElement))
	machine := cdktest.Template(t, stack).Resources[id]
	want(t, "the substitution", machine.Properties["DefinitionSubstitutions"],
		`{"Child":{"Ref":"`+*stack.GetLogicalId(child.Machine().Node().DefaultChild().(awscdk.CfnElement))+`"}}`)
}
