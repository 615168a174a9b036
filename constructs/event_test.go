package constructs_test

import (
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsevents"
	"github.com/aws/aws-cdk-go/awscdk/v2/awskms"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	"github.com/aws/jsii-runtime-go"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/cdktest"
)

func TestOnEvent(t *testing.T) {
	stack, w := greet(t, &constructs.WorkflowProps{})
	bus := awsevents.NewEventBus(stack, new("Bus"), nil)
	rule := w.OnEvent(new("Arrival"), &constructs.OnEventProps{
		Bus: bus, RuleName: new("arrivals"), RetryAttempts: new(3.0), MaxEventAge: awscdk.Duration_Hours(new(1.0)),
		Pattern: &awsevents.EventPattern{Source: jsii.Strings("harbour"), DetailType: jsii.Strings("Arrived")},
		Input:   awsevents.RuleTargetInput_FromEventPath(new("$.detail")),
	})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	doc := cdktest.Template(t, stack)
	machine, _ := doc.One(t, "AWS::StepFunctions::StateMachine")
	busID, _ := doc.One(t, "AWS::Events::EventBus")
	queue, letters := doc.One(t, "AWS::SQS::Queue")
	ruleID, got := doc.One(t, "AWS::Events::Rule")
	role := *stack.GetLogicalId(rule.Role.Node().DefaultChild().(awscdk.CfnElement))

	want(t, "the rule", got.Properties, `{"Name":"arrivals","EventBusName":{"Ref":"`+busID+`"},"State":"ENABLED",
		"EventPattern":{"source":["harbour"],"detail-type":["Arrived"]},
		"Targets":[{"Id":"Target0","Arn":{"Ref":"`+machine+`"},"RoleArn":{"Fn::GetAtt":["`+role+`","Arn"]},"InputPath":"$.detail",
			"DeadLetterConfig":{"Arn":{"Fn::GetAtt":["`+queue+`","Arn"]}},
			"RetryPolicy":{"MaximumRetryAttempts":3,"MaximumEventAgeInSeconds":3600}}]}`)
	want(t, "the queue", letters.Properties, `{"SqsManagedSseEnabled":true,"MessageRetentionPeriod":1209600}`)
	want(t, "the role's policy", doc.Resources[role].Properties["Policies"], `[{"PolicyName":"Start","PolicyDocument":{"Version":"2012-10-17",
		"Statement":[{"Effect":"Allow","Action":"states:StartExecution","Resource":{"Ref":"`+machine+`"}}]}}]`)
	_, policy := doc.One(t, "AWS::SQS::QueuePolicy")
	statements := policy.Properties["PolicyDocument"].(map[string]any)["Statement"].([]any)
	if len(statements) != 2 {
		t.Fatalf("%d statements in the queue's policy, want 2: TLS only, and the rule", len(statements))
	}
	send := statements[1].(map[string]any)
	delete(send, "Sid")
	want(t, "the queue's policy", send, `{"Effect":"Allow","Action":"sqs:SendMessage","Principal":{"Service":"events.amazonaws.com"},
		"Resource":{"Fn::GetAtt":["`+queue+`","Arn"]},"Condition":{"ArnEquals":{"aws:SourceArn":{"Fn::GetAtt":["`+ruleID+`","Arn"]}}}}`)
}

func TestOnEventTakesTheWholeEventAndAWholeDayByDefault(t *testing.T) {
	stack, w := greet(t, &constructs.WorkflowProps{})
	w.OnEvent(new("A"), &constructs.OnEventProps{Pattern: &awsevents.EventPattern{Source: jsii.Strings("a")}})
	w.OnEvent(new("B"), &constructs.OnEventProps{Pattern: &awsevents.EventPattern{Source: jsii.Strings("b")}})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	rules := cdktest.Template(t, stack).All("AWS::Events::Rule")
	if len(rules) != 2 {
		t.Fatalf("%d rules, want 2", len(rules))
	}
	for _, r := range rules {
		target := r.Properties["Targets"].([]any)[0].(map[string]any)
		for _, unset := range []string{"Input", "InputPath", "InputTransformer", "RetryPolicy"} {
			if target[unset] != nil {
				t.Errorf("the target has %s", unset)
			}
		}
		if r.Properties["EventBusName"] != nil {
			t.Error("the rule is not on the default bus")
		}
	}
}

// The input may be made of parts of the event, and of constants.
func TestOnEventTransformsItsInput(t *testing.T) {
	stack, w := greet(t, &constructs.WorkflowProps{})
	w.OnEvent(new("A"), &constructs.OnEventProps{
		Pattern: &awsevents.EventPattern{Source: jsii.Strings("shop")},
		Input: awsevents.RuleTargetInput_FromObject(map[string]any{
			"order": awsevents.EventField_FromPath(new("$.detail.order")), "env": "production",
		}),
	})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	_, rule := cdktest.Template(t, stack).One(t, "AWS::Events::Rule")
	want(t, "the transformer", rule.Properties["Targets"].([]any)[0].(map[string]any)["InputTransformer"],
		`{"InputPathsMap":{"detail-order":"$.detail.order"},"InputTemplate":"{\"env\":\"production\",\"order\":<detail-order>}"}`)
}

