package constructs_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/cdktest"
	"github.com/quickstep-go/quickstep/diag"
)

const ordersYAML = `Comment: what happens to an order
QueryLanguage: JSONata
StartAt: Approve
States:
  Approve:
    Type: Task
    Resource: arn:aws:states:::lambda:invoke.waitForTaskToken
    HeartbeatSeconds: 60
    TimeoutSeconds: 600
    Arguments:
      FunctionName: ${Approver}
      Payload: {token: "{% $states.context.Task.Token %}"}
    Next: Each
  Each:
    Type: Map
    Items: [1]
    ItemProcessor:
      StartAt: Tell
      States:
        Tell:
          Type: Task
          Resource: arn:aws:states:::sqs:sendMessage
          Arguments: {QueueUrl: "${Outbox}", MessageBody: done}
          End: true
    End: true
`

func aslFile(t *testing.T, name, text string) *string {
	t.Helper()
	t.Chdir(t.TempDir())
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return &name
}

func TestFromASL(t *testing.T) {
	file := aslFile(t, "orders.asl.yaml", ordersYAML)
	stack := cdktest.Stack(t)
	w := constructs.FromASL(stack, new("Workflow"), file, &constructs.WorkflowProps{Bind: map[string]any{
		"Approver": newFunction(stack, "Approver"), "Outbox": awssqs.NewQueue(stack, new("Outbox"), nil)}})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	doc := cdktest.Template(t, stack)
	queue, _ := doc.One(t, "AWS::SQS::Queue")
	_, machine := doc.One(t, "AWS::StepFunctions::StateMachine")
	want(t, "the substitutions", machine.Properties["DefinitionSubstitutions"], `{"Approver":{"Fn::GetAtt":["Approver","Arn"]},"Outbox":{"Ref":"`+queue+`"}}`)
	text := machine.Properties["DefinitionString"].(string)
	if !json.Valid([]byte(text)) || !strings.Contains(text, `"FunctionName": "${Approver}"`) {
		t.Errorf("the definition is %s", text)
	}
	id := *stack.GetLogicalId(w.Role().Node().DefaultChild().(awscdk.CfnElement))
	policies, _ := json.Marshal(doc.Resources[id].Properties["Policies"])
	for _, wanted := range []string{`"lambda:InvokeFunction","Resource":{"Fn::GetAtt":["Approver","Arn"]}`, `"sqs:SendMessage","Resource":{"Fn::GetAtt":["` + queue + `","Arn"]}`} {
		if !strings.Contains(strings.ReplaceAll(string(policies), `"Effect":"Allow",`, ""), wanted) {
			t.Errorf("the role has %s, without %s", policies, wanted)
		}
	}
	for _, prefix := range []string{"WorkflowTaskResponse", "WorkflowTaskHeartbeat"} {
		if text := granted(t, doc, prefix); !strings.Contains(text, "states:SendTask") {
			t.Errorf("the approver may %s", text)
		}
	}
}

// JSON goes to CloudFormation as it is in the file. By ARNs alone, a queue is
// bound by what its place in the text asks for.
func TestFromASLBoundByARNs(t *testing.T) {
	const text = "{\"StartAt\": \"A\",\n \"States\": {\"A\": {\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::sqs:sendMessage\",\n" +
		"  \"Parameters\": {\"QueueUrl\": \"${Outbox}\", \"MessageBody\": \"hello\"}, \"End\": true}}}\n"
	file := aslFile(t, "a.asl.json", text)
	stack := cdktest.Stack(t)
	w := constructs.FromASL(stack, new("Workflow"), file, &constructs.WorkflowProps{Bind: map[string]any{"Outbox": awscdk.Fn_ImportValue(new("outbox"))}})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	_, machine := cdktest.Template(t, stack).One(t, "AWS::StepFunctions::StateMachine")
	if machine.Properties["DefinitionString"] != text {
		t.Errorf("the definition is %v", machine.Properties["DefinitionString"])
	}
	if got, _ := json.Marshal(machine.Properties["DefinitionSubstitutions"]); !strings.Contains(string(got), "https://sqs.") {
		t.Errorf("the queue's URL is %s", got)
	}
}

