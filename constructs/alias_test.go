package constructs_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsevents"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssns"
	"github.com/aws/jsii-runtime-go"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/cdktest"
)

func TestAlarms(t *testing.T) {
	stack := cdktest.Stack(t)
	w := constructs.FromText(stack, new("Workflow"), passing, nil, nil, &constructs.WorkflowProps{
		Alarms: &constructs.AlarmsProps{Topic: awssns.NewTopic(stack, new("Pager"), nil), Threshold: new(3.0)}})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	doc := cdktest.Template(t, stack)
	machine, _ := doc.One(t, "AWS::StepFunctions::StateMachine")
	topic, _ := doc.One(t, "AWS::SNS::Topic")
	alarms := doc.All("AWS::CloudWatch::Alarm")
	if len(alarms) != 4 || len(w.Alarms().All()) != 4 {
		t.Fatalf("there are %d alarms", len(alarms))
	}
	watched := map[any]bool{}
	for _, a := range alarms {
		watched[a.Properties["MetricName"]] = true
	}
	for _, metric := range []string{"ExecutionsFailed", "ExecutionsTimedOut", "ExecutionThrottled", "ExecutionsAborted"} {
		if !watched[metric] {
			t.Errorf("nothing watches %s", metric)
		}
	}
	failed := doc.Resources["WorkflowAlarmsFailed"+suffix(doc, "WorkflowAlarmsFailed")]
	want(t, "the alarm", failed.Properties, `{"AlarmDescription":"Executions of Test/Workflow fail","Namespace":"AWS/States","MetricName":"ExecutionsFailed",
		"Dimensions":[{"Name":"StateMachineArn","Value":{"Ref":"`+machine+`"}}],"Statistic":"Sum","Period":300,"Threshold":3,"EvaluationPeriods":1,
		"ComparisonOperator":"GreaterThanOrEqualToThreshold","TreatMissingData":"notBreaching",
		"AlarmActions":[{"Ref":"`+topic+`"}],"OKActions":[{"Ref":"`+topic+`"}]}`)
}

func TestAlias(t *testing.T) {
	stack := cdktest.Stack(t)
	w := constructs.FromText(stack, new("Workflow"), passing, nil, nil, &constructs.WorkflowProps{Alarms: &constructs.AlarmsProps{}})
	live := w.AddAlias(new("live"), &constructs.AliasProps{Deployment: &constructs.DeploymentProps{
		Type: constructs.Canary, Percentage: new(10.0), Interval: awscdk.Duration_Minutes(new(15.0))}})
	next := w.AddAlias(new("next"), nil)
	w.OnEvent(new("E"), &constructs.OnEventProps{Alias: live, Pattern: &awsevents.EventPattern{Source: jsii.Strings("shop")}})
	w.OnSchedule(new("S"), &constructs.OnScheduleProps{Alias: live, Expression: new("rate(1 day)")})
	live.GrantStart(ec2Role(stack, "Desk"))
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	doc := cdktest.Template(t, stack)
	machine, _ := doc.One(t, "AWS::StepFunctions::StateMachine")
	id, version := doc.One(t, "AWS::StepFunctions::StateMachineVersion") // the aliases share it
	want(t, "the version", version.Properties, `{"StateMachineArn":{"Ref":"`+machine+`"},"StateMachineRevisionId":{"Fn::GetAtt":["`+machine+`","StateMachineRevisionId"]}}`)
	if version.DeletionPolicy != "Retain" {
		t.Error("a deployment takes the old version away, to which it might have to go back")
	}
	alias := *stack.GetLogicalId(live.Alias)
	p := doc.Resources[alias].Properties["DeploymentPreference"].(map[string]any)
	if n := len(p["Alarms"].([]any)); n != 4 {
		t.Errorf("%d alarms guard the deployment", n)
	}
	delete(p, "Alarms")
	want(t, "the deployment", doc.Resources[alias].Properties, `{"Name":"live","DeploymentPreference":{"Type":"CANARY","Percentage":10,"Interval":15,
		"StateMachineVersionArn":{"Fn::GetAtt":["`+id+`","Arn"]}}}`)
	want(t, "the other alias", doc.Resources[*stack.GetLogicalId(next.Alias)].Properties,
		`{"Name":"next","RoutingConfiguration":[{"StateMachineVersionArn":{"Fn::GetAtt":["`+id+`","Arn"]},"Weight":100}]}`)

	_, rule := doc.One(t, "AWS::Events::Rule")
	want(t, "the rule's target", rule.Properties["Targets"].([]any)[0].(map[string]any)["Arn"], `{"Ref":"`+alias+`"}`)
	_, schedule := doc.One(t, "AWS::Scheduler::Schedule")
	want(t, "the schedule's target", schedule.Properties["Target"].(map[string]any)["Arn"], `{"Ref":"`+alias+`"}`)
	starts := 0
	for _, r := range doc.All("AWS::IAM::Role") {
		for _, p := range list(r.Properties["Policies"]) {
			for _, s := range list(p.(map[string]any)["PolicyDocument"].(map[string]any)["Statement"]) {
				if s.(map[string]any)["Action"] == "states:StartExecution" {
					starts++
					want(t, "what may be started", s.(map[string]any)["Resource"], `{"Ref":"`+alias+`"}`)
				}
			}
		}
	}
	if starts != 2 {
		t.Errorf("%d roles start executions", starts)
	}
	if text := granted(t, doc, "WorkflowliveStart"); !strings.Contains(text, alias) {
		t.Errorf("the desk may %s", text)
	}
}

