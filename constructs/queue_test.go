package constructs_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awskms"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/cdktest"
	"github.com/quickstep-go/quickstep/diag"
)

func queueOf(stack awscdk.Stack, props *awssqs.QueueProps) awssqs.Queue {
	props.DeadLetterQueue = &awssqs.DeadLetterQueue{MaxReceiveCount: new(3.0), Queue: awssqs.NewQueue(stack, new("Dead"), nil)}
	return awssqs.NewQueue(stack, new("Orders"), props)
}

func TestFromQueue(t *testing.T) {
	stack, w := greet(t, &constructs.WorkflowProps{})
	queue := queueOf(stack, &awssqs.QueueProps{Encryption: awssqs.QueueEncryption_KMS, EncryptionMasterKey: awskms.NewKey(stack, new("Key"), nil)})
	pipe := w.FromQueue(new("Orders"), &constructs.FromQueueProps{Queue: queue, BatchSize: new(100.0), BatchWindow: awscdk.Duration_Seconds(new(5.0)),
		Filters: []any{map[string]any{"body": map[string]any{"kind": []string{"order"}}}}, InputTemplate: new(`{"order": <$.body>}`)})
	if len(w.Diagnostics()) != 0 {
		t.Fatal(w.Diagnostics())
	}
	doc := cdktest.Template(t, stack)
	machine, _ := doc.One(t, "AWS::StepFunctions::StateMachine")
	source := *stack.GetLogicalId(queue.Node().DefaultChild().(awscdk.CfnElement))
	role := *stack.GetLogicalId(pipe.Role.Node().DefaultChild().(awscdk.CfnElement))
	key, _ := doc.One(t, "AWS::KMS::Key")
	_, got := doc.One(t, "AWS::Pipes::Pipe")
	want(t, "the pipe", got.Properties, `{"Source":{"Fn::GetAtt":["`+source+`","Arn"]},"Target":{"Ref":"`+machine+`"},"RoleArn":{"Fn::GetAtt":["`+role+`","Arn"]},
		"DesiredState":"RUNNING","SourceParameters":{"SqsQueueParameters":{"BatchSize":100,"MaximumBatchingWindowInSeconds":5},
			"FilterCriteria":{"Filters":[{"Pattern":"{\"body\":{\"kind\":[\"order\"]}}"}]}},
		"TargetParameters":{"InputTemplate":"{\"order\": <$.body>}","StepFunctionStateMachineParameters":{"InvocationType":"FIRE_AND_FORGET"}}}`)
	want(t, "the role's policies", doc.Resources[role].Properties["Policies"], `[
		{"PolicyName":"Read","PolicyDocument":{"Version":"2012-10-17","Statement":[
			{"Effect":"Allow","Action":["sqs:DeleteMessage","sqs:GetQueueAttributes","sqs:ReceiveMessage"],"Resource":{"Fn::GetAtt":["`+source+`","Arn"]}},
			{"Effect":"Allow","Action":"kms:Decrypt","Resource":{"Fn::GetAtt":["`+key+`","Arn"]}}]}},
		{"PolicyName":"Start","PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"states:StartExecution","Resource":{"Ref":"`+machine+`"}}]}}]`)
	trust, _ := json.Marshal(doc.Resources[role].Properties["AssumeRolePolicyDocument"])
	if !strings.Contains(string(trust), `"pipes.amazonaws.com"`) || !strings.Contains(string(trust), ":pipe/*") {
		t.Errorf("the role trusts %s", trust)
	}
	waits := strings.Join(got.DependsOn, " ")
	if !strings.Contains(waits, "WorkflowTaskResponse") {
		t.Errorf("the pipe waits for %s: a function might be handed a token before it may answer", waits)
	}
}

