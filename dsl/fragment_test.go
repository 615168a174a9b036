package dsl_test

import (
	"fmt"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/synth"
)

var (
	photo  = dsl.Fields[Photo]()
	labels = dsl.Fields[Labels]()
	label  = lambda.Declare[Photo, Labels]("Label")
)

// labelled is a fragment: a function from a block and Vals to a Val.
func labelled(b *dsl.Block, key dsl.Val[string]) dsl.Val[[]string] {
	b.Comment("Asks the model what is in the photo.")
	found := dsl.Task(b, "Label", label.Invoke(), dsl.Build(Photo{}, dsl.To(&photo.Key, key)))
	return dsl.Name(b, "names", dsl.At(found, &labels.Names))
}

// ExampleBlock_Prefix uses a fragment twice, each time with names of its own.
func ExampleBlock_Prefix() {
	w := dsl.Define("Compare", func(b *dsl.Block, key dsl.Val[string]) dsl.Val[bool] {
		now := labelled(b.Prefix("New"), key)
		before := labelled(b.Prefix("Old"), dsl.Format("backup/{}", key))
		return dsl.IfElse(dsl.EqVal(dsl.Count(now), dsl.Count(before)), dsl.Lit(true), dsl.Lit(false))
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
	//   "StartAt": "New Label",
	//   "States": {
	//     "New Label": {
	//       "Type": "Task",
	//       "Comment": "Asks the model what is in the photo.",
	//       "Resource": "arn:aws:states:::lambda:invoke",
	//       "Arguments": {
	//         "FunctionName": "${Label}",
	//         "Payload": {
	//           "key": "{% $states.input %}"
	//         }
	//       },
	//       "Assign": {
	//         "newNames": "{% $states.result.Payload.names %}"
	//       },
	//       "Next": "Old Label"
	//     },
	//     "Old Label": {
	//       "Type": "Task",
	//       "Comment": "Asks the model what is in the photo.",
	//       "Resource": "arn:aws:states:::lambda:invoke",
	//       "Arguments": {
	//         "FunctionName": "${Label}",
	//         "Payload": {
	//           "key": "{% 'backup/' & $states.context.Execution.Input %}"
	//         }
	//       },
	//       "Output": "{% $count($newNames) = $count($states.result.Payload.names) ? true : false %}",
	//       "End": true
	//     }
	//   }
	// }
}
