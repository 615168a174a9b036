package synth

import (
	"slices"

	"github.com/quickstep-go/quickstep/internal/graph"
)

// live finds, backwards, where the document is read, so that a state is told to
// put its value out only where somebody wants it.
func (p *plan) live() {
	for _, s := range p.all {
		s.reads, s.live = p.readsDocument(s), false
	}
	p.liveScope(p.body)
}

// prefer has a task's result read through its variable where it has one anyway, and
// where the task then need not put the result out as well, which is a member of its
// answer.
func (p *plan) prefer() {
	kept := map[*state][]*graph.Value{}
	for _, s := range p.all {
		if wrapper(s) != "" && s.next.to != nil && s.next.live {
			kept[s] = p.keeping(s)
		}
	}
	for again := true; again; {
		p.preferred = map[*graph.Value]bool{}
		for _, values := range kept {
			for _, v := range values {
				p.preferred[v] = true
			}
		}
		p.live()
		again = false
		for s := range kept {
			if s.next.live { // somebody needs the document all the same
				delete(kept, s)
				again = true
			}
		}
	}
}

// keeping gives the values whose variables keep the result of a state.
func (p *plan) keeping(s *state) (values []*graph.Value) {
	if v := s.Result; p.variables[v] && len(p.defs[v]) == 0 {
		values = append(values, v)
	}
	for _, a := range s.next.assign {
		if r, ok := a.Expr.(*graph.Ref); ok && r.Value == s.Result && p.variables[a.Value] && len(p.defs[a.Value]) == 1 {
			values = append(values, a.Value)
		}
	}
	return values
}

func (p *plan) liveScope(s *scope) {
	for _, st := range s.states {
		for _, b := range st.branches {
			p.liveScope(b)
		}
	}
	for changed := true; changed; {
		changed = false
		for _, st := range slices.Backward(s.states) {
			if live := p.liveState(st); live && !st.live {
				st.live, changed = true, true
			}
		}
	}
}

func (p *plan) liveState(s *state) bool {
	live := s.reads || s.Kind == graph.Raw
	passes := s.Kind == graph.Choice || s.Kind == graph.Wait || s.Kind == graph.Pass && s.gives == nil
	for _, e := range s.edges() {
		e.live = e.to != nil && e.to.live || e.to == nil && p.natural(e)
		live = live || e.live && passes && e.err == nil
	}
	if s.Kind == graph.Parallel {
		for _, b := range s.branches {
			live = live || b.entry.to.live
		}
	}
	return live
}

// natural tells whether what an edge gives at the end of a scope is the document
// anyway.
func (p *plan) natural(e *edge) bool {
	r, ok := e.output.(*graph.Ref)
	return ok && e.to == nil && e.from != nil && slices.Contains(carried(e, e.from.emits(e)), r.Value)
}

// readsDocument tells whether the text of a state reads $states.input.
func (p *plan) readsDocument(s *state) bool {
	for _, x := range s.own() {
		if p.documentIn(x, place{state: s}) {
			return true
		}
	}
	for _, c := range p.handedBy(s) {
		if p.documentIn(c.expr, place{state: s}) {
			return true
		}
	}
	for _, e := range s.edges() {
		if e.to == nil {
			if e.output != nil && !p.natural(e) && p.documentIn(e.output, place{s, e, len(e.assign)}) {
				return true
			}
			continue
		}
		for i, a := range e.assign {
			if p.variables[a.Value] && p.documentIn(a.Expr, place{s, e, i}) {
				return true
			}
		}
	}
	return false
}

func (p *plan) documentIn(x graph.Expr, at place) bool {
	found := false
	graph.Walk(x, func(x graph.Expr) {
		r, ok := x.(*graph.Ref)
		if !ok || found || r.Value.Source == graph.FromElement {
			return
		}
		switch way, i := p.how(r.Value, at); way {
		case byInline:
			found = p.documentIn(at.edge.assign[i].Expr, place{at.state, at.edge, i})
		case byDocument:
			found = true
		}
	})
	return found
}
