package check

import "github.com/quickstep-go/quickstep/diag"

var terminal = &Rule{Code: "QS2008", Name: "terminal", Severity: diag.Error, Title: "A machine can end", check: checkTerminal}

func checkTerminal(r *run) {
	if r.single {
		return
	}
	for i := range r.scopes {
		s := &r.scopes[i]
		w := r.waysOf(s)
		if s.States.Len() == 0 || w.ends || !r.consequences && w.broken {
			continue
		}
		const help = `give a state "End": true, or end with a Succeed or Fail state`
		if s.outer == nil {
			r.report(problem{at: s.Object.At("States"), message: "no state ends the machine", help: help,
				aws: aws("MISSING_END_STATE", "Workflow has no terminal state", "")})
			continue
		}
		r.report(problem{state: s.outer.Name, at: s.Object.At("States"), severity: diag.Warning,
			message: "no state ends these, so that they run for ever", help: help})
	}
}
