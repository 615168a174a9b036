package check

import (
	"fmt"
	"slices"

	"github.com/quickstep-go/quickstep/diag"
)

var statesMember = &Rule{Code: "QS3010", Name: "statesmember", Severity: diag.Error, Title: "$states is asked for what it holds there", state: checkStatesMembers}

var statesMembers = []string{"input", "result", "errorOutput", "context"}

func checkStatesMembers(r *run, p *visit) {
	for c := range p.read() {
		for _, path := range c.expr.StatesPaths() {
			if len(path) == 0 {
				continue
			}
			var x problem
			switch name := path[0]; {
			case name == "result" && c.slot.phase != after:
				x.message = "there is no $states.result here"
				x.help = "it is for Assign and Output of a Task, Parallel or Map; before the work there is $states.input"
			case name == "errorOutput" && c.slot.phase != caught:
				x.message = "there is no $states.errorOutput here"
				x.help = "it is for Assign and Output of a catcher; assign it to a variable there"
			case !slices.Contains(statesMembers, name):
				x.message = fmt.Sprintf("$states has no %s", name)
				x.help = diag.DidYouMean(name, statesMembers)
				if x.help == "" {
					x.help = "it has input, result, errorOutput and context"
				}
			default:
				continue
			}
			x.state, x.at = c.slot.place.Name, c.slot.object.At(c.path...)
			x.aws = aws("UNSUPPORTED_JSONATA_EXPRESSION", "Field '$states."+path[0]+"' does not exist.", c.location())
			r.report(x)
		}
	}
}
