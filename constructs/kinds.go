package constructs

import (
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/synth/permissions"
)

// bindable is a kind of resource that a definition can name.
type bindable struct {
	kind  permissions.Kind
	title string            // for messages, with its article
	shape string            // the method that makes a construct one of them
	arn   func(any) *string // nil where the value is of another kind
	text  func(any) *string // what a definition holds, where that is no ARN
	form  permissions.Form  // what text gives; an ARN where there is no text
	in    string            // the service part of its ARN
	part  string            // how the resource part of its ARN begins
}

// of makes a getter that gives nil for values without the method.
func of[I any](get func(I) *string) func(any) *string {
	return func(v any) *string {
		if x, ok := v.(I); ok {
			return get(x)
		}
		return nil
	}
}

var bindables = []bindable{
	{kind: permissions.Function, title: "a Lambda function", shape: "FunctionArn", in: "lambda", part: "function:",
		arn: of(func(x interface{ FunctionArn() *string }) *string { return x.FunctionArn() })},
	{kind: permissions.Topic, title: "an SNS topic", shape: "TopicArn", in: "sns",
		arn: of(func(x interface{ TopicArn() *string }) *string { return x.TopicArn() })},
	{kind: permissions.Queue, title: "an SQS queue", shape: "QueueArn", in: "sqs", form: permissions.FormURL,
		arn:  of(func(x interface{ QueueArn() *string }) *string { return x.QueueArn() }),
		text: of(func(x interface{ QueueUrl() *string }) *string { return x.QueueUrl() })},
	{kind: permissions.Table, title: "a DynamoDB table", shape: "TableArn", in: "dynamodb", part: "table/", form: permissions.FormName,
		arn:  of(func(x interface{ TableArn() *string }) *string { return x.TableArn() }),
		text: of(func(x interface{ TableName() *string }) *string { return x.TableName() })},
	{kind: permissions.Bucket, title: "an S3 bucket", shape: "BucketArn", in: "s3", form: permissions.FormName,
		arn:  of(func(x interface{ BucketArn() *string }) *string { return x.BucketArn() }),
		text: of(func(x interface{ BucketName() *string }) *string { return x.BucketName() })},
	{kind: permissions.Bus, title: "an EventBridge bus", shape: "EventBusArn", in: "events", part: "event-bus/",
		arn: of(func(x interface{ EventBusArn() *string }) *string { return x.EventBusArn() })},
	{kind: permissions.Activity, title: "a Step Functions activity", shape: "ActivityArn", in: "states", part: "activity:",
		arn: of(func(x interface{ ActivityArn() *string }) *string { return x.ActivityArn() })},
	{kind: permissions.StateMachine, title: "a state machine", shape: "StateMachineArn", in: "states", part: "stateMachine:",
		arn: of(func(x interface{ StateMachineArn() *string }) *string { return x.StateMachineArn() })},
	{kind: permissions.Connection, title: "an EventBridge connection", shape: "ConnectionArn", in: "events", part: "connection/",
		arn: of(func(x interface{ ConnectionArn() *string }) *string { return x.ConnectionArn() })},
	{kind: permissions.Role, title: "an IAM role", shape: "RoleArn", in: "iam", part: "role/",
		arn: of(func(x interface{ RoleArn() *string }) *string { return x.RoleArn() })},
	{kind: permissions.Cluster, title: "an ECS cluster", shape: "ClusterArn", in: "ecs", part: "cluster/",
		arn: of(func(x interface{ ClusterArn() *string }) *string { return x.ClusterArn() })},
	{kind: permissions.TaskDefinition, title: "an ECS task definition", shape: "TaskDefinitionArn", in: "ecs", part: "task-definition/",
		arn: of(func(x interface{ TaskDefinitionArn() *string }) *string { return x.TaskDefinitionArn() })},
	{kind: permissions.JobQueue, title: "a Batch job queue", shape: "JobQueueArn", in: "batch", part: "job-queue/",
		arn: of(func(x interface{ JobQueueArn() *string }) *string { return x.JobQueueArn() })},
	{kind: permissions.JobDefinition, title: "a Batch job definition", shape: "JobDefinitionArn", in: "batch", part: "job-definition/",
		arn: of(func(x interface{ JobDefinitionArn() *string }) *string { return x.JobDefinitionArn() })},
}

// kindOf finds the row of a kind.
func kindOf(kind permissions.Kind) (bindable, bool) {
	i := slices.IndexFunc(bindables, func(b bindable) bool { return b.kind == kind })
	if i < 0 {
		return bindable{}, false
	}
	return bindables[i], true
}

// kindOfARN tells what kind of resource an ARN is of, or "" where it does not show.
func kindOfARN(arn string) permissions.Kind {
	if strings.Contains(arn, "${Token[") {
		return ""
	}
	parts := strings.SplitN(arn, ":", 6)
	for _, b := range bindables {
		if inService(arn, b.in) && strings.HasPrefix(parts[5], b.part) {
			return b.kind
		}
	}
	return ""
}
