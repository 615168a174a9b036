package awsdata

import (
	"slices"
	"strings"
)

// serviceOperations are the operations of one SDK service, with an exclamation mark
// behind those that take or give a stream of events.
type serviceOperations struct{ service, names string }

// Operation is one operation of a service.
type Operation struct {
	Name    string // as a task's Resource has it, such as listObjectsV2
	Streams bool   // it takes or gives a stream of events, which no task can
}

// FindOperation looks an operation up, whatever the case of its name. What came after
// the models is known by the IAM action of its name, if IAM has one.
func FindOperation(service, name string) (Operation, bool) {
	for o := range eachOperation(service) {
		if strings.EqualFold(o.Name, name) {
			return o, true
		}
	}
	prefix, known := Prefix(service)
	if !known || prefix == "" {
		return Operation{}, false
	}
	action, _, ok := Action(prefix, name)
	if !ok || len(Having(prefix, name)) > 0 {
		return Operation{}, false
	}
	return Operation{Name: camel(action)}, true
}

// Having gives the services of an IAM prefix whose models have an operation, whatever
// the case of its name.
func Having(prefix, operation string) []string {
	var all []string
	for i := range services {
		if services[i].prefix != prefix {
			continue
		}
		for o := range eachOperation(services[i].name) {
			if strings.EqualFold(o.Name, operation) {
				all = append(all, services[i].name)
			}
		}
	}
	return all
}

// Operations gives the names of all operations of a service, as a task's Resource has
// them.
func Operations(service string) []string {
	var all []string
	for o := range eachOperation(service) {
		all = append(all, o.Name)
	}
	if prefix, known := Prefix(service); known && all == nil {
		for _, action := range Actions(prefix) {
			all = append(all, camel(action))
		}
	}
	return all
}

func eachOperation(service string) func(func(Operation) bool) {
	return func(yield func(Operation) bool) {
		i, ok := slices.BinarySearchFunc(operations[:], service, func(s serviceOperations, n string) int { return strings.Compare(s.service, n) })
		if !ok {
			return
		}
		for name := range strings.SplitSeq(operations[i].names, " ") {
			name, streams := strings.CutSuffix(name, "!")
			if !yield(Operation{camel(name), streams}) {
				return
			}
		}
	}
}

// camel writes an operation as a task's Resource has it: with a small first letter.
func camel(name string) string {
	if name == "" {
		return ""
	}
	return strings.ToLower(name[:1]) + name[1:]
}

// refused are operations that Step Functions does not call (Developer Guide,
// "Unsupported API actions for supported services").
var refused = []string{
	"bedrockagentruntime:invokeAgent", "bedrockagentruntime:invokeFlow", "bedrockagentruntime:invokeInlineAgent",
	"bedrockagentruntime:optimizePrompt", "bedrockagentruntime:retrieveAndGenerateStream",
	"bedrockruntime:converseStream", "bedrockruntime:invokeModelWithResponseStream",
	"cloudwatchlogs:startLiveTail", "s3:selectObjectContent", "sagemakerruntime:invokeEndpointWithResponseStream",
	"shield:deleteSubscription", "sts:assumeRole", "sts:assumeRoleWithSAML", "sts:assumeRoleWithWebIdentity",
}

// Refused tells whether Step Functions is known not to call an operation, written as
// in a task's Resource.
func Refused(service, operation string) bool { return slices.Contains(refused, service+":"+operation) }