func TestOnEventLetsEventBridgeUseTheQueuesKey(t *testing.T) {
	stack, w := greet(t, &constructs.WorkflowProps{})
	queue := awssqs.NewQueue(stack, new("Letters"), &awssqs.QueueProps{
		Encryption: awssqs.QueueEncryption_KMS, EncryptionMasterKey: awskms.NewKey(stack, new("Key"), nil)})
	w.OnEvent(new("A"), &constructs.OnEventProps{Pattern: &awsevents.EventPattern{Source: jsii.Strings("a")}, DeadLetterQueue: queue})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	_, key := cdktest.Template(t, stack).One(t, "AWS::KMS::Key")
	statements := key.Properties["KeyPolicy"].(map[string]any)["Statement"].([]any)
	want(t, "the key's last statement", statements[len(statements)-1], `{"Effect":"Allow","Action":["kms:Decrypt","kms:GenerateDataKey"],
		"Principal":{"Service":"events.amazonaws.com"},"Resource":"*","Condition":{"StringEquals":{"aws:SourceAccount":{"Ref":"AWS::AccountId"}}}}`)
}

// A queue of another stack, with or without a key of its own, lets the account's rules
// send: naming this one would make each stack wait for the other.
func TestOnEventWithDeadLettersOfAnotherStack(t *testing.T) {
	for name, encryption := range map[string]awssqs.QueueEncryption{"SQS's key": awssqs.QueueEncryption_SQS_MANAGED, "its own key": awssqs.QueueEncryption_KMS} {
		t.Run(name, func(t *testing.T) {
			app := cdktest.App(t)
			base, machines := awscdk.NewStack(app, new("Base"), nil), awscdk.NewStack(app, new("Machines"), nil)
			queue := awssqs.NewQueue(base, new("Letters"), &awssqs.QueueProps{Encryption: encryption})
			w := constructs.FromText(machines, new("Workflow"), passing, nil, nil, &constructs.WorkflowProps{})
			for _, id := range []string{"A", "B"} {
				w.OnEvent(&id, &constructs.OnEventProps{Pattern: &awsevents.EventPattern{Source: jsii.Strings("a")}, DeadLetterQueue: queue})
			}
			if err := w.Err(); err != nil {
				t.Fatal(err)
			}
			if rules := cdktest.Template(t, machines).All("AWS::Events::Rule"); len(rules) != 2 { // throws where the stacks need each other
				t.Errorf("%d rules", len(rules))
			}
			_, policy := cdktest.Template(t, base).One(t, "AWS::SQS::QueuePolicy")
			want(t, "the queue's policy", policy.Properties["PolicyDocument"].(map[string]any)["Statement"], `[{"Effect":"Allow","Action":"sqs:SendMessage",
				"Principal":{"Service":"events.amazonaws.com"},"Resource":{"Fn::GetAtt":["`+logical(t, base, "AWS::SQS::Queue")+`","Arn"]},
				"Condition":{"ArnLike":{"aws:SourceArn":{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":events:",{"Ref":"AWS::Region"},":",{"Ref":"AWS::AccountId"},":rule/*"]]}}}}]`)
		})
	}
}

// logical gives the logical id of a stack's only resource of a type.
func logical(t *testing.T, stack awscdk.Stack, kind string) string {
	id, _ := cdktest.Template(t, stack).One(t, kind)
	return id
}

func TestOnEventMistakes(t *testing.T) {
	pattern := &awsevents.EventPattern{Source: jsii.Strings("a")}
	for name, c := range map[string]struct {
		id    *string
		props *constructs.OnEventProps
		want  string
	}{
		"no id":      {nil, &constructs.OnEventProps{Pattern: pattern}, `OnEvent was given no id; pass one, such as new("Nightly") [QS8008]`},
		"taken id":   {new("Role"), &constructs.OnEventProps{Pattern: pattern}, `OnEvent: this workflow has a part "Role" already; give one of the two another id [QS8008]`},
		"no props":   {new("A"), nil, `OnEvent: Pattern is missing; set it, such as &awsevents.EventPattern{Source: jsii.Strings("shop.orders")} [QS8006]`},
		"retries":    {new("A"), &constructs.OnEventProps{Pattern: pattern, RetryAttempts: new(186.0)}, `OnEvent: RetryAttempts is 186; set a whole number from 0 to 185 [QS8006]`},
		"half a try": {new("A"), &constructs.OnEventProps{Pattern: pattern, RetryAttempts: new(1.5)}, `OnEvent: RetryAttempts is 1.5; set a whole number from 0 to 185 [QS8006]`},
	} {
		t.Run(name, func(t *testing.T) {
			_, w := greet(t, &constructs.WorkflowProps{})
			w.OnEvent(c.id, c.props)
			mistakes(t, w, "event_test.go:LINE: "+c.want)
		})
	}
	t.Run("age", func(t *testing.T) {
		_, w := greet(t, &constructs.WorkflowProps{})
		w.OnEvent(new("A"), &constructs.OnEventProps{Pattern: pattern, MaxEventAge: awscdk.Duration_Seconds(new(30.0))})
		mistakes(t, w, "event_test.go:LINE: OnEvent: MaxEventAge is 30 seconds; set one minute to 24 hours [QS8006]")
	})
	t.Run("refused by CDK", func(t *testing.T) {
		_, w := greet(t, &constructs.WorkflowProps{})
		w.OnEvent(new("A"), &constructs.OnEventProps{Pattern: &awsevents.EventPattern{Source: &[]*string{nil}}})
		if err := w.Err(); err == nil || !strings.Contains(err.Error(), "OnEvent A of Test/Workflow: CDK refused: ") {
			t.Errorf("found %v", err)
		}
	})
}
