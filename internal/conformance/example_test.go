package conformance_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log"

	"github.com/quickstep-go/quickstep/internal/conformance"
)

func Example() {
	recorded := new(conformance.Case)
	err := json.Unmarshal([]byte(`{
	  "id": "greeting", "area": "greetings", "kind": "execution",
	  "definition": {"StartAt": "Greet", "States": {"Greet": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Parameters": {}, "End": true}}},
	  "input": {},
	  "mocks": {"Greet": [{"Throw": {"Error": "SNS.NotFoundException", "Cause": {"topic": "none"}}, "event": "TaskFailed"}]}
	}`), recorded)
	if err != nil {
		log.Fatal(err)
	}
	result := conformance.Run(context.Background(), recorded)
	fmt.Println(result.Status, *result.Error, *result.Cause, len(result.History))
	// Output: FAILED SNS.NotFoundException {"topic":"none"} 6
}