// What is found is told at the file's own lines.
func TestFromASLMistakes(t *testing.T) {
	for name, c := range map[string]struct{ file, text, want string }{
		"a wrong target": {"a.asl.json", "{\"StartAt\": \"A\",\n \"States\": {\"A\": {\"Type\": \"Pass\",\n  \"Next\": \"B\"}}}", "a.asl.json:3:"},
		"no JSON":        {"a.asl.json", "{\"StartAt\": ", "a.asl.json:1:"},
		"unbound":        {"a.asl.yaml", ordersYAML, `nothing is bound to "Outbox" (used by "Tell")`},
		"a dynamic call": {"a.asl.json", "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Task\",\n\"Resource\":\"arn:aws:states:::sns:publish\",\n\"Parameters\":{\"TopicArn.$\":\"$.topic\",\"Message\":\"x\"},\"End\":true}}}", "a.asl.json:2:"},
	} {
		t.Run(name, func(t *testing.T) {
			w := constructs.FromASL(cdktest.Stack(t), new("Workflow"), aslFile(t, c.file, c.text), nil)
			if err := w.Err(); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("found %v, want %s", err, c.want)
			}
		})
	}
	t.Run("stated", func(t *testing.T) {
		w := constructs.FromASL(cdktest.Stack(t), new("Workflow"), aslFile(t, "a.asl.json",
			`{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::sns:publish","Parameters":{"TopicArn.$":"$.topic","Message":"x"},"End":true}}}`),
			&constructs.WorkflowProps{On: map[string][]string{"A": {"arn:aws:sns:*:*:orders-*"}}})
		if err := w.Err(); err != nil {
			t.Error(err)
		}
	})
	t.Run("no file", func(t *testing.T) {
		missing := filepath.Join(t.TempDir(), "nowhere.asl.json")
		w := constructs.FromASL(cdktest.Stack(t), new("Workflow"), &missing, nil)
		if err := w.Err(); err == nil || !strings.Contains(err.Error(), "FromASL: the definition cannot be read: open ") {
			t.Errorf("found %v", err)
		}
		mistakes(t, constructs.FromASL(cdktest.Stack(t), new("Workflow"), nil, nil),
			`fromasl_test.go:LINE: FromASL: the file is missing; pass its path, such as new("orders.asl.yaml") [QS8006]`)
		mistakes(t, constructs.FromASL(cdktest.Stack(t), new("Workflow"), &missing, &constructs.WorkflowProps{Definition: named}),
			`fromasl_test.go:LINE: FromASL: Definition is set, and so is the file; leave Definition out, or call NewWorkflow [QS8006]`)
	})
	t.Run("a hint", func(t *testing.T) {
		w := constructs.FromASL(cdktest.Stack(t), new("Workflow"), aslFile(t, "a.asl.json",
			`{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::sns:publish","Parameters":{"TopicArn":"arn:aws:sns:eu-west-1:123456789012:t","Message":"x"},"End":true}}}`), nil)
		if err := w.Err(); err != nil {
			t.Error(err)
		}
		for _, d := range w.Diagnostics() {
			if d.Severity == diag.Error || d.Position.File != "a.asl.json" {
				t.Errorf("found %v", d)
			}
		}
	})
}

func TestInputOfAFile(t *testing.T) {
	stack := cdktest.Stack(t)
	w := constructs.FromASL(stack, new("Workflow"), aslFile(t, "a.asl.json", passing), nil)
	w.OnSchedule(new("S"), &constructs.OnScheduleProps{Expression: new("rate(1 day)"), Input: constructs.InputFrom(map[string]int{"n": 1})})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	_, got := cdktest.Template(t, stack).One(t, "AWS::Scheduler::Schedule")
	want(t, "the input", got.Properties["Target"].(map[string]any)["Input"], `"{\"n\":1}"`)
}

func TestInputOfATypedWorkflowIsTyped(t *testing.T) {
	typed := constructs.NewWorkflow(cdktest.Stack(t), new("Typed"), &constructs.WorkflowProps{Definition: named})
	typed.OnSchedule(new("S"), &constructs.OnScheduleProps{Expression: new("rate(1 day)"), Input: constructs.InputFrom(1)})
	mistakes(t, typed, `fromasl_test.go:LINE: OnSchedule: Input is one of no workflow, and this is workflow "Named"; make it with InputOf and this workflow [QS8006]`)
}
