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

// ExampleJSONPath shows a workflow in the older query language. What stands for a
// field that may be absent is chosen by a state that nobody wrote.
func ExampleJSONPath() {
	type Order struct {
		ID   string  `json:"id"`
		Note *string `json:"note,omitempty"`
	}
	order := dsl.Fields[Order]()

	w := dsl.Define("Describe", func(b *dsl.Block, in dsl.Val[Order]) dsl.Val[string] {
		return dsl.Let(b, "Text", dsl.Format("{}: {}", dsl.At(in, &order.ID), dsl.Or(dsl.AtOpt(in, &order.Note), "no note")))
	}, dsl.JSONPath())

	out, err := synth.Workflow(w)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(out.Definition)
	// Output:
	// {
	//   "StartAt": "Text: Has Note?",
	//   "States": {
	//     "Text: Has Note?": {
	//       "Type": "Choice",
	//       "Choices": [
	//         {
	//           "And": [
	//             {
	//               "Variable": "$.note",
	//               "IsPresent": true
	//             },
	//             {
	//               "Variable": "$.note",
	//               "IsNull": false
	//             }
	//           ],
	//           "Assign": {
	//             "note.$": "$.note"
	//           },
	//           "Next": "Text"
	//         }
	//       ],
	//       "Assign": {
	//         "note": "no note"
	//       },
	//       "Default": "Text"
	//     },
	//     "Text": {
	//       "Type": "Pass",
	//       "Assign": {
	//         "text.$": "States.Format('{}: {}', $.id, $note)"
	//       },
	//       "Next": "Done"
	//     },
	//     "Done": {
	//       "Type": "Pass",
	//       "OutputPath": "$text",
	//       "End": true
	//     }
	//   }
	// }
}
