package diag_test

import (
	"fmt"

	"github.com/quickstep-go/quickstep/diag"
)

func Example() {
	var found diag.List
	found.Add(diag.Diagnostic{
		Severity: diag.Error,
		Code:     "QS1001",
		Message:  `state "Charge" goes to "Recipt", which does not exist`,
		Help:     diag.DidYouMean("Recipt", []string{"Receipt", "Refund"}),
		Position: diag.Position{File: "order.asl.json", Line: 12, Column: 15},
		State:    "Charge",
	})
	fmt.Println(found.Err())
	// Output:
	// order.asl.json:12:15: state "Charge" goes to "Recipt", which does not exist; did you mean "Receipt"? [QS1001]
}
