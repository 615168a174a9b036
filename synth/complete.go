package synth

import (
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/internal/graph"
)

// complete inserts the states that the language needs and the author did not
// write: an end for what cannot end by itself, and a Pass where no edge can carry
// an assignment.
func (p *plan) complete() {
	p.list()
	p.split()
	p.list()
	p.endings(p.body)
	for {
		p.list()
		p.flow()
		p.uses()
		if p.handsOver() {
			continue // what the children's document is has changed
		}
		if !p.mend() {
			return
		}
	}
}

// endings gives a state to the edges that lead to the end of a scope from where
// the language wants a Next.
func (p *plan) endings(s *scope) {
	if s.entry.to == nil {
		p.insert(s.entry, graph.Pass, "Pass", 0)
	}
	for _, st := range s.states {
		for _, e := range st.edges() {
			if e.to != nil || e.err == nil && st.Kind != graph.Choice {
				continue
			}
			output := e.output
			if !dropsAbsent(e) {
				output = inlined(e, output, len(e.assign))
			}
			done := p.insert(e, graph.Succeed, strings.TrimPrefix(st.Prefix+" Done", " "), len(e.assign))
			done.Input, done.next = output, nil
		}
		for _, b := range st.branches {
			p.endings(b)
		}
	}
}

// inlined puts what an edge sets in the place of the values that it sets.
func inlined(e *edge, x graph.Expr, upto int) graph.Expr {
	return graph.Rewrite(x, func(x graph.Expr) graph.Expr {
		r, ok := x.(*graph.Ref)
		if !ok {
			return x
		}
		for i := upto - 1; i >= 0; i-- {
			if e.assign[i].Value == r.Value {
				return inlined(e, e.assign[i].Expr, i)
			}
		}
		return x
	})
}

// mend inserts states that are missing, at most one at each place, and tells
// whether there were any.
func (p *plan) mend() bool {
	mended := p.mendEntry(p.body)
	for _, s := range p.all {
		for _, b := range s.branches {
			mended = p.mendEntry(b) || mended
		}
		if s.Kind == graph.Raw && p.mendRaw(s) {
			mended = true
			continue
		}
		for _, e := range s.edges() {
			mended = p.mendRandom(e) || p.mendAbsent(e) || mended
		}
		mended = p.fit(s) || mended
	}
	return p.mendRandom(p.body.entry) || p.mendAbsent(p.body.entry) || mended
}

// mendEntry sees to what is set at the entry of a scope, where nothing can be: the
// item of a Map, and names for it, are set by the first state if that can, the rest
// by a Pass.
func (p *plan) mendEntry(s *scope) bool {
	item, first := s.graph.Item, s.entry.to
	var bind []graph.Set
	for _, a := range s.entry.assign {
		switch {
		case !p.variables[a.Value] || p.isBound(a.Value, first):
		case p.isNameOf(a, item) && p.canBind(first):
			bind = append(bind, a)
		default:
			p.insert(s.entry, graph.Pass, "Set "+titled(a.Value.Name), 0)
			return true
		}
	}
	if item != nil && p.variables[item] && len(p.defs[item]) == 0 {
		own := graph.Set{Value: item, Expr: &graph.Ref{Value: item, Position: item.Position}}
		if !p.canBind(first) {
			p.insert(s.entry, graph.Pass, "Set "+titled(item.Name), len(s.entry.assign)).next.assign = []graph.Set{own}
			return true
		}
		bind = append(bind, own)
	}
	bound := false
	for _, e := range first.edges() {
		if e.to != nil && len(bind) > 0 {
			e.assign = append(slices.Clone(bind), e.assign...)
			bound = true
		}
	}
	return bound
}

// isBound tells whether a first state sets a value on its edges.
func (p *plan) isBound(v *graph.Value, first *state) bool {
	return slices.ContainsFunc(p.defs[v], func(d def) bool { return first != nil && d.edge.from == first && v.Source == graph.FromComputed })
}

// isNameOf tells whether what is set is no more than a name for an item.
func (p *plan) isNameOf(a graph.Set, item *graph.Value) bool {
	r, ok := a.Expr.(*graph.Ref)
	return ok && item != nil && r.Value == item && a.Value.Source == graph.FromComputed
}

// canBind tells whether a first state can set the item on all its edges: it is
// entered but once, and has no bodies that may read the item.
func (p *plan) canBind(s *state) bool {
	switch s.Kind {
	case graph.Task, graph.Pass, graph.Wait, graph.Choice:
		return len(s.in) == 1 && (!p.isJSONPath(s) || keepsDocument(place{state: s}))
	}
	return false
}

// mendRaw gives a Raw state its input as the document, and moves what its own
// edge would set to a Pass, as its text is the author's.
func (p *plan) mendRaw(s *state) bool {
	if r, ok := s.Input.(*graph.Ref); !ok || !slices.Contains(s.doc, r.Value) {
		if slices.ContainsFunc(s.in, func(e *edge) bool { return e.to != s }) {
			return false // a state was put before it just now; the next round sees to it
		}
		given := &graph.Value{Source: graph.FromComputed, Name: s.Name + " input", Position: s.Position}
		before := &state{State: graph.State{Kind: graph.Pass, Name: "Before " + s.Name, Made: true, Position: s.Position}, scope: s.scope, gives: given, gift: s.Input}
		before.next = &edge{from: before, scope: s.scope, to: s}
		for _, e := range s.in {
			e.to = before
		}
		s.Input = &graph.Ref{Value: given, Position: s.Position}
		return true
	}
	sets := p.variables[s.Result] && len(p.defs[s.Result]) == 0
	for _, a := range s.next.assign {
		sets = sets || p.variables[a.Value]
	}
	if !sets && (s.next.to != nil || p.natural(s.next)) {
		return false
	}
	after := p.insert(s.next, graph.Pass, "After "+s.Name, 0)
	if p.variables[s.Result] {
		keep := graph.Set{Value: s.Result, Expr: &graph.Ref{Value: s.Result, Position: s.Position}}
		after.next.assign = append([]graph.Set{keep}, after.next.assign...)
	}
	return true
}

// mendRandom splits an edge after a random value that would be written twice, as
// that would be two values.
func (p *plan) mendRandom(e *edge) bool {
	for i, a := range e.assign {
		if graph.Pure(a.Expr) {
			continue
		}
		times := 0
		for j := i + 1; j < len(e.assign); j++ {
			if p.variables[e.assign[j].Value] {
				times += count(e, e.assign[j].Expr, a.Value, j)
			}
		}
		if e.to == nil && e.output != nil {
			times += count(e, e.output, a.Value, len(e.assign))
		}
		if times > 1 || times == 1 && p.variables[a.Value] {
			p.insert(e, graph.Pass, "Set "+titled(a.Value.Name), i+1)
			return true
		}
	}
	return false
}

// count tells how often an expression comes to read a value, through what its
// edge sets as well.
func count(e *edge, x graph.Expr, v *graph.Value, upto int) int {
	times := 0
	graph.Walk(x, func(x graph.Expr) {
		r, ok := x.(*graph.Ref)
		if !ok {
			return
		}
		for i := upto - 1; i >= 0; i-- {
			if e.assign[i].Value != r.Value {
				continue
			}
			if r.Value == v {
				times++
			} else {
				times += count(e, e.assign[i].Expr, v, i)
			}
			return
		}
	})
	return times
}
