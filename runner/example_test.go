package runner_test

import (
	"context"
	"fmt"
	"log"
	"strings"

	"github.com/quickstep-go/quickstep/runner"
)

func Example() {
	machine, err := runner.Compile([]byte(`{
	  "StartAt": "Wait a year",
	  "States": {
	    "Wait a year": {"Type": "Wait", "Seconds": 31536000, "Next": "Greet"},
	    "Greet": {
	      "Type": "Task",
	      "Resource": "arn:aws:states:::lambda:invoke",
	      "Parameters": {"FunctionName": "${Greeter}", "Payload.$": "$.name"},
	      "OutputPath": "$.Payload",
	      "End": true
	    }
	  }
	}`))
	if err != nil {
		log.Fatal(err)
	}
	greeter := runner.Handler(func(_ context.Context, payload []byte) ([]byte, error) {
		return []byte(strings.ToUpper(string(payload))), nil
	})
	execution, err := machine.Start(context.Background(), []byte(`{"name":"ada"}`), runner.Options{
		Functions: map[string]runner.Service{"Greeter": greeter},
	})
	if err != nil {
		log.Fatal(err)
	}
	result, err := execution.Result(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(result.Status, string(result.Output), result.Elapsed)
	// Output: SUCCEEDED "ADA" 8760h0m0s
}
