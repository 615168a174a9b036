package check

import (
	"fmt"
	"slices"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var unknownField = &Rule{Code: "QS2003", Name: "unknownfield", Severity: diag.Error, Title: "Every field is one that its place may have", part: checkUnknownFields}

func checkUnknownFields(r *run, x part) {
	if _, open := x.lists.(*asl.Credentials); open {
		return // AWS does not look at the rest
	}
	for _, extra := range x.object.Extra {
		if r.full(diag.Error) {
			return
		}
		if asl.Operator(extra.Name).Valid() && slices.Contains(asl.FieldsOf(x.lists), "Variable") {
			continue // a second operator: QS4001
		}
		if isMisspelt(extra.Name, x) {
			continue // the rule that asks for that field says it
		}
		r.report(problem{
			state:   x.state,
			at:      x.object.NameAt(extra.Name),
			message: fmt.Sprintf("%s has no field %q", x.kind, extra.Name),
			help:    helpUnknown(extra.Name, x),
			aws:     schema("Field '"+extra.Name+"' is not supported", x.object.Location()),
		})
	}
}

func helpUnknown(name string, x part) string {
	if _, inTest := x.lists.(*asl.Test); inTest && (name == "Next" || name == "Assign") {
		return "it belongs to the rule that the test is in"
	}
	if name == "QueryLanguage" {
		return "the machine and each of its states may name one"
	}
	if kinds := kindsWith(name); x.place != nil && kinds != "" {
		return "it is for " + kinds + " states"
	}
	return diag.DidYouMean(name, asl.FieldsOf(x.lists))
}

// kindsWith names the kinds of states that have a field.
func kindsWith(field string) string {
	var kinds []string
	for _, s := range []asl.State{new(asl.Task), new(asl.Pass), new(asl.Choice), new(asl.Wait), new(asl.Succeed), new(asl.Fail), new(asl.Parallel), new(asl.Map)} {
		if slices.Contains(asl.FieldsOf(s), field) {
			kinds = append(kinds, string(s.Kind()))
		}
	}
	return or(kinds...)
}
