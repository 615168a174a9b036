package check

import (
	"fmt"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var target = &Rule{Code: "QS2006", Name: "target", Severity: diag.Error, Title: "What a state leads to is there", check: checkTargets}

func checkTargets(r *run) {
	for i := range r.scopes {
		s := &r.scopes[i]
		if s.StartAt != "" && r.dangles(s, s.StartAt) {
			state := ""
			if s.outer != nil {
				state = s.outer.Name
			}
			r.reportTarget(s, state, s.Object, s.StartAt, "StartAt")
		}
		if r.single {
			continue
		}
		if !r.waysOf(s).broken {
			continue // nothing to look for
		}
		for name, state := range s.States.All() {
			for _, t := range asl.Transitions(state) {
				if !r.full(diag.Error) && r.dangles(s, t.Target) {
					r.reportTarget(s, name, &state.Base().Object, t.Target, t.Path...)
				}
			}
		}
	}
}

// dangles tells whether a name is not one of the scope's states. A scope without
// any says so elsewhere.
func (r *run) dangles(s *scope, name string) bool {
	return s.States.Len() > 0 && s.States.Get(name) == nil && !substituted(name)
}

func (r *run) reportTarget(s *scope, state string, o *asl.Object, name string, path ...string) {
	r.report(problem{
		state:   state,
		at:      o.At(path...),
		message: fmt.Sprintf("there is no state %q to go to", name),
		help:    r.helpTarget(s, name),
		aws:     aws("MISSING_TRANSITION_TARGET", "Missing 'Next' target: "+name, o.Location(path...)),
	})
}

func (r *run) helpTarget(s *scope, name string) string {
	if p := r.named(name); p != nil {
		return fmt.Sprintf("%s is outside: a branch or an item processor cannot be left or entered by Next", p.Pointer())
	}
	if r.patience <= 0 {
		return ""
	}
	if near := r.suggest(name, s.States.Names()); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return ""
}

// named gives the first state of a name anywhere in the machine, or nil.
func (r *run) named(name string) *place {
	if r.names == nil {
		r.names = make(map[string]*place, len(r.places))
		for i := range r.places {
			if p := &r.places[i]; r.names[p.Name] == nil {
				r.names[p.Name] = p
			}
		}
	}
	return r.names[name]
}
