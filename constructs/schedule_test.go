package constructs_test

import (
	"math"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/cdktest"
	"github.com/quickstep-go/quickstep/dsl"
)

type name struct {
	Name string `json:"name"`
}

// named is a workflow that takes a name.
var named = dsl.Define("Named", func(b *dsl.Block, _ dsl.Val[name]) dsl.Val[string] { return dsl.Lit("done") })

func TestOnSchedule(t *testing.T) {
	stack, w := greet(t, &constructs.WorkflowProps{})
	schedule := w.OnSchedule(new("Nightly"), &constructs.OnScheduleProps{
		Expression: new("cron(30 2 * * ? *)"), TimeZone: new("Europe/Berlin"), RetryAttempts: new(2.0),
		Input: constructs.InputOf(named, name{"night owl"}),
	})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	doc := cdktest.Template(t, stack)
	machine, _ := doc.One(t, "AWS::StepFunctions::StateMachine")
	queue, _ := doc.One(t, "AWS::SQS::Queue")
	role := *stack.GetLogicalId(schedule.Role.Node().DefaultChild().(awscdk.CfnElement))
	_, got := doc.One(t, "AWS::Scheduler::Schedule")
	want(t, "the schedule", got.Properties, `{"ScheduleExpression":"cron(30 2 * * ? *)","ScheduleExpressionTimezone":"Europe/Berlin",
		"State":"ENABLED","FlexibleTimeWindow":{"Mode":"OFF"},
		"Target":{"Arn":{"Ref":"`+machine+`"},"RoleArn":{"Fn::GetAtt":["`+role+`","Arn"]},"Input":"{\"name\":\"night owl\"}",
			"DeadLetterConfig":{"Arn":{"Fn::GetAtt":["`+queue+`","Arn"]}},"RetryPolicy":{"MaximumRetryAttempts":2}}}`)
	want(t, "the trust policy's condition", doc.Resources[role].Properties["AssumeRolePolicyDocument"].(map[string]any)["Statement"].([]any)[0].(map[string]any)["Condition"],
		`{"StringEquals":{"aws:SourceAccount":{"Ref":"AWS::AccountId"}},"ArnLike":{"aws:SourceArn":{"Fn::Join":["",
			["arn:",{"Ref":"AWS::Partition"},":scheduler:",{"Ref":"AWS::Region"},":",{"Ref":"AWS::AccountId"},":schedule-group/default"]]}}}`)
	sends := false
	for _, p := range doc.All("AWS::IAM::Policy") {
		for _, s := range p.Properties["PolicyDocument"].(map[string]any)["Statement"].([]any) {
			sends = sends || s.(map[string]any)["Action"] == "sqs:SendMessage"
		}
	}
	if !sends {
		t.Error("the schedule's role may not send to the dead-letter queue")
	}
}

// TestInputWithContextAttributes: Scheduler fills them in where it finds them as they
// are, and not escaped.
func TestInputWithContextAttributes(t *testing.T) {
	stack, w := greet(t, &constructs.WorkflowProps{})
	w.OnSchedule(new("Nightly"), &constructs.OnScheduleProps{Expression: new("rate(1 day)"),
		Input: constructs.InputOf(named, name{"<aws.scheduler.scheduled-time>"})})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	_, got := cdktest.Template(t, stack).One(t, "AWS::Scheduler::Schedule")
	want(t, "the input", got.Properties["Target"].(map[string]any)["Input"], `"{\"name\":\"<aws.scheduler.scheduled-time>\"}"`)
}

func TestOnScheduleMistakes(t *testing.T) {
	const help = "; write cron(30 2 * * ? *) with its six fields, rate(1 day) or at(2030-01-31T08:00:00) [QS8006]"
	for name, c := range map[string]struct {
		props *constructs.OnScheduleProps
		want  string
	}{
		"no props":      {nil, "OnSchedule: Expression is missing" + help},
		"no expression": {&constructs.OnScheduleProps{}, "OnSchedule: Expression is missing" + help},
		"five fields":   {&constructs.OnScheduleProps{Expression: new("cron(30 2 * * ?)")}, `OnSchedule: Expression "cron(30 2 * * ?)" is no schedule` + help},
		"bare":          {&constructs.OnScheduleProps{Expression: new("30 2 * * ? *")}, `OnSchedule: Expression "30 2 * * ? *" is no schedule` + help},
		"never":         {&constructs.OnScheduleProps{Expression: new("rate(0 days)")}, `OnSchedule: Expression "rate(0 days)" is no schedule` + help},
		"a number": {&constructs.OnScheduleProps{Expression: new("rate(1 day)"), Input: constructs.InputOf(endless, math.Inf(1))},
			"OnSchedule: Input cannot be written as JSON: json: unsupported value: +Inf; give the input type fields that encoding/json knows [QS8006]"},
		"retries": {&constructs.OnScheduleProps{Expression: new("rate(1 day)"), RetryAttempts: new(-1.0)},
			"OnSchedule: RetryAttempts is -1; set a whole number from 0 to 185 [QS8006]"},
	} {
		t.Run(name, func(t *testing.T) {
			_, w := greet(t, &constructs.WorkflowProps{})
			w.OnSchedule(new("S"), c.props)
			mistakes(t, w, "schedule_test.go:LINE: "+c.want)
		})
	}
}

var endless = dsl.Define("Endless", func(b *dsl.Block, _ dsl.Val[float64]) dsl.Val[string] { return dsl.Lit("done") })

func TestInputOfAnotherWorkflow(t *testing.T) {
	w := constructs.NewWorkflow(cdktest.Stack(t), new("Workflow"), &constructs.WorkflowProps{Definition: named})
	w.OnSchedule(new("S"), &constructs.OnScheduleProps{Expression: new("rate(1 day)"), Input: constructs.InputOf(endless, 1)})
	mistakes(t, w, `schedule_test.go:LINE: OnSchedule: Input is one of workflow "Endless", and this is workflow "Named"; make it with InputOf and this workflow [QS8006]`)
}

func TestScheduleOff(t *testing.T) {
	stack, w := greet(t, &constructs.WorkflowProps{})
	w.OnSchedule(new("S"), &constructs.OnScheduleProps{Expression: new("at(2030-01-31T08:00:00)"), Enabled: new(false),
		MaxEventAge: awscdk.Duration_Minutes(new(5.0))})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	_, got := cdktest.Template(t, stack).One(t, "AWS::Scheduler::Schedule")
	want(t, "the state", got.Properties["State"], `"DISABLED"`)
	want(t, "the input", got.Properties["Target"].(map[string]any)["Input"], `"{}"`)
}
