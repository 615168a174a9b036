package constructs_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-cdk-go/awscdk/v2"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/cdktest"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/synth"
)

// asking hands a clerk a token, and expects heartbeats.
type asking struct {
	Token dsl.Token `json:"token"`
}

var (
	clerk  = lambda.Declare[asking, struct{}]("Clerk")
	asks   = dsl.Fields[asking]()
	patrol = dsl.Define("Patrol", func(b *dsl.Block, _ dsl.Val[struct{}]) dsl.Val[string] {
		return dsl.WaitForToken(b, &dsl.Callback[string]{Name: "Ask"}, clerk.Invoke(), func(t dsl.Val[dsl.Token]) dsl.Val[asking] {
			return dsl.Build(asking{}, dsl.To(&asks.Token, t))
		}, dsl.Policy{Heartbeat: time.Minute})
	})
)

func TestNewWorkflow(t *testing.T) {
	stack := cdktest.Stack(t)
	w := constructs.NewWorkflow(stack, new("Workflow"), &constructs.WorkflowProps{
		Definition: patrol,
		Bind:       map[string]any{clerk.Name(): newFunction(stack, "Clerk")},
	})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	doc := cdktest.Template(t, stack)
	_, machine := doc.One(t, "AWS::StepFunctions::StateMachine")
	out, err := synth.Workflow(patrol)
	if err != nil || machine.Properties["DefinitionString"] != out.Definition {
		t.Errorf("the definition is %v, not what synth gives (%v)", machine.Properties["DefinitionString"], err)
	}
	id := *stack.GetLogicalId(w.Role().Node().DefaultChild().(awscdk.CfnElement))
	want(t, "the role's policies", doc.Resources[id].Properties["Policies"], `[{"PolicyName":"Workflow","PolicyDocument":{"Version":"2012-10-17","Statement":[
		{"Effect":"Allow","Action":"lambda:InvokeFunction","Resource":{"Fn::GetAtt":["Clerk","Arn"]}},
		{"Effect":"Allow","Action":["logs:CreateLogDelivery","logs:DeleteLogDelivery","logs:DescribeLogGroups","logs:DescribeResourcePolicies",
			"logs:GetLogDelivery","logs:ListLogDeliveries","logs:PutResourcePolicy","logs:UpdateLogDelivery",
			"xray:GetSamplingRules","xray:GetSamplingTargets","xray:PutTelemetryRecords","xray:PutTraceSegments"],"Resource":"*"}]}}]`)
	for id := range doc.All("AWS::IAM::Policy") {
		if strings.HasPrefix(id, "WorkflowRole") {
			t.Errorf("CDK added a policy of its own, %s", id)
		}
	}
	beats := doc.Resources["WorkflowTaskHeartbeat"+suffix(doc, "WorkflowTaskHeartbeat")]
	if text, _ := json.Marshal(beats); !strings.Contains(string(text), `"Action":"states:SendTaskHeartbeat"`) {
		t.Errorf("the clerk may not send heartbeats: %s", text)
	}
}

// What a reader of the template finds beside a "*" is the reason for it.
func TestWildcardsHaveReasons(t *testing.T) {
	stack := cdktest.Stack(t)
	w := constructs.NewWorkflow(stack, new("Workflow"), &constructs.WorkflowProps{
		Definition: patrol, Bind: map[string]any{clerk.Name(): newFunction(stack, "Clerk")}})
	id := *stack.GetLogicalId(w.Role().Node().DefaultChild().(awscdk.CfnElement))
	notes := cdktest.Template(t, stack).Resources[id].Metadata["Quickstep::Permissions"].([]any)
	if got := notes[1].(map[string]any)["Wildcard"]; got != "IAM checks the action against no resource" {
		t.Errorf("the reason is %v", got)
	}
}

func TestStartsWaitForWhatTheMachineNeeds(t *testing.T) {
	stack, w := greet(t, &constructs.WorkflowProps{})
	w.OnSchedule(new("S"), &constructs.OnScheduleProps{Expression: new("rate(1 day)")})
	_, s := cdktest.Template(t, stack).One(t, "AWS::Scheduler::Schedule")
	for _, id := range s.DependsOn {
		if strings.HasPrefix(id, "WorkflowTaskResponse") {
			return
		}
	}
	t.Errorf("the schedule waits for %v: a function might be handed a token before it may answer", s.DependsOn)
}

func TestNewWorkflowMistakes(t *testing.T) {
	wrong := dsl.Define("Wrong", func(b *dsl.Block, _ dsl.Val[struct{}]) dsl.Val[string] {
		return dsl.Task(b, "", lambda.Declare[struct{}, string]("F").Invoke(), dsl.Lit(struct{}{}))
	}, dsl.Timeout(500*time.Millisecond))
	for name, props := range map[string]*constructs.WorkflowProps{
		"no props": nil, "no definition": {},
	} {
		t.Run(name, func(t *testing.T) {
			w := constructs.NewWorkflow(cdktest.Stack(t), new("Workflow"), props)
			mistakes(t, w, "newworkflow_test.go:LINE: NewWorkflow: Definition is missing; set it to what dsl.Define gave [QS8006]")
		})
	}
	t.Run("a wrong definition", func(t *testing.T) {
		w := constructs.NewWorkflow(cdktest.Stack(t), new("Workflow"), &constructs.WorkflowProps{Definition: wrong})
		if err := w.Err(); err == nil || !strings.Contains(err.Error(), "newworkflow_test.go:") || !strings.Contains(err.Error(), "QS0013") {
			t.Errorf("found %v", err)
		}
	})
}
