package runner

import (
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// required are the fields that the service checks before it starts a task of its
// own integrations (Developer Guide, "Integrating services with Step Functions").
var required = map[string][]string{
	"lambda:invoke":         {"FunctionName"},
	"apigateway:invoke":     {"ApiEndpoint", "Method"},
	"states:startExecution": {"StateMachineArn"},
	"sqs:sendMessage":       {"QueueUrl"},
	"dynamodb:getItem":      {"TableName", "Key"},
	"dynamodb:putItem":      {"TableName", "Item"},
	"dynamodb:updateItem":   {"TableName", "Key"},
	"dynamodb:deleteItem":   {"TableName", "Key"},
	"events:putEvents":      {"Entries"},
}

// check refuses parameters that the service would not start the task with.
func (n *taskNode) check(t *thread, parameters jsonvalue.Value) *failure {
	if n.resource.kind != serviceResource {
		return nil
	}
	var wrong []string
	key := n.resource.service + ":" + n.resource.api
	for _, name := range required[key] {
		if !parameters.Get(name).Exists() {
			wrong = append(wrong, "The field '"+name+"' is required but was missing")
		}
	}
	if key == "apigateway:invoke" && !listsOfTexts(parameters.Get("Headers")) {
		wrong = append(wrong, "The value of the field 'Headers' has an invalid format")
	}
	if len(wrong) == 0 {
		return nil
	}
	return t.runtime("The Parameters '%s' could not be used to start the Task: [%s]", parameters, strings.Join(wrong, ", "))
}

// listsOfTexts tells whether a value is absent or an object of arrays of strings.
func listsOfTexts(v jsonvalue.Value) bool {
	if !v.Exists() {
		return true
	}
	for _, m := range v.Members() {
		if m.Value.Kind() != jsonvalue.Array {
			return false
		}
	}
	return v.Kind() == jsonvalue.Object
}
