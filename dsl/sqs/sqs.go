// Package sqs sends messages to Amazon SQS queues from a workflow.
//
// Goals: the optimised integration, typed. Non-goals: receiving, and queues
// themselves, which the infrastructure declares. In the definition a queue is
// ${Name}, to which CDK or SAM gives its URL.
package sqs

import "github.com/quickstep-go/quickstep/dsl"

// A Queue is one SQS queue, by the name of its substitution.
type Queue struct{ name string }

// Declare names a queue.
func Declare(name string) *Queue { return &Queue{name} }

// Name gives the queue's name, which is also that of its substitution.
func (q *Queue) Name() string { return q.name }

// Message is what is sent (Amazon SQS API reference, SendMessage). Its body is
// JSON: a struct, or a string as it is.
type Message[T any] struct {
	MessageBody T `json:"MessageBody"`
	// DelaySeconds keeps the message back, 0 to 900; a FIFO queue has a delay of its
	// own for all. Optional.
	DelaySeconds int `json:"DelaySeconds,omitempty"`
	// MessageGroupID orders the messages of a FIFO queue, where it is required.
	MessageGroupID string `json:"MessageGroupId,omitempty"`
	// MessageDeduplicationID keeps a FIFO queue from taking a message twice.
	// Optional.
	MessageDeduplicationID string `json:"MessageDeduplicationId,omitempty"`
	// MessageAttributes come beside the body. Optional.
	MessageAttributes map[string]Attribute `json:"MessageAttributes,omitempty"`
	// MessageSystemAttributes are those that SQS itself reads, which is
	// AWSTraceHeader alone. Optional.
	MessageSystemAttributes map[string]Attribute `json:"MessageSystemAttributes,omitempty"`
}

// Attribute is one message attribute, with one of the values.
type Attribute struct {
	DataType    string `json:"DataType"`              // String, Number or Binary
	StringValue string `json:"StringValue,omitempty"` // also of a Number
	BinaryValue []byte `json:"BinaryValue,omitempty"`
}

// Receipt is what the service answers.
type Receipt struct {
	MessageID        string `json:"MessageId"`
	MD5OfMessageBody string `json:"MD5OfMessageBody"`
	// MD5OfMessageAttributes is there where the message has attributes.
	MD5OfMessageAttributes string `json:"MD5OfMessageAttributes,omitempty"`
	SequenceNumber         string `json:"SequenceNumber,omitempty"` // FIFO queues only
}

// SendMessage sends a message to the queue (Developer Guide, "Send messages to an
// Amazon SQS queue with Step Functions"). With a [dsl.WaitForToken], the message
// carries the task token to whoever is to answer.
func SendMessage[T any](q *Queue) dsl.Call[Message[T], Receipt] {
	if q == nil || q.name == "" {
		return dsl.NoCall[Message[T], Receipt]("a queue has no name", "declare it with sqs.Declare")
	}
	return dsl.NewCall[Message[T], Receipt](dsl.Integration{
		Resource:  "arn:aws:states:::sqs:sendMessage",
		Arguments: []dsl.Argument{{Name: "QueueUrl", Value: "${" + q.name + "}"}},
		Token:     true,
		Resources: []dsl.Resource{{Name: q.name, Kind: "queue"}},
	})
}

// Received is a message as an EventBridge pipe hands it on: a pipe from a queue
// starts a workflow with a list of them ([]Received). (EventBridge User Guide,
// "Amazon SQS as a source in EventBridge Pipes".)
type Received struct {
	MessageID         string                       `json:"messageId"`
	ReceiptHandle     string                       `json:"receiptHandle"`
	Body              string                       `json:"body"` // as it was sent; see [dsl.ParseJSON]
	Attributes        map[string]string            `json:"attributes,omitempty"`
	MessageAttributes map[string]ReceivedAttribute `json:"messageAttributes,omitempty"`
	MD5OfBody         string                       `json:"md5OfBody,omitempty"`
	EventSource       string                       `json:"eventSource,omitempty"` // aws:sqs
	EventSourceARN    string                       `json:"eventSourceARN,omitempty"`
	AWSRegion         string                       `json:"awsRegion,omitempty"`
}

// ReceivedAttribute is an attribute of a received message.
type ReceivedAttribute struct {
	DataType    string `json:"dataType"`
	StringValue string `json:"stringValue,omitempty"`
	BinaryValue []byte `json:"binaryValue,omitempty"`
}
