package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsevents"
	"github.com/aws/jsii-runtime-go"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/examples/recordmessage"
)

// recordMessage starts the workflow for every event on a bus of its own. The
// recorder may write its table and answer this machine's tokens, which
// NewWorkflow lets it do because the workflow calls it with one.
func recordMessage(app awscdk.App) {
	in := stack(app, "RecordMessage", "Records the events of a bus, with a task token")
	records := table(in, "Records", "messageId")
	recorder := function(in, "Recorder", "recordmessage/lambda", map[string]*string{"TABLE": records.TableName()})
	records.Grant(recorder, new("dynamodb:PutItem"))

	workflow := constructs.NewWorkflow(in, new("Workflow"), &constructs.WorkflowProps{
		Definition: recordmessage.Workflow,
		Bind:       map[string]any{recordmessage.Recorder.Name(): recorder},
		Logging:    oneWeek(),
	})
	workflow.OnEvent(new("CommonEvent"), &constructs.OnEventProps{
		Bus:           awsevents.NewEventBus(in, new("CommonEventBus"), nil),
		RuleName:      new("sfnCommonEventProcessorRule"),
		Pattern:       &awsevents.EventPattern{Source: jsii.Strings("com.devpost.commonevent")},
		RetryAttempts: new(3.0),
	})
}
