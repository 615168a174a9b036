package synth

import (
	"fmt"

	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/numset"
)

// assigned checks that each value that is read has been set on every way to where it
// is read: definite assignment, as Go has it for variables. A value that is read too
// early is one mistake, however often it is read.
func (p *plan) assigned() {
	a := &assignment{plan: p, index: map[*graph.Value]int{}, entry: map[*scope]numset.Set{}, at: map[*state]numset.Set{}}
	looks := p.looks()
	for _, l := range looks {
		if _, ok := a.index[l.value]; !ok {
			a.index[l.value] = len(a.index)
		}
	}
	a.scope(p.body, numset.Set{})
	reported := map[*graph.Value]bool{}
	for _, l := range looks {
		if a.known(l).Has(a.index[l.value]) || reported[l.value] {
			continue
		}
		reported[l.value] = true
		p.report(l.by.At, "QS0010", p.unset(l), p.advice(l))
	}
}

func describe(v *graph.Value) string {
	switch v.Source {
	case graph.FromResult:
		return fmt.Sprintf("the result of %q (%s)", v.State.Name, v.Position)
	case graph.FromItem:
		return fmt.Sprintf("the item of %q (%s)", v.State.Name, v.Position)
	case graph.FromError:
		return fmt.Sprintf("the error of %q (%s)", v.State.Name, v.Position)
	}
	return fmt.Sprintf("the value %q (%s)", v.Name, v.Position)
}

func (p *plan) unset(l look) string {
	if p.isForeign(l.value) {
		return fmt.Sprintf("%s belongs to the workflow %q, and is read in %s of another", describe(l.value), l.value.Machine.Name, l.by.As)
	}
	return fmt.Sprintf("%s is read in %s, and may not have been set by then", describe(l.value), l.by.As)
}

func (p *plan) advice(l look) string {
	v := l.value
	switch home := p.setIn(v); {
	case p.isForeign(v):
		return "hand it over in a field of this workflow's input"
	case home == nil || l.scope.isInside(home):
	case v.Source == graph.FromItem:
		return fmt.Sprintf("return what is wanted of it from the body; %q gives the list of what its bodies return", v.State.Name)
	default:
		return "a value of a branch or an iteration leaves it only as what its body returns"
	}
	return "read it only after the state that sets it, on each way; an arm can hand a value on with dsl.Choose"
}

// isForeign tells whether a value is another workflow's. Options given later make
// a new machine of the same body.
func (p *plan) isForeign(v *graph.Value) bool {
	return v.Machine != nil && v.Machine.Body != p.machine.Body
}

// setIn gives the scope in which a value is set, or nil where nothing sets it.
func (p *plan) setIn(v *graph.Value) *graph.Scope {
	switch {
	case v.Source == graph.FromItem:
		return v.State.Branches[0]
	case v.State != nil:
		return v.State.Scope
	case len(p.defs[v]) > 0:
		return p.defs[v][0].edge.scope.graph
	}
	return nil
}

// isInside tells whether a scope is another one, or nested in it.
func (s *scope) isInside(outer *graph.Scope) bool {
	for s.graph != outer {
		if s.owner == nil {
			return false
		}
		s = s.owner.scope
	}
	return true
}

// assignment is the analysis at work: what has been set at the entry of each scope,
// and at each state.
type assignment struct {
	plan  *plan
	index map[*graph.Value]int
	entry map[*scope]numset.Set
	at    map[*state]numset.Set
}

// known is what has been set where something is read.
func (a *assignment) known(l look) numset.Set {
	if l.state == nil {
		return a.entry[l.scope]
	}
	return a.at[l.state]
}

func (a *assignment) scope(s *scope, entry numset.Set) {
	entry = a.with(entry, s.graph.Item)
	a.entry[s] = entry
	for again := true; again; {
		again = false
		for _, st := range s.states {
			if a.meet(st, entry) {
				again = true
			}
		}
	}
	for _, st := range s.states {
		for _, b := range st.branches {
			a.scope(b, a.at[st])
		}
	}
}

// meet notes what has been set on every way to a state, and tells whether that may
// not be the last word: it changed, or where it was not known before, some way is not
// known yet, as in a loop. Ways not yet known count as agreeing.
func (a *assignment) meet(st *state, entry numset.Set) bool {
	var all numset.Set
	first, open := true, false
	for _, e := range st.in {
		before, known := entry, true
		if e.from != nil {
			before, known = a.at[e.from]
		}
		switch {
		case !known:
			open = true
		case first:
			all, first = a.after(e, before), false
		default:
			all = all.And(a.after(e, before))
		}
	}
	if first {
		return false
	}
	last, met := a.at[st]
	a.at[st] = all
	return open || met && !all.Equal(last)
}

// after gives what has been set once an edge is taken.
func (a *assignment) after(e *edge, before numset.Set) numset.Set {
	out := before
	if e.from != nil && e == e.from.next {
		out = a.with(out, e.from.Result)
	}
	out = a.with(out, e.err)
	for _, s := range e.assign {
		out = a.with(out, s.Value)
	}
	return out
}

func (a *assignment) with(b numset.Set, v *graph.Value) numset.Set {
	if v == nil {
		return b
	}
	if i, ok := a.index[v]; ok {
		return b.With(i)
	}
	return b
}
