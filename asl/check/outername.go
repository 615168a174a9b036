package check

import (
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var outerName = &Rule{Code: "QS3014", Name: "outername", Severity: diag.Error, Title: "A branch does not assign a variable of outside", state: checkOuterNames}

func checkOuterNames(r *run, p *visit) {
	for s := range p.eachSlot() {
		if s.field() != "Assign" || s.place.Outer == nil {
			continue
		}
		for _, m := range s.value.Members() {
			name := assigned(s, m.Name)
			outer := r.outerAssigning(s.place, name)
			if outer == "" {
				continue
			}
			r.report(problem{
				state:   s.place.Name,
				at:      s.object.NameAtPath("Assign", m.Name),
				message: fmt.Sprintf("$%s is a variable of %s, and can only be read in here", name, outer),
				help:    "assign another name here, or put the value into the output and assign that outside",
				aws:     aws("DUPLICATE_VARIABLE_NAME", "The variable name '"+name+"' was already defined in a parent scope.", s.object.Location("Assign", m.Name)),
			})
		}
	}
}

// outerAssigning says which scope around a state assigns a variable before the
// state runs, or gives "". What is only assigned later is no matter to AWS.
func (r *run) outerAssigning(p *visit, name string) string {
	for holder := r.scopes[p.scope].outer; holder != nil; holder = r.scopes[holder.scope].outer {
		if m, ok := holder.State.(*asl.Map); ok && m.Distributed() {
			return ""
		}
		f := r.flow(holder.scope)
		if !f.assigns(name) || !f.enters(holder.Name) || !f.isMaybe(holder.Name, name) {
			continue
		}
		if outer := r.scopes[holder.scope].outer; outer != nil {
			return fmt.Sprintf("what state %q holds", outer.Name)
		}
		return "the machine"
	}
	return ""
}

// variableOf gives the variable that a member of an Assign sets.
func variableOf(language asl.QueryLanguage, member string) string {
	if language == asl.JSONPath {
		return strings.TrimSuffix(member, ".$")
	}
	return member
}
