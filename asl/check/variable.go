package check

import (
	"fmt"
	"iter"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var variable = &Rule{Code: "QS3013", Name: "variable", Severity: diag.Warning, Title: "A variable that is read has a value", state: checkVariables}

// variableRead is a place where a variable is read.
type variableRead struct {
	place  *visit
	object *asl.Object
	path   []string
	name   string
}

func checkVariables(r *run, p *visit) {
	if r.single {
		return // its variables come from outside
	}
	for v := range p.variableReads() {
		f := r.flow(v.place.scope)
		if r.full(diag.Warning) {
			return
		}
		if f.isSure(v.place.Name, v.name) {
			continue
		}
		x := problem{state: v.place.Name, at: v.object.At(v.path...)}
		if f.isMaybe(v.place.Name, v.name) {
			x.message = fmt.Sprintf("$%s may have no value here: some way to state %q does not assign it", v.name, v.place.Name)
			x.help = "assign it on every way, or give it a value at the start"
		} else {
			x.message = fmt.Sprintf("$%s has no value here", v.name)
			x.help = r.helpVariable(v)
			if x.help == "" {
				continue
			}
		}
		r.report(x)
	}
}

// helpVariable says where a variable gets its value, if anywhere. It gives "" where
// that is reported already: for an earlier read, or as a name that is not to be
// assigned.
func (r *run) helpVariable(v variableRead) string {
	for i := range r.scopes {
		if !r.flow(i).assigns(v.name) {
			continue
		}
		switch {
		case r.outside(&r.scopes[i], v.place):
			return "a distributed map does not see the variables outside it; pass the value in by ItemSelector"
		case r.scopes[i].States.Get(v.place.Name) == nil:
			return "it is assigned in a branch or an item processor, whose variables end with it; put the value into its output"
		}
		return "it is assigned only later; a state does not see its own Assign"
	}
	if r.unassigned[v.name] || r.misnamed() {
		return ""
	}
	r.unassigned[v.name] = true
	if s := r.suggest(v.name, r.variables); s != "" {
		return fmt.Sprintf("did you mean \"$%s\"?", s)
	}
	return "nothing assigns it"
}

// misnamed tells whether some name is assigned that must not be: one that is none of
// a variable (QS3011), or one of outside (QS3014). It lists all names.
func (r *run) misnamed() bool {
	if r.variables == nil {
		r.variables = []string{}
		for i := range r.scopes {
			for _, name := range r.flow(i).names {
				r.variables = append(r.variables, name)
				r.wrongNames = r.wrongNames || whyNoVariable(name) != "" || r.assignedOutside(i, name)
			}
		}
	}
	return r.wrongNames
}

func (r *run) assignedOutside(scope int, name string) bool {
	outer := r.flow(scope).outer
	return outer != nil && outer.assigns(name)
}

// outside tells whether a scope holds a state from outside a distributed map.
func (r *run) outside(s *scope, p *visit) bool {
	for outer := p.Outer; outer != nil; outer = outer.Outer {
		if s.States.Get(outer.Name) == outer.State {
			return true
		}
	}
	return false
}

// variableReads gives every read of a variable.
func (p *visit) variableReads() iter.Seq[variableRead] {
	return func(yield func(variableRead) bool) {
		for c := range p.read() {
			called := c.calledNames()
			for _, name := range c.expr.Variables() {
				if name != "states" && !called["$"+name] && !yield(variableRead{c.slot.place, c.slot.object, c.path, name}) {
					return
				}
			}
		}
		for _, f := range p.paths {
			if f.use == writes {
				continue // QS3002
			}
			for _, name := range f.parsed.variables() {
				if !yield(variableRead{f.place, f.object, []string{f.name}, name}) {
					return
				}
			}
		}
		for s := range p.eachSlot() {
			if !s.isTemplate() {
				continue
			}
			for _, l := range s.leaves() {
				if !l.dynamic() {
					continue
				}
				for _, name := range l.parsed.variables() {
					if !yield(variableRead{s.place, s.object, l.path, name}) {
						return
					}
				}
			}
		}
	}
}
