package synth

import (
	"fmt"
	"slices"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/numset"
)

// assigned checks that each value read through a variable has been set on every
// way to where it is read: definite assignment, as Go has it for variables.
func (p *plan) assigned() {
	a := &assignment{plan: p, index: map[*graph.Value]int{}, at: map[*state]numset.Set{}}
	reads := slices.DeleteFunc(append(p.unwritten(), p.reads...), setOnTheWay)
	for _, r := range reads {
		if _, ok := a.index[r.value]; !ok {
			a.index[r.value] = len(a.index)
		}
	}
	a.scope(p.body, numset.Set{})
	type once struct {
		value *graph.Value
		pos   diag.Position
	}
	reported := map[once]bool{}
	for _, r := range reads {
		at := once{r.value, r.pos}
		if a.at[r.at.state].Has(a.index[r.value]) || reported[at] {
			continue
		}
		reported[at] = true
		p.report(p.readAt(r), "QS0010", p.unset(r.value, r.reader()), p.advice(r.value, r.reader()))
	}
}

// setOnTheWay tells whether every edge into the reading state sets what is read, so
// that nothing further back needs to be looked at.
func setOnTheWay(r read) bool {
	in := r.at.state.in
	return len(in) > 0 && !slices.ContainsFunc(in, func(e *edge) bool { return !e.sets(r.value) })
}

func (e *edge) sets(v *graph.Value) bool {
	return e.err == v || e.from != nil && e == e.from.next && e.from.Result == v ||
		slices.ContainsFunc(e.assign, func(a graph.Set) bool { return a.Value == v })
}

// unwritten gives the reads in what no text needs, such as a Let that nobody
// reads: they are mistakes all the same.
func (p *plan) unwritten() []read {
	var reads []read
	for _, s := range p.all {
		for _, e := range s.edges() {
			for i, a := range e.assign {
				if p.variables[a.Value] {
					continue
				}
				graph.Walk(a.Expr, func(x graph.Expr) {
					r, ok := x.(*graph.Ref)
					if !ok || r.Value.Source == graph.FromElement || r.Value == s.Result && e == s.next {
						return // a Raw's result is there, if not for its own text
					}
					at := place{s, e, i}
					switch way, _ := p.how(r.Value, at); way {
					case byVariable:
						reads = append(reads, read{value: r.Value, at: at, pos: r.Position})
					case byCapture:
						reads = p.handedOver(reads, r, s)
					}
				})
			}
		}
	}
	return reads
}

// readAt is where to point for a read: the reading state, as a Val itself has
// the position where it was made.
func (p *plan) readAt(r read) diag.Position {
	if at := r.reader().Position; at != (diag.Position{}) {
		return at
	}
	return r.pos
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

func (p *plan) unset(v *graph.Value, reader *state) string {
	if p.isForeign(v) {
		return fmt.Sprintf("%s belongs to the workflow %q, and is read in %q of another", describe(v), v.Machine.Name, reader.Name)
	}
	return fmt.Sprintf("%s is read in %q, and may not have been set by then", describe(v), reader.Name)
}

func (p *plan) advice(v *graph.Value, reader *state) string {
	switch home := p.setIn(v); {
	case p.isForeign(v):
		return "hand it over in a field of this workflow's input"
	case home == nil || reader.scope.isInside(home):
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

// assignment is the analysis at work: at each state, what has been set.
type assignment struct {
	plan  *plan
	index map[*graph.Value]int
	at    map[*state]numset.Set
}

func (a *assignment) scope(s *scope, entry numset.Set) {
	entry = a.with(entry, s.graph.Item)
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
