package check

import (
	"fmt"
	"slices"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var languageField = &Rule{Code: "QS2015", Name: "languagefield", Severity: diag.Error, Title: "A field belongs to the state's query language", part: checkLanguageFields}

// The fields of one language only, wherever they stand.
var (
	jsonPathFields = []string{"InputPath", "OutputPath", "ResultPath", "Parameters", "ResultSelector", "Result", "ItemsPath",
		"TimeoutSecondsPath", "HeartbeatSecondsPath", "SecondsPath", "TimestampPath", "ErrorPath", "CausePath",
		"MaxConcurrencyPath", "ToleratedFailureCountPath", "ToleratedFailurePercentagePath",
		"MaxItemsPath", "MaxItemsPerBatchPath", "MaxInputBytesPerBatchPath", "Variable", "And", "Or", "Not", "RoleArn.$"}
	jsonataFields = []string{"Arguments", "Output", "Items", "Condition"}
)

// instead says what a field of the other language is written as.
var instead = map[string]string{
	"InputPath": "Arguments, or $states.input in an expression", "OutputPath": "Output", "ResultPath": "Output or Assign",
	"Parameters": "Arguments or Output", "ResultSelector": "Output", "Result": "Output", "ItemsPath": "Items",
	"TimeoutSecondsPath": "TimeoutSeconds with an expression", "HeartbeatSecondsPath": "HeartbeatSeconds with an expression",
	"SecondsPath": "Seconds with an expression", "TimestampPath": "Timestamp with an expression",
	"ErrorPath": "Error with an expression", "CausePath": "Cause with an expression",
	"Variable": "Condition with an expression", "And": "Condition with `and`", "Or": "Condition with `or`", "Not": "Condition with $not",
	"Arguments": "Parameters", "Output": "ResultSelector, ResultPath or OutputPath", "Items": "ItemsPath", "Condition": "Variable and a comparison",
	"RoleArn.$": "RoleArn with an expression",
}

func checkLanguageFields(r *run, x part) {
	if x.place == nil || r.mixed(x.place) || isTestInside(x) {
		return
	}
	foreign, own, other := jsonataFields, "JSONPath", "JSONata"
	if x.place.language == asl.JSONata {
		foreign, own, other = jsonPathFields, "JSONata", "JSONPath"
	}
	extra := extraNames(x.object)
	for _, field := range x.object.Names() {
		if !slices.Contains(foreign, field) || slices.Contains(extra, field) {
			continue
		}
		help := ""
		if way := instead[field]; way != "" {
			help = own + " has " + way
		}
		r.report(problem{
			state:   x.state,
			at:      x.object.NameAt(field),
			message: fmt.Sprintf("%s is for %s, and this state is %s", field, other, own),
			help:    help,
			aws:     schema(fmt.Sprintf("The QueryLanguage is set to '%s', but field '%s' is only supported for the '%s' QueryLanguage", own, field, other), x.object.Location()),
		})
	}
}

// isTestInside tells whether a part is a test within a rule, whose rule is
// reported already.
func isTestInside(x part) bool {
	_, ok := x.lists.(*asl.Test)
	return ok
}

func extraNames(o *asl.Object) []string {
	names := make([]string, len(o.Extra))
	for i, m := range o.Extra {
		names[i] = m.Name
	}
	return names
}
