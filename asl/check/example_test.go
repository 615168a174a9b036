package check_test

import (
	"fmt"

	"github.com/quickstep-go/quickstep/asl/check"
)

func Example() {
	found := check.Definition([]byte(`{
  "StartAt": "Charge",
  "States": {
    "Charge": {"Type": "Task", "Resource": "${Charge}", "TimeOutSeconds": 30, "Next": "Recipt"},
    "Receipt": {"Type": "Succeed"}
  }
}`), check.File("order.asl.json"))
	fmt.Println(found)
	fmt.Println(check.InvalidDefinition(found))
	// Output:
	// order.asl.json:4:57: a Task state has no field "TimeOutSeconds"; did you mean "TimeoutSeconds"? [QS2003]
	// order.asl.json:4:87: there is no state "Recipt" to go to; did you mean "Receipt"? [QS2006]
	// Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Field 'TimeOutSeconds' is not supported at /States/Charge, MISSING_TRANSITION_TARGET: Missing 'Next' target: Recipt at /States/Charge/Next'
}

func ExampleExplain() {
	e, _ := check.Explain("QS2017")
	fmt.Println(e.Title)
	fmt.Println(e.Text)
	// Output:
	// A heartbeat is shorter than its timeout
	// `HeartbeatSeconds` says how long a worker may stay silent, `TimeoutSeconds` how long the whole task may
	// take. A heartbeat that is not the shorter of the two can never be missed.
}
