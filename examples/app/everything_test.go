package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsevents"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awskms"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"
	"github.com/aws/jsii-runtime-go"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/examples/recordmessage"
)

// everything is a workflow with all that its construct can make.
func everything(in awscdk.Stack, queue awssqs.IQueue) *constructs.Workflow {
	recorder := function(in, "Recorder", "recordmessage/lambda", nil)
	w := constructs.NewWorkflow(in, new("Workflow"), &constructs.WorkflowProps{
		Definition:    recordmessage.Workflow,
		Bind:          map[string]any{recordmessage.Recorder.Name(): recorder},
		EncryptionKey: awskms.NewKey(in, new("Key"), &awskms.KeyProps{EnableKeyRotation: new(true)}),
		Alarms:        &constructs.AlarmsProps{Topic: topic(in, "Pager")},
	})
	live := w.AddAlias(new("live"), &constructs.AliasProps{Deployment: &constructs.DeploymentProps{
		Type: constructs.Linear, Percentage: new(20.0), Interval: awscdk.Duration_Minutes(new(1.0))}})
	w.OnEvent(new("Event"), &constructs.OnEventProps{Pattern: &awsevents.EventPattern{Source: jsii.Strings("shop")}, Alias: live})
	w.OnSchedule(new("Nightly"), &constructs.OnScheduleProps{Expression: new("rate(1 day)")})
	w.FromQueue(new("Queue"), &constructs.FromQueueProps{Queue: queue})
	desk := awsiam.NewRole(in, new("Desk"), &awsiam.RoleProps{AssumedBy: awsiam.NewServicePrincipal(new("ec2.amazonaws.com"), nil)})
	w.GrantStart(desk)
	w.GrantRead(desk)
	w.GrantRedrive(desk)
	w.GrantTaskResponse(desk)
	constructs.FromArn(in, new("Other"), new("arn:aws:states:eu-west-1:123456789012:stateMachine:other")).GrantRead(desk)
	return w
}

// lax are props of a workflow that says less about itself than it should.
func lax(in awscdk.Stack) *constructs.WorkflowProps {
	return &constructs.WorkflowProps{
		Definition: recordmessage.Workflow,
		Bind:       map[string]any{recordmessage.Recorder.Name(): function(in, "Recorder", "recordmessage/lambda", nil)},
		Logging:    &constructs.LoggingProps{Level: awsstepfunctions.LogLevel_ERROR},
		Tracing:    new(false),
	}
}

// anything is a permission that nobody should have.
func anything() awsiam.PolicyStatement {
	return awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{Actions: jsii.Strings("s3:*"), Resources: jsii.Strings("*")})
}
