package synth

import (
	"strconv"

	"github.com/quickstep-go/quickstep/internal/graph"
)

// look is a place that reads a value which another state or edge has set.
type look struct {
	value *graph.Value
	scope *scope
	state *state       // at which the value must be there; nil at the entry of the scope
	by    graph.Origin // what reads it
}

// looks gives all of them, also those in what no text needs, such as a dsl.Let that
// nobody reads: they are mistakes all the same. It goes by what the author wrote,
// before states are inserted.
func (p *plan) looks() []look {
	var list []look
	visit := func(s *scope) {
		outside := &state{scope: s}
		p.lookOn(&list, outside, s.entry)
	}
	visit(p.body)
	for _, s := range p.all {
		by := graph.Origin{As: strconv.Quote(s.Name), At: s.Position}
		for _, x := range s.own() {
			p.look(&list, x, place{state: s}, by)
		}
		for _, e := range s.edges() {
			p.lookOn(&list, s, e)
		}
		for _, b := range s.branches {
			visit(b)
		}
	}
	return list
}

// lookOn adds what an edge reads in what it sets, and in what it gives at the end of
// the scope.
func (p *plan) lookOn(list *[]look, s *state, e *edge) {
	for i, a := range e.assign {
		p.look(list, a.Expr, place{s, e, i}, a.From)
	}
	if e.to == nil && e.output != nil {
		p.look(list, e.output, place{s, e, len(e.assign)}, e.gives)
	}
}

func (p *plan) look(list *[]look, x graph.Expr, at place, by graph.Origin) {
	graph.Walk(x, func(x graph.Expr) {
		r, ok := x.(*graph.Ref)
		if !ok || r.Value.Source == graph.FromElement {
			return
		}
		s := at.state
		if at.edge != nil && at.edge == s.next && r.Value == s.Result {
			return // also of a Raw, whose own text cannot read it
		}
		switch way, _ := p.how(r.Value, at); way {
		case byVariable:
			l := look{value: r.Value, scope: s.scope, by: by}
			if at.edge == nil || at.edge.from != nil {
				l.state = s
			}
			*list = append(*list, l)
		case byCapture:
			p.lookOutside(list, r.Value, s.scope, by)
		}
	})
}

// lookOutside adds what a distributed map reads to hand it to its children.
func (p *plan) lookOutside(list *[]look, v *graph.Value, s *scope, by graph.Origin) {
	owner := s.domain.owner
	for p.homes[v] != owner.scope.domain {
		owner = owner.scope.domain.owner
	}
	if way, _ := p.how(v, place{state: owner}); way == byVariable {
		*list = append(*list, look{v, s, owner, by})
	}
}
