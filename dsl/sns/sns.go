// Package sns publishes to Amazon SNS topics, and sends text messages and
// notifications to telephones, from a workflow.
//
// Goals: the optimised integration, typed. Non-goals: subscribing, and topics
// themselves, which the infrastructure declares. In the definition a topic is
// ${Name}, to which CDK or SAM gives an ARN.
package sns

import "github.com/quickstep-go/quickstep/dsl"

// A Topic is one SNS topic, by the name of its substitution.
type Topic struct{ name string }

// Declare names a topic.
func Declare(name string) *Topic { return &Topic{name} }

// Name gives the topic's name, which is also that of its substitution.
func (t *Topic) Name() string { return t.name }

// Message is what is published (Amazon SNS API reference, Publish).
type Message struct {
	// Message is the text; at most 256 KiB with everything else.
	Message string `json:"Message"`
	// Subject is that of an e-mail. Optional.
	Subject string `json:"Subject,omitempty"`
	// MessageStructure is "json" where Message holds a text per protocol.
	// Optional.
	MessageStructure string `json:"MessageStructure,omitempty"`
	// MessageGroupID orders the messages of a FIFO topic, where it is required. A
	// standard topic hands it on to queues that take turns between groups.
	MessageGroupID string `json:"MessageGroupId,omitempty"`
	// MessageDeduplicationID keeps a FIFO topic from sending a message twice.
	// Optional.
	MessageDeduplicationID string `json:"MessageDeduplicationId,omitempty"`
	// MessageAttributes can be filtered on by subscribers. Optional.
	MessageAttributes map[string]Attribute `json:"MessageAttributes,omitempty"`
}

// Attribute is one message attribute, with one of the values.
type Attribute struct {
	DataType    string `json:"DataType"`              // String, String.Array, Number or Binary
	StringValue string `json:"StringValue,omitempty"` // also of a Number
	BinaryValue []byte `json:"BinaryValue,omitempty"`
}

// The errors of the service that a workflow may answer (Amazon SNS API reference,
// Publish).
const (
	// InvalidParameter is that of a message that the topic does not take.
	InvalidParameter dsl.ErrorName = "SNS.InvalidParameterException"
	// NotFound is that of a topic that is not there.
	NotFound dsl.ErrorName = "SNS.NotFoundException"
	// EndpointDisabled is that of a device that no longer takes notifications.
	EndpointDisabled dsl.ErrorName = "SNS.EndpointDisabledException"
)

// Receipt is what the service answers.
type Receipt struct {
	MessageID      string `json:"MessageId"`
	SequenceNumber string `json:"SequenceNumber,omitempty"` // FIFO topics only
}

// Publish sends a message to the topic (Developer Guide, "Publish messages to an
// Amazon SNS topic with Step Functions"). With a [dsl.WaitForToken], the message
// carries the task token to whoever is to answer.
func (t *Topic) Publish() dsl.Call[Message, Receipt] {
	if t == nil || t.name == "" {
		return dsl.NoCall[Message, Receipt]("a topic has no name", "declare it with sns.Declare")
	}
	return dsl.NewCall[Message, Receipt](dsl.Integration{
		Resource:  "arn:aws:states:::sns:publish",
		Arguments: []dsl.Argument{{Name: "TopicArn", Value: "${" + t.name + "}"}},
		Token:     true,
		Resources: []dsl.Resource{{Name: t.name, Kind: "topic"}},
	})
}

// Text is a message to a telephone (Amazon SNS API reference, Publish).
type Text struct {
	// PhoneNumber is in E.164 form, such as +15550100.
	PhoneNumber string `json:"PhoneNumber"`
	// Message is the text; more than 140 bytes are sent in parts.
	Message string `json:"Message"`
	// MessageAttributes hold the sender and the kind, AWS.SNS.SMS.SenderID and
	// AWS.SNS.SMS.SMSType (Amazon SNS Developer Guide, "Publishing SMS messages to a
	// mobile phone"). Optional.
	MessageAttributes map[string]Attribute `json:"MessageAttributes,omitempty"`
}

// SendText sends a text message to a telephone. A number has no ARN that a
// permission could name, so the workflow may then publish to everything.
func SendText() dsl.Call[Text, Receipt] { return publish[Text]() }

// Push is a notification to an app on one device (Amazon SNS API reference,
// Publish).
type Push struct {
	// TargetArn is that of the device's endpoint.
	TargetArn string `json:"TargetArn"`
	// Message is the text.
	Message string `json:"Message"`
	// MessageStructure is "json" where Message holds a text per protocol.
	// Optional.
	MessageStructure string `json:"MessageStructure,omitempty"`
	// MessageAttributes say how the services of the devices treat it. Optional.
	MessageAttributes map[string]Attribute `json:"MessageAttributes,omitempty"`
}

// SendPush sends a notification to an app on one device. The endpoint that the
// workflow computes is stated with [dsl.Call.AllowedOn], as an ARN that may end in a *.
func SendPush() dsl.Call[Push, Receipt] { return publish[Push]() }

func publish[In any]() dsl.Call[In, Receipt] {
	return dsl.NewCall[In, Receipt](dsl.Integration{Resource: "arn:aws:states:::sns:publish", Token: true})
}
