package check

import (
	"fmt"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var reachable = &Rule{Code: "QS2007", Name: "reachable", Severity: diag.Error, Title: "Every state can be reached", check: checkReachable}

func checkReachable(r *run) {
	if r.single || !r.ends(&r.scopes[0]) {
		return // AWS does not ask either then
	}
	for i := range r.scopes {
		s := &r.scopes[i]
		if !r.consequences && r.broken(s) {
			continue // the states behind a broken transition only look unreachable
		}
		reached := reachedIn(s)
		for name, state := range s.States.All() {
			if !reached[name] {
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

// ways are the fields of a state that lead on.
var ways = []string{"Next", "Default", "Catch", "Choices"}

// broken tells whether some way through the scope is not to be known: it leads
// nowhere, or is missing.
func (r *run) broken(s *scope) bool {
	if s.StartAt == "" || r.dangles(s, s.StartAt) || substituted(s.StartAt) {
		return true
	}
	for _, state := range s.States.All() {
		if _, bad := state.(*asl.Unrecognized); bad {
			return true
		}
		if _, help := misspelt(&state.Base().Object, ways); help != "" {
			return true
		}
		v := viewOf(state)
		if v.catch == nil && state.Base().Has("Catch") {
			return true
		}
		if v.goesOn && v.next == "" && !v.end {
			return true
		}
		if c, ok := state.(*asl.Choice); ok && brokenChoice(c) {
			return true
		}
		for i := range v.catch {
			if v.catch[i].Next == "" {
				return true
			}
		}
		for _, t := range asl.Transitions(state) {
			if r.dangles(s, t.Target) || substituted(t.Target) {
				return true
			}
		}
	}
	return false
}

func brokenChoice(c *asl.Choice) bool {
	for i := range c.Choices {
		if c.Choices[i].Next == "" {
			return true
		}
	}
	return len(c.Choices) == 0 || c.Has("Default") && c.Default == ""
}

// reachedIn gives the states of a scope that can be reached from its StartAt.
func reachedIn(s *scope) map[string]bool {
	reached := make(map[string]bool, s.States.Len())
	pending := []string{s.StartAt}
	for len(pending) > 0 {
		name := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		state := s.States.Get(name)
		if state == nil || reached[name] {
			continue
		}
		reached[name] = true
		for _, t := range asl.Transitions(state) {
			pending = append(pending, t.Target)
		}
	}
	return reached
}
