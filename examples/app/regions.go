package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/examples/regions"
)

// regionsTwice has the workflow in both its forms, over the same two functions.
func regionsTwice(app awscdk.App) {
	in := stack(app, "Regions", "Lists the running instances of three regions, side by side")
	retrieve := function(in, "RetrieveRegions", "regions/lambda/retrieve", nil)
	running := function(in, "GetRunningInstances", "regions/lambda/running", nil)
	excuse(awsiam.NewPolicy(in, new("SeeInstances"), &awsiam.PolicyProps{
		Roles: &[]awsiam.IRole{running.Role()},
		Statements: &[]awsiam.PolicyStatement{awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
			Sid:     new("IAMChecksThisActionAgainstNoResource"),
			Actions: jsii.Strings("ec2:DescribeInstances"), Resources: jsii.Strings("*"),
		})},
	}), "AwsSolutions-IAM5", "IAM checks ec2:DescribeInstances against no resource.")
	bind := map[string]any{
		regions.RetrieveRegions.Name(): retrieve,
		regions.GetRunning.Name():      running,
	}
	constructs.NewWorkflow(in, new("Branches"), &constructs.WorkflowProps{
		Definition: regions.Branches, Bind: bind, Logging: oneWeek(),
	})
	constructs.NewWorkflow(in, new("Each"), &constructs.WorkflowProps{
		Definition: regions.Each, Bind: bind, Logging: oneWeek(),
	})
}
