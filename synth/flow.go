package synth

import (
	"slices"

	"github.com/quickstep-go/quickstep/internal/graph"
)

// flow finds, for each state, which values equal the document that flows into
// it: those that do on every way to it. A value that is the document is read as
// $states.input and needs no variable.
func (p *plan) flow() {
	for _, s := range p.all {
		s.doc, s.visited = nil, false
	}
	p.flowScope(p.body, []*graph.Value{p.machine.Input})
}

func (p *plan) flowScope(s *scope, entry []*graph.Value) {
	if s.entry.to == nil {
		return
	}
	for changed := true; changed; {
		changed = false
		for _, st := range s.states {
			if meet(st, s, entry) {
				changed = true
			}
		}
	}
	for _, st := range s.states {
		for _, branch := range st.branches {
			into := st.doc
			if st.Kind == graph.Map {
				into = p.given(branch)
			}
			p.flowScope(branch, into)
		}
	}
}

// meet updates what a state's document is, and tells whether that changed. Ways
// not yet known count as agreeing, so that loops settle on the most that holds.
func meet(st *state, s *scope, entry []*graph.Value) bool {
	var doc []*graph.Value
	known := false
	for _, e := range st.in {
		var out []*graph.Value
		switch {
		case e == s.entry:
			out = carried(e, entry)
		case e.from.visited:
			out = carried(e, e.from.emits(e))
		default:
			continue
		}
		if !known {
			doc, known = out, true
			continue
		}
		doc = slices.DeleteFunc(slices.Clone(doc), func(v *graph.Value) bool { return !slices.Contains(out, v) })
	}
	if !known || st.visited && len(doc) == len(st.doc) {
		return false
	}
	st.doc, st.visited = doc, true
	return true
}

// emits gives the values that equal the document that a state sends along an
// edge, when it lets its natural output through.
func (s *state) emits(e *edge) []*graph.Value {
	switch {
	case e.err != nil:
		return []*graph.Value{e.err}
	case s.gives != nil:
		return []*graph.Value{s.gives}
	case s.Result != nil:
		return []*graph.Value{s.Result}
	}
	return s.doc
}

// carried adds the values that an edge sets to what the document is anyway.
func carried(e *edge, doc []*graph.Value) []*graph.Value {
	shared := true
	for _, a := range e.assign {
		r, ok := a.Expr.(*graph.Ref)
		same := ok && slices.Contains(doc, r.Value)
		at := slices.Index(doc, a.Value)
		if same == (at >= 0) {
			continue
		}
		if shared {
			doc, shared = slices.Clone(doc), false
		}
		if same {
			doc = append(doc, a.Value)
		} else {
			doc = slices.Delete(doc, at, at+1)
		}
	}
	return doc
}
