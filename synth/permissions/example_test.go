package permissions_test

import (
	"fmt"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/synth/permissions"
)

func ExampleDerive() {
	machine, _ := asl.Parse([]byte(`{
	  "StartAt": "Charge",
	  "States": {
	    "Charge": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
	      "Parameters": {"FunctionName": "${Charge}"}, "Next": "Tell"},
	    "Tell": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish",
	      "Parameters": {"TopicArn.$": "$.topic", "Message": "charged"}, "End": true}
	  }
	}`), asl.File("order.asl.json"))

	statements, problems := permissions.Derive(machine, permissions.Options{})
	for _, s := range statements {
		fmt.Println(s.Actions, s.Resources, s.Reasons[0].States, s.Reasons[0].Why)
	}
	fmt.Println(problems)
	// Output:
	// [lambda:InvokeFunction] [${Charge}] [Charge] invokes the function
	// order.asl.json:6:43: only the run knows the topic that sns:publish reaches, from $.topic; state what it may be, as in AllowedOn("arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:NAME") [QS8101]
}
