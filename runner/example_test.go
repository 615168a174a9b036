package runner_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"strings"
	"time"

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

func ExampleExecution_Reply() {
	machine, err := runner.Compile([]byte(`{
	  "QueryLanguage": "JSONata",
	  "StartAt": "Ask",
	  "States": {"Ask": {
	    "Type": "Task",
	    "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
	    "Arguments": {"QueueUrl": "${Queue}", "MessageBody": "{% $states.context.Task.Token %}"},
	    "TimeoutSeconds": 86400,
	    "End": true
	  }}
	}`))
	if err != nil {
		log.Fatal(err)
	}
	queue := runner.ServiceFunc(func(context.Context, *runner.Task) ([]byte, error) { return []byte(`{"MessageId":"1"}`), nil })
	execution, err := machine.Start(context.Background(), nil, runner.Options{Services: map[string]runner.Service{"sqs:sendMessage": queue}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(execution.Status(), "after", execution.Elapsed(), "in", execution.OpenTokens()[0].State)

	if err := execution.Reply("Ask", runner.Reply{Output: []byte(`"yes"`), After: 9 * time.Hour}); err != nil {
		log.Fatal(err)
	}
	result, err := execution.Result(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(result.Status, string(result.Output), "after", result.Elapsed)
	// Output:
	// RUNNING after 0s in Ask
	// SUCCEEDED "yes" after 9h0m0s
}

func ExampleMock() {
	machine, err := runner.Compile([]byte(`{
	  "StartAt": "Charge",
	  "States": {"Charge": {
	    "Type": "Task",
	    "Resource": "arn:aws:states:::lambda:invoke",
	    "Parameters": {"FunctionName": "${Charge}", "Payload.$": "$"},
	    "Retry": [{"ErrorEquals": ["Lambda.TooManyRequestsException"], "IntervalSeconds": 2}],
	    "End": true
	  }}
	}`))
	if err != nil {
		log.Fatal(err)
	}
	execution, err := machine.Start(context.Background(), nil, runner.Options{States: map[string]runner.Service{
		"Charge": runner.Mock(
			runner.Answer{Throw: &runner.Failure{Name: "Lambda.TooManyRequestsException"}},
			runner.Answer{Return: []byte(`{"Payload":"charged"}`)}),
	}})
	if err != nil {
		log.Fatal(err)
	}
	result, err := execution.Result(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	for _, event := range result.History {
		if event.Type == runner.TaskFailed || event.Type == runner.TaskSucceeded {
			fmt.Println(event.Time.Format("15:04:05"), event.Type, event.Error+event.Output)
		}
	}
	// Output:
	// 00:00:00 TaskFailed Lambda.TooManyRequestsException
	// 00:00:02 TaskSucceeded {"Payload":"charged"}
}

// An execution that failed goes on where it failed, once what was broken is mended.
func ExampleExecution_Redrive() {
	machine, err := runner.Compile([]byte(`{"QueryLanguage": "JSONata", "StartAt": "Each", "States": {"Each": {"Type": "Map", "Items": [1, 2, 3], "MaxConcurrency": 1, "End": true,
	  "ItemProcessor": {"StartAt": "Work", "States": {"Work": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
	    "Arguments": {"FunctionName": "${Work}", "Payload": "{% $states.input %}"}, "Output": "{% $states.result.Payload %}", "End": true}}}}}}`))
	if err != nil {
		log.Fatal(err)
	}
	mended := false
	execution, err := machine.Start(context.Background(), nil, runner.Options{Functions: map[string]runner.Service{
		"Work": runner.Handler(func(_ context.Context, payload []byte) ([]byte, error) {
			fmt.Printf("works on %s\n", payload)
			if string(payload) == "2" && !mended {
				return nil, errors.New("no")
			}
			return payload, nil
		}),
	}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(execution.Status())
	mended = true
	if err := execution.Redrive(context.Background()); err != nil {
		log.Fatal(err)
	}
	fmt.Println(execution.Status(), string(execution.Outcome().Output))
	fmt.Println(execution.Redrive(context.Background()))
	// Output:
	// works on 1
	// works on 2
	// FAILED
	// works on 2
	// works on 3
	// SUCCEEDED [1,2,3]
	// ExecutionNotRedrivable: Execution is SUCCEEDED and cannot be redriven
}

// A state by itself: what a retrier makes of an error the second time.
func ExampleTestState() {
	definition := []byte(`{"Type": "Task", "Resource": "arn:aws:states:::sns:publish",
	  "Parameters": {"TopicArn": "arn:aws:sns:us-east-1:123456789012:Orders", "Message.$": "$.text"},
	  "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 5}], "End": true}`)
	result, err := runner.TestState(context.Background(), definition, runner.StateTest{
		Input:  []byte(`{"text": "hello"}`),
		Level:  runner.InspectDebug,
		Mock:   &runner.StateMock{Error: &runner.Failure{Name: "Busy"}},
		Config: runner.StateConfig{RetrierRetryCount: 1},
	}, runner.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(result.Status, "in", *result.Inspection.ErrorDetails.RetryBackoffIntervalSeconds, "seconds")
	fmt.Printf("%s\n", result.Inspection.AfterParameters)
	// Output:
	// RETRIABLE in 10 seconds
	// {"TopicArn":"arn:aws:sns:us-east-1:123456789012:Orders","Message":"hello"}
}
