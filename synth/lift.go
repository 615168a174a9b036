package synth

import (
	"fmt"
	"slices"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

// unfit is what cannot stand where it does in JSONPath.
type unfit struct {
	expr    graph.Expr
	at      place
	set     graph.Expr                  // what a state before can set
	with    func(graph.Expr) graph.Expr // what reads that, in the place of expr; nil is the value itself
	hint    string                      // the name of the value
	title   string                      // the name of the state; "" is one by the hint
	through bool                        // set is read through what the same edge sets
	pass    bool                        // a Pass can stand where a Succeed does, or after a Wait
	why     string                      // what JSONPath cannot say, where nothing can be done
	help    string                      // another way
}

// note keeps the first that is unfit. Where something else than a path is
// written for it does not matter, as that text is never used.
func (w *pathWriter) note(u *unfit) string {
	if w.unfit == nil && !w.refused[u.expr] {
		switch {
		case u.set == nil:
		case w.sometimes && mayFail(u.set):
			u.why = "this part of a condition: it may fail, and would be computed before even where it is not asked for"
			u.help = "compute it with a dsl.Let where it is sure to succeed"
		case readsOwn(u.set):
			u.why = "what only the state itself has inside of this: a state before would compute it"
			u.help = "write it by itself"
		}
		w.unfit = u
	}
	return "$"
}

// lift notes what a state before can compute.
func (w *pathWriter) lift(x graph.Expr, at place) string {
	known, inner := w.resolve(x, at)
	return w.note(&unfit{expr: x, at: at, set: known, through: inner != at, hint: hintOf(x)})
}

// liftBase notes what keeps an expression from being a path: what its selections
// begin with, or all of it.
func (w *pathWriter) liftBase(x graph.Expr, at place) string {
	known, inner := w.resolve(x, at)
	switch known := known.(type) {
	case *graph.Field:
		return w.liftBase(known.Of, inner)
	case *graph.Index:
		return w.liftBase(known.Of, inner)
	}
	return w.lift(x, at)
}

// refuse notes what JSONPath cannot say.
func (w *pathWriter) refuse(x graph.Expr, at place, why, help string) string {
	return w.note(&unfit{expr: x, at: at, why: why, help: help})
}

// needPass notes an output that only a Pass can have.
func (w *pathWriter) needPass(x graph.Expr, at place) {
	w.note(&unfit{expr: x, at: at, pass: true})
}

// hintOf names what an expression gives.
func hintOf(x graph.Expr) string {
	switch x := x.(type) {
	case *graph.Ref:
		return x.Value.Name
	case *graph.Field:
		return x.Name
	case *graph.Filter:
		return "kept"
	case *graph.Format:
		return "text"
	case *graph.List, *graph.Each:
		return "list"
	case *graph.Apply:
		switch x.Op {
		case graph.Default:
			if name := hintOf(x.Args[0]); name != "value" {
				return name
			}
		case graph.Choose:
			return "chosen"
		case graph.ParseJSON:
			return "parsed"
		case graph.Count:
			return "count"
		case graph.SplitAny:
			return "parts"
		case graph.Add:
			return "sum"
		}
	case *graph.Index:
		return hintOf(x.Of)
	}
	return "value"
}

// mayFail tells whether computing an expression early could fail where it would
// not be computed at all.
func mayFail(x graph.Expr) bool {
	switch x := x.(type) {
	case *graph.Index:
		return !x.Sure || mayFail(x.Of)
	case *graph.Field:
		return x.Optional || mayFail(x.Of)
	case *graph.Apply:
		switch x.Op {
		case graph.Default, graph.Present:
			return false
		case graph.ParseJSON, graph.FromBase64, graph.ToNumber:
			return true
		}
	}
	return slices.ContainsFunc(graph.Children(x), mayFail)
}

// readsOwn tells whether an expression reads what each state has of its own: its
// name, its retries, its task token.
func readsOwn(x graph.Expr) bool {
	found := false
	graph.Walk(x, func(x graph.Expr) {
		switch x := x.(type) {
		case *graph.Apply:
			found = found || x.Op == graph.Context && x.Path[0] == "State" && x.Path[1] != "EnteredTime"
		case *graph.Ref:
			found = found || x.Value.Source == graph.FromToken
		}
	})
	return found
}

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
	if own := positionOf(u.expr); own != (diag.Position{}) {
		at = own
	}
	help := "leave out dsl.JSONPath()"
	if u.help != "" {
		help = u.help + ", or " + help
	}
	p.refused[u.expr] = true
	message := "JSONPath cannot say " + u.why
	if !slices.ContainsFunc(p.found, func(d diag.Diagnostic) bool { return d.Position == at && d.Message == message }) {
		p.report(at, "QS0030", message, help) // once, though what is around it may have been made anew
	}
}

