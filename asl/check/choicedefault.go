package check

import (
	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var choiceDefault = &Rule{Code: "QS9005", Name: "choicedefault", Severity: diag.Hint, Practice: true, Title: "A Choice knows where to go when no rule holds", state: checkChoiceDefaults}

func checkChoiceDefaults(r *run, p *visit) {
	c, ok := p.State.(*asl.Choice)
	if !ok || c.Has("Default") || len(c.Choices) == 0 {
		return
	}
	r.report(problem{state: p.Name, at: c.At(), message: "where no rule holds, the execution fails with States.NoChoiceMatched, which nothing catches",
		help: "add Default, with a Fail state if nothing else fits"})
}
