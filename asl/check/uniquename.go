package check

import (
	"fmt"

	"github.com/quickstep-go/quickstep/diag"
)

var uniqueName = &Rule{Code: "QS2009", Name: "uniquename", Severity: diag.Error, Title: "A state's name is its own in the whole machine", check: checkUniqueNames}

func checkUniqueNames(r *run) {
	first := make(map[string]*place, len(r.places))
	for i := range r.places {
		p := &r.places[i]
		other, twice := first[p.Name]
		if !twice {
			first[p.Name] = p
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
