package constructs

import (
	"encoding/json"
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	construct "github.com/aws/constructs-go/constructs/v10"

	"github.com/quickstep-go/quickstep/constructs/internal/refusal"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/synth/permissions"
)

// FromQueueProps says which queue starts the workflow, and how its messages are
// grouped.
type FromQueueProps struct {
	// Queue is where the messages are. Required. Its redrive policy says what
	// becomes of a message that starts no execution: give it a dead-letter queue,
	// and a visibility timeout that is longer than a Standard execution takes to
	// start, or an Express one to end.
	Queue awssqs.IQueue

	// Alias starts executions by an alias of this workflow. Optional: the machine
	// as it is deployed.
	Alias *Alias

	// BatchSize is how many messages start one execution at most, from 1 to
	// 10,000, and to 10 for a FIFO queue. Optional: 10. More than 10 need a
	// BatchWindow.
	BatchSize *float64

	// BatchWindow is how long messages are waited for until a batch is full, up to
	// five minutes. Not for FIFO queues. Optional: none.
	BatchWindow awscdk.Duration

	// Filters are event patterns, five at most: a message that matches none of
	// them is deleted and starts nothing. Each is what encoding/json writes as a
	// pattern, such as map[string]any{"body": map[string]any{"kind":
	// []string{"order"}}}. Optional: every message matches. (EventBridge User
	// Guide, "Event filtering in Amazon EventBridge Pipes".)
	Filters []any

	// InputTemplate makes an item of the execution's input from each message, such
	// as {"order": <$.body>}. Optional: the whole message. (EventBridge User Guide,
	// "Amazon EventBridge Pipes input transformation".)
	InputTemplate *string

	// Forget starts an Express execution without waiting for its end: a message is
	// then gone from the queue though its execution fails. Optional: false. Nobody
	// waits for Standard executions.
	Forget *bool

	// PipeName is the pipe's name. Optional: CloudFormation makes one up.
	PipeName *string

	// Description is the pipe's. Optional.
	Description *string

	// Enabled switches the pipe on. Optional: true.
	Enabled *bool
}

// QueuePipe is an EventBridge pipe from a queue to a workflow.
type QueuePipe struct {
	// Pipe is the pipe itself, of the type AWS::Pipes::Pipe. It is nil where CDK
	// refused to make one; then [Workflow.Err] says why.
	Pipe awscdk.CfnResource

	// Role is what the pipe acts as: it reads this queue and starts this machine.
	Role awsiam.Role
}

// FromQueue starts the workflow for the messages of an SQS queue. The input of an
// execution is an array, even of one message; a message is an object with
// messageId, body, attributes and so on. Messages whose execution could not be
// started (of an Express machine: did not succeed) are in the queue again after
// its visibility timeout, and go where its redrive policy says. (EventBridge User
// Guide, "Amazon SQS as a source in EventBridge Pipes".)
func (w *Workflow) FromQueue(id *string, props *FromQueueProps) *QueuePipe {
	at := refusal.Caller()
	pipe := &QueuePipe{}
	scope, ok := w.part(id, "FromQueue", at)
	if !ok {
		return pipe
	}
	if props == nil || props.Queue == nil {
		w.found.add(missing("FromQueue", "Queue", "set it to the queue whose messages start the workflow", at))
		return pipe
	}
	defer w.found.recovered("FromQueue "+*id, at)
	w.need(props.Queue, props.Queue.EncryptionMasterKey())
	filters, d := patterns(props.Filters, at)
	if d != nil {
		w.found.add(*d)
		return pipe
	}
	w.checkBatches(props, at)
	w.checkRedrive(props.Queue, at)
	started := w.by(props.Alias, "FromQueue", at)
	wait := w.express() && (props.Forget == nil || !*props.Forget)
	pipe.Role = w.pipeRole(scope, props.Queue, started.start(wait))
	pipe.Pipe = awscdk.NewCfnResource(scope, new("Pipe"), &awscdk.CfnResourceProps{
		Type:       new("AWS::Pipes::Pipe"),
		Properties: props.properties(*pipe.Role.RoleArn(), *started.StateMachineArn(), filters, wait),
	})
	pipe.Pipe.Node().AddDependency(append([]construct.IDependable{pipe.Role}, w.late...)...)
	return pipe
}

