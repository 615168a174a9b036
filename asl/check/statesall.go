package check

import (
	"fmt"
	"slices"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var statesAll = &Rule{Code: "QS5001", Name: "statesall", Severity: diag.Error, Title: "States.ALL stands alone, and last", state: checkStatesAll}

// handler is a retrier or a catcher.
type handler struct {
	kind   string // "a retrier"
	object *asl.Object
	errors []string
}

// handlers gives the retriers and the catchers of a state, each list in its order.
func (p *visit) handlers() [][]handler {
	var retriers, catchers []handler
	for i := range p.view.retry {
		h := &p.view.retry[i]
		retriers = append(retriers, handler{"retrier", &h.Object, h.ErrorEquals})
	}
	for i := range p.view.catch {
		h := &p.view.catch[i]
		catchers = append(catchers, handler{"catcher", &h.Object, h.ErrorEquals})
	}
	return [][]handler{retriers, catchers}
}

func checkStatesAll(r *run, p *visit) {
	for _, all := range p.handlers() {
		for at, h := range all {
			if !slices.Contains(h.errors, "States.ALL") {
				continue
			}
			x := problem{state: p.Name, at: h.object.At("ErrorEquals"),
				aws: schema("States.ALL must appear alone and at end of list", h.object.Location("ErrorEquals"))}
			switch {
			case len(h.errors) > 1:
				x.message, x.help = "States.ALL stands beside other names", "keep States.ALL alone: it stands for them too"
			case at < len(all)-1:
				x.message = fmt.Sprintf("a %s for States.ALL comes before another %s, which is never asked", h.kind, h.kind)
				x.help = "move it to the end of the list"
			default:
				continue
			}
			r.report(x)
		}
	}
}
