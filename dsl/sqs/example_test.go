package sqs_test

import (
	"fmt"

	"github.com/quickstep-go/quickstep/dsl/sqs"
)

func Example() {
	call := sqs.SendMessage[string](sqs.Declare("Orders"))
	fmt.Println(call.Resource(), call.Arguments()[0])
	// Output:
	// arn:aws:states:::sqs:sendMessage {QueueUrl ${Orders}}
}
