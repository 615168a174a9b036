package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/examples/recordexists"
)

// recordExists keeps records in a table and tells a topic of each.
func recordExists(app awscdk.App) {
	in := stack(app, "RecordExists", "Adds a record unless it exists, and publishes which of the two it was")
	records := table(in, "Records", "id")
	env := map[string]*string{"TABLE": records.TableName()}
	validate := function(in, "ValidateRecord", "recordexists/lambda/validate", env)
	records.Grant(validate, new("dynamodb:GetItem"))
	add := function(in, "AddRecord", "recordexists/lambda/add", env)
	records.Grant(add, new("dynamodb:PutItem"))

	constructs.NewWorkflow(in, new("Workflow"), &constructs.WorkflowProps{
		Definition: recordexists.Workflow,
		Bind: map[string]any{
			recordexists.Validate.Name(): validate,
			recordexists.Add.Name():      add,
			recordexists.Topic.Name():    topic(in, "RecordTopic"),
		},
		Logging: oneWeek(),
	})
}
