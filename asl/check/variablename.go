package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonpath"
)

var variableName = &Rule{Code: "QS3011", Name: "variablename", Severity: diag.Error, Title: "A variable's name is a name", state: checkVariableNames}

func checkVariableNames(r *run, p *visit) {
	for s := range p.eachSlot() {
		if s.field() != "Assign" || r.mixed(s.place) {
			continue
		}
		for _, m := range s.value.Members() {
			name := assigned(s, m.Name)
			x := problem{state: s.place.Name, message: whyNoVariable(name)}
			code, words := "INVALID_VARIABLE_NAME", ""
			switch {
			case name == "states":
				x.help = "choose another name"
				code, words = "RESERVED_VARIABLE_NAME", "Cannot assign to reserved variable '$states'."
			case utf8.RuneCountInString(name) > jsonpath.MaxVariableName:
				words = "Invalid variable name '" + name + "': the variable name is too long."
			case x.message != "":
				x.help = "a name is a letter, then letters, digits and _"
				if strings.HasPrefix(name, "$") {
					x.help = "leave out the $: it is for reading"
				} else if strings.ContainsAny(name, ".[") {
					x.help = "a variable is assigned as a whole, with an object as its value"
				}
				words = "Invalid variable name '" + name + "': the variable name contains invalid characters."
			default:
				continue
			}
			x.at = s.object.NameAtPath("Assign", m.Name)
			x.aws = aws(code, words, s.object.Location("Assign", m.Name))
			r.report(x)
		}
	}
}

// whyNoVariable says why a name is none of a variable, or gives "".
func whyNoVariable(name string) string {
	switch {
	case name == "states":
		return "the variable $states is the service's own"
	case utf8.RuneCountInString(name) > jsonpath.MaxVariableName:
		return fmt.Sprintf("the name has %d characters, and AWS takes %d", utf8.RuneCountInString(name), jsonpath.MaxVariableName)
	case !jsonpath.IsVariableName(name):
		return fmt.Sprintf("%q cannot name a variable", name)
	}
	return ""
}

// assigned gives the variable that a member of an Assign sets.
func assigned(s *slot, member string) string { return variableOf(s.place.language, member) }
