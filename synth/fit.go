package synth

import (
	"fmt"
	"slices"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

// fit puts a state where JSONPath cannot say something in its place, or reports
// that it cannot be said, and tells whether it did either.
func (p *plan) fit(s *state) bool {
	if !p.isJSONPath(s) {
		return false
	}
	if u := p.unfitIn(func() { p.tryOwn(s) }); u != nil {
		return p.fitOwn(s, u)
	}
	l := p.language(s)
	for _, e := range s.edges() {
		for i, a := range e.assign {
			if e.to == nil || !p.variables[a.Value] {
				continue
			}
			if u := p.unfitIn(func() { l.payload(&object{}, "", a.Expr, place{s, e, i}) }); u != nil {
				return p.fitEdge(e, i, u)
			}
		}
		if e.to != nil || e.output == nil || p.natural(e) || s.Kind == graph.Choice || e != s.next {
			continue
		}
		if u := p.unfitIn(func() { l.output(&object{}, e.output, place{s, e, len(e.assign)}) }); u != nil {
			return p.fitEdge(e, len(e.assign), u)
		}
	}
	return false
}

func (p *plan) unfitIn(try func()) *unfit {
	p.unfit = nil
	try()
	u := p.unfit
	p.unfit = nil
	return u
}

// tryOwn writes a state's own fields to see whether they can be written.
func (p *plan) tryOwn(s *state) {
	switch s.Kind {
	case graph.Choice:
		for _, r := range s.rules {
			p.language(s).condition(&object{}, r.when, s)
		}
		return
	case graph.Map:
		p.emitWriter(&object{}, s)
	}
	if s.gives != nil {
		p.language(s).output(&object{}, s.gift, place{state: s})
	}
	p.emitOwn(&object{}, s)
}

// fitOwn sees to what is unfit in a state's own fields.
func (p *plan) fitOwn(s *state, u *unfit) bool {
	switch {
	case u.why != "":
		p.refuse(u, s.Position)
		return true
	case u.pass:
		s.Kind, s.next = graph.Pass, &edge{from: s, scope: s.scope, output: s.Input}
		s.Input = nil
		return true
	case slices.ContainsFunc(s.in, func(e *edge) bool { return e.to != s }):
		return false // a state was put before it just now; the next round sees to it
	}
	v := u.value(s.Position)
	s.rewrite(u.replaced(v))
	p.setBefore(s, u, v)
	return true
}

func (p *plan) refuse(u *unfit, at diag.Position) {
	if own := graph.PositionOf(u.expr); !own.IsZero() {
		at = own
	}
	help := "leave out dsl.JSONPath()"
	if u.help != "" {
		help = u.help + ", or " + help
	}
	p.refused[u.expr] = true
	p.report(at, "QS0030", "JSONPath cannot say "+u.why, help)
}

func (u *unfit) value(at diag.Position) *graph.Value {
	return &graph.Value{Source: graph.FromComputed, Name: u.hint, Position: at}
}

// replaced gives the rewriting that puts a value in the place of what is unfit.
func (u *unfit) replaced(v *graph.Value) func(graph.Expr) graph.Expr {
	var read graph.Expr = &graph.Ref{Value: v, Position: v.Position}
	if u.with != nil {
		read = u.with(read)
	}
	return func(x graph.Expr) graph.Expr {
		return graph.Rewrite(x, func(x graph.Expr) graph.Expr {
			if x == u.expr {
				return read
			}
			return x
		})
	}
}

// setBefore puts a state before another that sets a value.
func (p *plan) setBefore(s *state, u *unfit, v *graph.Value) {
	made := &state{State: graph.State{Kind: graph.Pass, Made: true, Position: s.Position}, scope: s.scope}
	made.next = &edge{from: made, scope: s.scope, to: s}
	for _, e := range s.in {
		e.to = made
	}
	u.setOn(made, v)
	made.Name = fmt.Sprintf("%s: %s", s.Name, made.Name)
}

// setOn makes a state set the value on its way on: a Pass, or for what may be
// absent and for one of two a Choice.
func (u *unfit) setOn(s *state, v *graph.Value) {
	s.Name = u.title
	if s.Name == "" {
		s.Name = "Set " + titled(u.hint)
	}
	set := func(x graph.Expr) []graph.Set { return []graph.Set{{Value: v, Expr: x}} }
	op, ok := u.set.(*graph.Apply)
	var when, then, otherwise graph.Expr
	switch {
	case ok && op.Op == graph.Default:
		s.Name = "Has " + titled(u.hint) + "?"
		when, then, otherwise = &graph.Apply{Op: graph.Present, Args: op.Args[:1], Position: op.Position}, op.Args[0], op.Args[1]
	case ok && op.Op == graph.Choose:
		if u.title == "" {
			s.Name = "Which " + titled(u.hint) + "?"
		}
		when, then, otherwise = op.Args[0], op.Args[1], op.Args[2]
	default:
		s.next.assign = set(u.set)
		return
	}
	s.Kind = graph.Choice
	s.next.assign = set(otherwise)
	e := &edge{from: s, scope: s.scope, assign: set(then), to: s.next.to}
	s.rules = []*rule{{when: when, edge: e}}
	e.to.in = append(e.to.in, e)
}

// fitEdge sees to what is unfit in what an edge sets, or at its end puts out.
func (p *plan) fitEdge(e *edge, i int, u *unfit) bool {
	switch {
	case u.why != "":
		p.refuse(u, p.near(e))
		return true
	case u.pass:
		p.insert(e, graph.Pass, "Done", len(e.assign))
		return true
	case u.at.upto != i || u.through: // it comes from what the same edge sets
		name := "Done"
		if i < len(e.assign) {
			name = "Set " + titled(e.assign[i].Value.Name)
		}
		p.insert(e, graph.Pass, name, i)
		return true
	}
	v := u.value(p.near(e))
	if s := e.from; s.Made && i == 0 && s.Kind == graph.Pass && u.isWhole(e, i) {
		v = e.assign[0].Value
		if len(e.assign) > 1 || e.to == nil {
			p.insert(e, graph.Pass, "Done", 1)
		}
		u.setOn(s, v)
		return true
	}
	if s := e.from; s.Kind == graph.Pass && s.gives == nil && !readsSet(u.set, e.assign[:i]) {
		if slices.ContainsFunc(s.in, func(in *edge) bool { return in.to != s }) {
			return false
		}
		e.replace(i, u.replaced(v))
		p.setBefore(s, u, v)
		return true
	}
	p.setAfter(e, i, u, v)
	return true
}

// isWhole tells whether what is unfit is all that an edge sets a value to.
func (u *unfit) isWhole(e *edge, i int) bool {
	return i < len(e.assign) && e.assign[i].Expr == u.expr && u.with == nil
}

// setAfter lets an edge set a value before it goes on with its assignment i.
func (p *plan) setAfter(e *edge, i int, u *unfit, v *graph.Value) {
	whole := u.isWhole(e, i)
	if whole {
		v = e.assign[i].Value
	} else {
		e.replace(i, u.replaced(v))
	}
	made := p.insert(e, graph.Pass, "", i)
	rest := made.next.assign
	if whole {
		rest = rest[1:]
	}
	if len(rest) > 0 || made.next.to == nil {
		name := "Done"
		if len(rest) > 0 {
			name = "Set " + titled(rest[0].Value.Name)
		}
		made.next.assign = rest
		p.insert(made.next, graph.Pass, name, 0)
	}
	u.setOn(made, v)
	if made.Kind == graph.Pass { // the edge can set it itself
		e.assign = append(e.assign[:len(e.assign):len(e.assign)], made.next.assign...)
		e.to, e.output = made.next.to, made.next.output
	}
}

// replace rewrites what an edge sets from i on, or puts out.
func (e *edge) replace(i int, with func(graph.Expr) graph.Expr) {
	e.assign = slices.Clone(e.assign)
	for j := i; j < len(e.assign); j++ {
		e.assign[j].Expr = with(e.assign[j].Expr)
	}
	if e.output != nil {
		e.output = with(e.output)
	}
}

// readsSet tells whether an expression reads one of the values that are set.
func readsSet(x graph.Expr, sets []graph.Set) bool {
	found := false
	graph.Walk(x, func(x graph.Expr) {
		if r, ok := x.(*graph.Ref); ok && slices.ContainsFunc(sets, func(s graph.Set) bool { return s.Value == r.Value }) {
			found = true
		}
	})
	return found
}
