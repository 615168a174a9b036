package check

import (
	"fmt"

	"github.com/quickstep-go/quickstep/diag"
)

var reachable = &Rule{Code: "QS2007", Name: "reachable", Severity: diag.Error, Title: "Every state can be reached", check: checkReachable}

func checkReachable(r *run) {
	if r.single || !r.waysOf(&r.scopes[0]).ends {
		return // AWS does not ask either then
	}
	for i := range r.scopes {
		s := &r.scopes[i]
		w := r.waysOf(s)
		if !r.consequences && w.broken {
			continue // the states behind a broken transition only look unreachable
		}
		reached := w.reached()
		i := -1
		for name, state := range s.States.All() {
			if i++; !reached[i] && !r.full(diag.Error) {
				r.report(problem{
					state:   name,
					at:      state.Base().At(),
					message: fmt.Sprintf("nothing leads to state %q", name),
					help:    "name it in the Next of a state that can be reached, or remove it",
					aws:     aws("MISSING_TRANSITION_TARGET", `State "`+name+`" is not reachable.`, state.Base().Location()),
				})
			}
		}
	}
}

// reached tells of each state whether a way leads to it from the start.
func (w *ways) reached() []bool {
	reached := make([]bool, len(w.first)-1)
	var pending []int
	visit := func(state int) {
		if !reached[state] {
			reached[state] = true
			pending = append(pending, state)
		}
	}
	if w.start >= 0 {
		visit(w.start)
	}
	for len(pending) > 0 {
		state := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		for _, way := range w.of(state) {
			visit(way.to)
		}
	}
	return reached
}
