package awsclient

import (
	"strings"

	"github.com/quickstep-go/quickstep/internal/membername"
)

// A style is one of the two ways Step Functions calls a service, which differ in
// all names: the aws-sdk integrations are made with the AWS SDK for Java 2, the
// optimised ones with version 1.
type style struct {
	prefix     string          // of the resource, such as aws-sdk:sqs: or sqs:
	errors     string          // what error names begin with
	base       string          // the error of what the API's model does not name
	service    string          // in causes
	operations map[string]bool // which there are; nil for all
	older      bool            // optimised
	member     func(string) string
}

// optimised are the older integrations, by the package of the SDK.
var optimised = map[string]style{
	"dynamodb": older("dynamodb:", "DynamoDB", "AmazonDynamoDBException", "AmazonDynamoDBv2", "GetItem", "PutItem", "UpdateItem", "DeleteItem"),
	"sns":      older("sns:", "SNS", "AmazonSNSException", "AmazonSNS", "Publish"),
	"sqs":      older("sqs:", "SQS", "AmazonSQSException", "AmazonSQS", "SendMessage"),
}

func older(prefix, errors, base, service string, operations ...string) style {
	s := style{prefix: prefix, errors: errors, base: base, service: service, operations: map[string]bool{}, older: true}
	for _, name := range operations {
		s.operations[name] = true
	}
	s.member = func(name string) string { return name }
	return s
}

// sdkStyle is that of the aws-sdk integration. The service's name is the SDK's,
// without a trailing "service".
func sdkStyle(pkg string) style {
	name := pkg
	if short := strings.TrimSuffix(pkg, "service"); short != "" {
		name = short
	}
	return style{prefix: "aws-sdk:" + name + ":", member: membername.Of}.called(serviceIDs[pkg], pkg)
}

// serviceIDs are the ids of services whose package's name does not show their
// words. They count only for a fake client: errors of a real one bring the id.
var serviceIDs = map[string]string{
	"cloudformation": "CloudFormation", "cloudwatch": "CloudWatch", "dynamodb": "DynamoDB", "eventbridge": "EventBridge",
	"secretsmanager": "Secrets Manager",
}

// called sets the names that come from a service's id, or else its package.
func (s style) called(id, pkg string) style {
	if id == "" {
		id = pkg
	}
	var name strings.Builder
	for word := range strings.FieldsSeq(strings.ReplaceAll(id, "IoT", "Iot")) {
		name.WriteString(membername.Of(word))
	}
	s.errors, s.service, s.base = name.String(), name.String(), name.String()+"Exception"
	return s
}

// exception spells an error that the API's model names.
func (s style) exception(shape string) string {
	name := strings.TrimSuffix(strings.TrimSuffix(shape, "Exception"), "Fault")
	if !s.older {
		name = membername.Of(name)
	}
	return name + "Exception"
}

func lowerFirst(name string) string { return strings.ToLower(name[:1]) + name[1:] }
