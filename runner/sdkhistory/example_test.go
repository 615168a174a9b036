package sdkhistory_test

import (
	"context"
	"fmt"
	"log"

	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/runner/sdkhistory"
)

func Example() {
	machine, err := runner.Compile([]byte(`{"StartAt": "Greet", "States": {"Greet": {"Type": "Pass", "Result": "hi", "End": true}}}`))
	if err != nil {
		log.Fatal(err)
	}
	execution, err := machine.Start(context.Background(), nil, runner.Options{})
	if err != nil {
		log.Fatal(err)
	}
	events, err := sdkhistory.Events(execution.History())
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range events {
		if details := e.StateExitedEventDetails; details != nil {
			fmt.Println(e.Id, e.Type, *details.Name, *details.Output)
		}
	}
	// Output: 3 PassStateExited Greet "hi"
}