// A message whose Express execution fails is in the queue again.
func TestPipesWaitForExpressExecutions(t *testing.T) {
	for _, forget := range []bool{false, true} {
		stack := cdktest.Stack(t)
		w := constructs.FromText(stack, new("Workflow"), passing, nil, nil, &constructs.WorkflowProps{Type: awsstepfunctions.StateMachineType_EXPRESS})
		w.FromQueue(new("Orders"), &constructs.FromQueueProps{Queue: queueOf(stack, &awssqs.QueueProps{}), Forget: &forget, Enabled: new(false)})
		if err := w.Err(); err != nil {
			t.Fatal(err)
		}
		doc := cdktest.Template(t, stack)
		_, pipe := doc.One(t, "AWS::Pipes::Pipe")
		how, may := "REQUEST_RESPONSE", "states:StartSyncExecution"
		if forget {
			how, may = "FIRE_AND_FORGET", "states:StartExecution"
		}
		want(t, "the target", pipe.Properties["TargetParameters"], `{"StepFunctionStateMachineParameters":{"InvocationType":"`+how+`"}}`)
		want(t, "the state", pipe.Properties["DesiredState"], `"STOPPED"`)
		if text, _ := json.Marshal(doc); !strings.Contains(string(text), `"`+may+`"`) {
			t.Errorf("the pipe may not %s", may)
		}
	}
}

func TestQueueWithoutDeadLetters(t *testing.T) {
	stack, w := greet(t, &constructs.WorkflowProps{})
	w.FromQueue(new("Orders"), &constructs.FromQueueProps{Queue: awssqs.NewQueue(stack, new("Bare"), nil)})
	w.FromQueue(new("Theirs"), &constructs.FromQueueProps{Queue: awssqs.Queue_FromQueueArn(stack, new("Known"), new("arn:aws:sqs:eu-west-1:123456789012:theirs"))})
	found := w.Diagnostics().Filter(diag.Warning)
	if len(found) != 1 || found[0].Code != "QS8009" || !strings.Contains(found[0].Message, "the queue Test/Bare has no dead-letter queue") {
		t.Errorf("found %v", w.Diagnostics())
	}
}

func TestFromQueueMistakes(t *testing.T) {
	for name, c := range map[string]struct {
		fifo  bool
		props *constructs.FromQueueProps
		want  string
	}{
		"many":         {false, &constructs.FromQueueProps{BatchSize: new(11.0)}, "a BatchSize of 11 needs a BatchWindow; set BatchWindow to one second or more, or BatchSize to 10 at most"},
		"too many":     {false, &constructs.FromQueueProps{BatchSize: new(10001.0)}, "BatchSize is 10001; set a whole number from 1 to 10000"},
		"long":         {false, &constructs.FromQueueProps{BatchWindow: awscdk.Duration_Seconds(new(301.0))}, "BatchWindow in seconds is 301; set a whole number from 0 to 300"},
		"many in line": {true, &constructs.FromQueueProps{BatchSize: new(11.0)}, "BatchSize is 11; set a whole number from 1 to 10"},
		"waiting line": {true, &constructs.FromQueueProps{BatchWindow: awscdk.Duration_Seconds(new(1.0))}, "a FIFO queue has no BatchWindow; leave it out"},
		"filters":      {false, &constructs.FromQueueProps{Filters: make([]any, 6)}, "there are 6 Filters; a pipe takes 5; merge some of them"},
		"no pattern":   {false, &constructs.FromQueueProps{Filters: []any{"order"}}, `filter 0 is no object; write a pattern, such as map[string]any{"body": …}`},
		"no JSON":      {false, &constructs.FromQueueProps{Filters: []any{func() {}}}, "filter 0 cannot be written as JSON: json: unsupported type: func(); write it with maps and lists"},
	} {
		t.Run(name, func(t *testing.T) {
			stack, w := greet(t, &constructs.WorkflowProps{})
			props := &awssqs.QueueProps{}
			if c.fifo {
				props.Fifo = new(true)
				c.props.Queue = awssqs.Queue_FromQueueArn(stack, new("Orders"), new("arn:aws:sqs:eu-west-1:123456789012:orders.fifo"))
			} else {
				c.props.Queue = queueOf(stack, props)
			}
			w.FromQueue(new("Q"), c.props)
			mistakes(t, w, "queue_test.go:LINE: FromQueue: "+c.want+" [QS8006]")
		})
	}
	_, w := greet(t, &constructs.WorkflowProps{})
	w.FromQueue(new("Q"), nil)
	mistakes(t, w, "queue_test.go:LINE: FromQueue: Queue is missing; set it to the queue whose messages start the workflow [QS8006]")
}