func positionOf(x graph.Expr) diag.Position {
	switch x := x.(type) {
	case *graph.Apply:
		return x.Position
	case *graph.Filter:
		return x.Position
	case *graph.Each:
		return x.Position
	case *graph.Code:
		return x.Position
	}
	return diag.Position{}
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
		s.Name = "Set " + u.hint
	}
	set := func(x graph.Expr) []graph.Set { return []graph.Set{{Value: v, Expr: x}} }
	op, ok := u.set.(*graph.Apply)
	var when, then, otherwise graph.Expr
	switch {
	case ok && op.Op == graph.Default:
		s.Name = "Has " + u.hint + "?"
		when, then, otherwise = &graph.Apply{Op: graph.Present, Args: op.Args[:1], Position: op.Position}, op.Args[0], op.Args[1]
	case ok && op.Op == graph.Choose:
		s.Name = "Which " + u.hint + "?"
		when, then, otherwise = op.Args[0], op.Args[1], op.Args[2]
	default:
		s.next.assign = set(u.set)
		return
	}
	s.Kind = graph.Choice
	s.next.assign = set(otherwise)
	e := &edge{from: s, scope: s.scope, assign: set(then), to: s.next.to}
	s.rules = []*rule{{when, e}}
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
			name = "Set " + e.assign[i].Value.Name
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
			name = "Set " + rest[0].Value.Name
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

// rewrite changes the expressions in a state's own fields. What is behind a
// pointer is copied first, as it is the graph's.
func (s *state) rewrite(with func(graph.Expr) graph.Expr) {
	change := func(x *graph.Expr) {
		if *x != nil {
			*x = with(*x)
		}
	}
	for _, x := range []*graph.Expr{&s.Input, &s.TimeoutVal, &s.HeartbeatVal, &s.Seconds, &s.Timestamp, &s.Error, &s.Cause, &s.gift, &s.MaxConcurrency} {
		change(x)
	}
	for _, r := range s.rules {
		change(&r.when)
	}
	if s.Call != nil && s.Call.Role != nil {
		own := *s.Call
		s.Call = &own
		change(&own.Role)
	}
	if s.Distributed != nil {
		d := *s.Distributed
		s.Distributed = &d
		rewriteDistributed(&d, change)
	}
}

func rewriteDistributed(d *graph.Distributed, change func(*graph.Expr)) {
	for _, x := range []*graph.Expr{&d.Item, &d.Failures.Count, &d.Failures.Percentage} {
		change(x)
	}
	if d.Batch != nil {
		own := *d.Batch
		d.Batch = &own
		change(&own.MaxItems)
		change(&own.MaxBytes)
	}
	transfer := func(t **graph.Transfer) {
		if *t == nil {
			return
		}
		own := **t
		own.Arguments, own.Config = slices.Clone(own.Arguments), slices.Clone(own.Config)
		for _, list := range [][]graph.Member{own.Arguments, own.Config} {
			for i := range list {
				change(&list[i].Expr)
			}
		}
		*t = &own
	}
	transfer(&d.Reader)
	transfer(&d.Writer)
}
