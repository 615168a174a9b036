package dsl_test

import (
	"fmt"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/synth"
)

type Photo struct {
	Key string `json:"key"`
}

type Labels struct {
	Names []string `json:"names"`
}

// Example builds a workflow that labels a photo, and shows the text that it
// becomes.
func Example() {
	labels := dsl.Fields[Labels]()
	label := lambda.Declare[Photo, Labels]("Label")

	w := dsl.Define("LabelPhoto", func(b *dsl.Block, photo dsl.Val[Photo]) dsl.Val[[]string] {
		found := dsl.Task(b, "Label", label.Invoke(), photo, dsl.Policy{Timeout: time.Minute})
		return dsl.At(found, &labels.Names)
	})

	out, err := synth.Workflow(w)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(out.Definition)
	// Output:
	// {
	//   "QueryLanguage": "JSONata",
	//   "StartAt": "Label",
	//   "States": {
	//     "Label": {
	//       "Type": "Task",
	//       "Resource": "arn:aws:states:::lambda:invoke",
	//       "Arguments": {
	//         "FunctionName": "${Label}",
	//         "Payload": "{% $states.input %}"
	//       },
	//       "TimeoutSeconds": 60,
	//       "Output": "{% $states.result.Payload.names %}",
	//       "End": true
	//     }
	//   }
	// }
}
