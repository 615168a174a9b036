package check

import (
	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var toleratedFailure = &Rule{Code: "QS9004", Name: "toleratedfailure", Severity: diag.Hint, Practice: true, Title: "A Map that tolerates failures handles too many of them", state: checkToleratedFailures}

func checkToleratedFailures(r *run, p *visit) {
	m, ok := p.State.(*asl.Map)
	if !ok {
		return
	}
	tolerates := m.Has("ToleratedFailureCount") || m.Has("ToleratedFailureCountPath") || m.Has("ToleratedFailurePercentage") || m.Has("ToleratedFailurePercentagePath")
	if !m.Distributed() || !tolerates || catches(m.Catch) {
		return
	}
	if share, ok := m.ToleratedFailurePercentage.Float(); ok && share >= 100 {
		return // it never fails for its items
	}
	r.report(problem{state: p.Name, at: m.At(), message: "past what it tolerates the map fails, and nothing catches that",
		help: `add a catcher for "States.ExceedToleratedFailureThreshold" or "States.ALL"`})
}

func catches(all []asl.Catcher) bool {
	for i := range all {
		for _, name := range all[i].ErrorEquals {
			switch name {
			case "States.ALL", "States.TaskFailed", "States.ExceedToleratedFailureThreshold":
				return true
			}
		}
	}
	return false
}
