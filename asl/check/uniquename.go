package check

import (
	"fmt"

	"github.com/quickstep-go/quickstep/diag"
)

var uniqueName = &Rule{Code: "QS2009", Name: "uniquename", Severity: diag.Error, Title: "A state's name is its own in the whole machine", check: checkUniqueNames}

func checkUniqueNames(r *run) {
	for i := range r.places {
		p := &r.places[i]
		other := r.named(p.Name)
		if other == p || r.full(diag.Error) {
			continue
		}
		r.report(problem{
			state:   p.Name,
			at:      p.base().At(),
			message: fmt.Sprintf("the name %q is taken by %s", p.Name, other.Pointer()),
			help:    "names are unique across branches and item processors too; rename one",
			aws:     aws("DUPLICATE_STATE_NAME", "Duplicate State name: "+p.Name, p.base().Location()),
		})
	}
}
