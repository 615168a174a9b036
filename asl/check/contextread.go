package check

import (
	"fmt"

	"github.com/quickstep-go/quickstep/diag"
)

var contextRead = &Rule{Code: "QS3009", Name: "contextread", Severity: diag.Error, Title: "An expression takes its data from $states and from variables", state: checkContextReads}

func checkContextReads(r *run, p *visit) {
	for c := range p.read() {
		called := c.calledNames()
		for _, name := range c.expr.ContextReads() {
			if called[name] {
				continue // QS3012
			}
			x := c.problem()
			words := "Reference to '" + name + "' at the top level is not supported."
			switch name {
			case "$$":
				words = "Reference to '$$' is not supported."
				fallthrough
			case "$", "*", "**":
				x.message = fmt.Sprintf("%s stands for nothing here", name)
				x.help = "write $states.input for the state's input"
			default:
				x.message = fmt.Sprintf("%s is read of nothing", name)
				x.help = fmt.Sprintf("write $states.input.%s for the state's input, or $%s for a variable", name, name)
			}
			x.aws = aws("UNSUPPORTED_JSONATA_EXPRESSION", words, c.location())
			r.report(x)
		}
	}
}
