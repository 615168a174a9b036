package awsclient_test

import (
	"context"
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/service/sns"

	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/runner/awsclient"
)

// topics stands for a *sns.Client, which sns.NewFromConfig makes.
type topics struct{}

func (topics) Publish(_ context.Context, in *sns.PublishInput, _ ...func(*sns.Options)) (*sns.PublishOutput, error) {
	id := "id-of-" + *in.Message
	return &sns.PublishOutput{MessageId: &id}, nil
}

func Example() {
	machine, err := runner.Compile([]byte(`{"StartAt": "Tell", "States": {"Tell": {
		"Type": "Task", "Resource": "arn:aws:states:::sns:publish",
		"Parameters": {"TopicArn": "arn:aws:sns:us-east-1:123456789012:news", "Message.$": "$.text"}, "End": true}}}`))
	if err != nil {
		log.Fatal(err)
	}
	var options runner.Options
	if err := awsclient.Serve(&options, topics{}); err != nil {
		log.Fatal(err)
	}
	execution, err := machine.Start(context.Background(), []byte(`{"text": "hello"}`), options)
	if err != nil {
		log.Fatal(err)
	}
	result, err := execution.Result(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s\n", result.Output)
	// Output: {"MessageId":"id-of-hello"}
}
