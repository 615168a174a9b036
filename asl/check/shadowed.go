package check

import (
	"fmt"

	"github.com/quickstep-go/quickstep/diag"
)

var shadowed = &Rule{Code: "QS5003", Name: "shadowed", Severity: diag.Warning, Title: "Every retrier and catcher can be asked", state: checkShadowed}

func checkShadowed(r *run, p *visit) {
	for _, all := range p.handlers() {
		taken := map[string]bool{}
		for _, h := range all {
			for j, name := range h.errors {
				if why := whyNeverAsked(name, taken); why != "" {
					r.report(problem{state: p.Name, at: h.object.At("ErrorEquals", index(j)),
						message: fmt.Sprintf("this %s is never asked about %s: %s", h.kind, name, why),
						help:    "the first that names an error is asked; put the narrower one first"})
				}
			}
			for _, name := range h.errors {
				taken[name] = true
			}
		}
	}
}

// whyNeverAsked says which earlier name takes an error, or gives "".
// States.TaskFailed takes every error but States.Timeout.
func whyNeverAsked(name string, taken map[string]bool) string {
	switch {
	case name == "States.ALL":
		return "" // QS5001
	case taken[name]:
		return "an earlier one names it too"
	case taken["States.TaskFailed"] && name != "States.Timeout" && name != "States.HeartbeatTimeout":
		return "an earlier one names States.TaskFailed, which takes all errors but States.Timeout"
	}
	return ""
}