func list(v any) []any { l, _ := v.([]any); return l }

func TestAliasMistakes(t *testing.T) {
	for name, c := range map[string]struct {
		props *constructs.AliasProps
		want  string
	}{
		"digits":      {&constructs.AliasProps{Name: new("12")}, `"12" is no name of an alias; choose 1 to 80 letters, digits, _ - and . that are not all digits`},
		"a blank":     {&constructs.AliasProps{Name: new("a b")}, `"a b" is no name of an alias; choose 1 to 80 letters, digits, _ - and . that are not all digits`},
		"no step":     {&constructs.AliasProps{Deployment: &constructs.DeploymentProps{Type: constructs.Linear}}, "a deployment of type LINEAR lacks its Percentage or its Interval; set both"},
		"no use":      {&constructs.AliasProps{Deployment: &constructs.DeploymentProps{Percentage: new(10.0)}}, "Percentage and Interval say nothing of a deployment all at once; set Type to Canary or Linear, or leave the two out"},
		"what":        {&constructs.AliasProps{Deployment: &constructs.DeploymentProps{Type: "SLOW"}}, `there is no deployment of type "SLOW"; set AllAtOnce, Canary or Linear`},
		"all of them": {&constructs.AliasProps{Deployment: &constructs.DeploymentProps{Type: constructs.Canary, Percentage: new(100.0), Interval: minutes(1)}}, "Percentage is 100; set a whole number from 1 to 99"},
		"too long":    {&constructs.AliasProps{Deployment: &constructs.DeploymentProps{Type: constructs.Canary, Percentage: new(1.0), Interval: minutes(2101)}}, "Interval in minutes is 2101; set a whole number from 1 to 2100"},
	} {
		t.Run(name, func(t *testing.T) {
			_, w := greet(t, &constructs.WorkflowProps{})
			alias := w.AddAlias(new("live"), c.props)
			mistakes(t, w, "alias_test.go:LINE: AddAlias: "+c.want+" [QS8006]")
			w.OnSchedule(new("S"), &constructs.OnScheduleProps{Alias: alias, Expression: new("rate(1 day)")}) // is harmless
		})
	}
	t.Run("of another workflow", func(t *testing.T) {
		stack, w := greet(t, &constructs.WorkflowProps{})
		other := constructs.FromText(stack, new("Other"), passing, nil, nil, &constructs.WorkflowProps{})
		w.OnSchedule(new("S"), &constructs.OnScheduleProps{Alias: other.AddAlias(new("live"), nil), Expression: new("rate(1 day)")})
		mistakes(t, w, "alias_test.go:LINE: OnSchedule: Alias is one of another workflow; make it with this workflow's AddAlias [QS8006]")
	})
}

func minutes(n float64) awscdk.Duration { return awscdk.Duration_Minutes(&n) }
