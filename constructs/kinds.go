package constructs

import "slices"

// bindable is a kind of resource that a definition can name.
type bindable struct {
	kind  string
	title string            // for messages, with its article
	shape string            // the method that makes a construct one of them
	arn   func(any) *string // nil where the value is of another kind
	text  func(any) *string // what a definition holds, where that is no ARN
	in    string            // the service part of its ARN
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
	{kind: "function", title: "a Lambda function", shape: "FunctionArn", in: "lambda",
		arn: of(func(x interface{ FunctionArn() *string }) *string { return x.FunctionArn() })},
	{kind: "topic", title: "an SNS topic", shape: "TopicArn", in: "sns",
		arn: of(func(x interface{ TopicArn() *string }) *string { return x.TopicArn() })},
	{kind: "queue", title: "an SQS queue", shape: "QueueArn", in: "sqs",
		arn:  of(func(x interface{ QueueArn() *string }) *string { return x.QueueArn() }),
		text: of(func(x interface{ QueueUrl() *string }) *string { return x.QueueUrl() })},
	{kind: "table", title: "a DynamoDB table", shape: "TableArn", in: "dynamodb",
		arn:  of(func(x interface{ TableArn() *string }) *string { return x.TableArn() }),
		text: of(func(x interface{ TableName() *string }) *string { return x.TableName() })},
	{kind: "bucket", title: "an S3 bucket", shape: "BucketArn", in: "s3",
		arn:  of(func(x interface{ BucketArn() *string }) *string { return x.BucketArn() }),
		text: of(func(x interface{ BucketName() *string }) *string { return x.BucketName() })},
	{kind: "bus", title: "an EventBridge bus", shape: "EventBusArn", in: "events",
		arn: of(func(x interface{ EventBusArn() *string }) *string { return x.EventBusArn() })},
	{kind: "activity", title: "a Step Functions activity", shape: "ActivityArn", in: "states",
		arn: of(func(x interface{ ActivityArn() *string }) *string { return x.ActivityArn() })},
	{kind: "stateMachine", title: "a state machine", shape: "StateMachineArn", in: "states",
		arn: of(func(x interface{ StateMachineArn() *string }) *string { return x.StateMachineArn() })},
	{kind: "connection", title: "an EventBridge connection", shape: "ConnectionArn", in: "events",
		arn: of(func(x interface{ ConnectionArn() *string }) *string { return x.ConnectionArn() })},
	{kind: "role", title: "an IAM role", shape: "RoleArn", in: "iam",
		arn: of(func(x interface{ RoleArn() *string }) *string { return x.RoleArn() })},
	{kind: "cluster", title: "an ECS cluster", shape: "ClusterArn", in: "ecs",
		arn: of(func(x interface{ ClusterArn() *string }) *string { return x.ClusterArn() })},
	{kind: "taskDefinition", title: "an ECS task definition", shape: "TaskDefinitionArn", in: "ecs",
		arn: of(func(x interface{ TaskDefinitionArn() *string }) *string { return x.TaskDefinitionArn() })},
	{kind: "jobQueue", title: "a Batch job queue", shape: "JobQueueArn", in: "batch",
		arn: of(func(x interface{ JobQueueArn() *string }) *string { return x.JobQueueArn() })},
	{kind: "jobDefinition", title: "a Batch job definition", shape: "JobDefinitionArn", in: "batch",
		arn: of(func(x interface{ JobDefinitionArn() *string }) *string { return x.JobDefinitionArn() })},
}

// kindOf finds the row of a kind.
func kindOf(kind string) (bindable, bool) {
	i := slices.IndexFunc(bindables, func(b bindable) bool { return b.kind == kind })
	if i < 0 {
		return bindable{}, false
	}
	return bindables[i], true
}