// properties are those of the pipe in CloudFormation.
func (p *FromQueueProps) properties(role, machine string, filters []any, wait bool) *map[string]any {
	invocation := "FIRE_AND_FORGET"
	if wait {
		invocation = "REQUEST_RESPONSE"
	}
	queue := map[string]any{"BatchSize": or(p.BatchSize, 10)}
	if p.BatchWindow != nil {
		queue["MaximumBatchingWindowInSeconds"] = *seconds(p.BatchWindow)
	}
	source := map[string]any{"SqsQueueParameters": queue}
	if len(filters) > 0 {
		source["FilterCriteria"] = map[string]any{"Filters": filters}
	}
	target := map[string]any{"StepFunctionStateMachineParameters": map[string]any{"InvocationType": invocation}}
	if p.InputTemplate != nil {
		target["InputTemplate"] = *p.InputTemplate
	}
	made := map[string]any{
		"Source": *p.Queue.QueueArn(), "SourceParameters": source,
		"Target": machine, "TargetParameters": target,
		"RoleArn": role, "DesiredState": "RUNNING",
	}
	if p.Enabled != nil && !*p.Enabled {
		made["DesiredState"] = "STOPPED"
	}
	if p.PipeName != nil {
		made["Name"] = *p.PipeName
	}
	if p.Description != nil {
		made["Description"] = *p.Description
	}
	return &made
}

// pipeRole makes a role that reads the queue and starts the machine.
func (w *Workflow) pipeRole(scope construct.Construct, queue awssqs.IQueue, start permissions.Statement) awsiam.Role {
	read := []permissions.Statement{{
		Actions:   []string{"sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"},
		Resources: []string{*queue.QueueArn()},
	}}
	if key := queue.EncryptionMasterKey(); key != nil {
		read = append(read, permissions.Statement{Actions: []string{"kms:Decrypt"}, Resources: []string{*key.KeyArn()}})
	}
	return awsiam.NewRole(scope, new("Role"), &awsiam.RoleProps{
		AssumedBy: w.service("pipes.amazonaws.com", w.env.arn("pipes", "pipe/*")),
		InlinePolicies: &map[string]awsiam.PolicyDocument{
			"Read":  policyDocument(read),
			"Start": policyDocument([]permissions.Statement{start}),
		},
	})
}

// checkBatches reports batches that the service refuses.
func (w *Workflow) checkBatches(p *FromQueueProps, at diag.Position) {
	most, window := 10000.0, 0.0
	if p.BatchWindow != nil {
		window = *seconds(p.BatchWindow)
		w.within("FromQueue", "BatchWindow in seconds", &window, 0, 300, at)
	}
	if fifo := p.Queue.Fifo(); fifo != nil && *fifo {
		most = 10
		if window > 0 {
			w.refuse(at, "FromQueue: a FIFO queue has no BatchWindow", "leave it out")
		}
	}
	if !w.within("FromQueue", "BatchSize", p.BatchSize, 1, most, at) {
		return
	}
	if or(p.BatchSize, 10) > 10 && window == 0 && most > 10 {
		w.refuse(at, fmt.Sprintf("FromQueue: a BatchSize of %g needs a BatchWindow", *p.BatchSize),
			"set BatchWindow to one second or more, or BatchSize to 10 at most")
	}
}

// checkRedrive warns where messages would come back for as long as the queue
// keeps them. Of a queue that another app deploys it is not known.
func (w *Workflow) checkRedrive(queue awssqs.IQueue, at diag.Position) {
	known, ok := queue.(interface {
		DeadLetterQueue() *awssqs.DeadLetterQueue
	})
	if !ok || known.DeadLetterQueue() != nil {
		return
	}
	w.found.add(diag.Diagnostic{Severity: diag.Warning, Code: codeRedrive, Position: at,
		Message: fmt.Sprintf("FromQueue: the queue %s has no dead-letter queue: a message that starts no execution comes back until the queue drops it", *queue.Node().Path()),
		Help:    "set DeadLetterQueue in the queue's props"})
}

// patterns writes filters as CloudFormation has them.
func patterns(filters []any, at diag.Position) ([]any, *diag.Diagnostic) {
	wrong := func(message, help string) *diag.Diagnostic {
		return &diag.Diagnostic{Severity: diag.Error, Code: codeProps, Position: at, Message: message, Help: help}
	}
	const most = 5
	if len(filters) > most {
		return nil, wrong(fmt.Sprintf("FromQueue: there are %d Filters; a pipe takes %d", len(filters), most), "merge some of them")
	}
	made := make([]any, len(filters))
	for i, f := range filters {
		text, err := json.Marshal(f)
		if err != nil {
			return nil, wrong(fmt.Sprintf("FromQueue: filter %d cannot be written as JSON: %v", i, err), "write it with maps and lists")
		}
		if text[0] != '{' {
			return nil, wrong(fmt.Sprintf("FromQueue: filter %d is no object", i), `write a pattern, such as map[string]any{"body": …}`)
		}
		made[i] = map[string]any{"Pattern": string(text)}
	}
	return made, nil
}
