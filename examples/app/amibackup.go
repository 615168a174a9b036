package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/examples/amibackup"
)

// amiBackup images one instance every night. Which one is a parameter of the
// stack: cdk deploy AmiBackup --parameters InstanceId=i-…
func amiBackup(app awscdk.App) {
	in := stack(app, "AmiBackup", "Images an EC2 instance every night, without a Lambda function")
	instance := awscdk.NewCfnParameter(in, new("InstanceId"), &awscdk.CfnParameterProps{
		Type:        new("AWS::EC2::Instance::Id"),
		Description: new("The instance to image"),
	})
	workflow := constructs.NewWorkflow(in, new("Workflow"), &constructs.WorkflowProps{
		Definition: amibackup.Workflow,
		Logging:    oneWeek(),
	})
	workflow.OnSchedule(new("Nightly"), &constructs.OnScheduleProps{
		Expression: new("cron(30 2 * * ? *)"),
		Input: constructs.InputOf(amibackup.Workflow, amibackup.Input{
			InstanceID: *instance.ValueAsString(), Env: "production",
		}),
	})
}
