package check

import (
	"fmt"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var mixing = &Rule{Code: "QS2014", Name: "mixing", Severity: diag.Error, Title: "A JSONata machine has no JSONPath states", state: checkMixing}

func checkMixing(r *run, p *visit) {
	if r.mixed(p) {
		r.report(problem{
			state:   p.Name,
			at:      p.base().At("QueryLanguage"),
			message: fmt.Sprintf("state %q is JSONPath in a machine that is JSONata", p.Name),
			help:    "write the state in JSONata, or take QueryLanguage off the machine and give it to its JSONata states",
			aws:     schema("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", p.base().Location()),
		})
	}
}

// mixed tells whether a state is in a language that its machine rules out.
func (r *run) mixed(p *visit) bool {
	return p.base().QueryLanguage == asl.JSONPath && r.machine.Language() == asl.JSONata
}
