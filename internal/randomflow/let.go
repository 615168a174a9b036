package randomflow

import (
	"context"
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/runner"
)

// let is a dsl.Let or a dsl.Name.
type let struct {
	name  string
	state bool // a Let, which is a state of its own
	kind  kind
	of    *expr
	id    int
}

// let draws a dsl.Let.
func (g *gen) let(int) (stmt, bool) {
	k := g.kind()
	s := &let{name: g.name(), state: true, kind: k, of: g.expr(k, 3)}
	s.id = g.add(k)
	return s, true
}

// named draws a dsl.Name, whose name need not be its own.
func (g *gen) named(int) (stmt, bool) {
	k := g.kind()
	s := &let{name: hints[g.n(len(hints))], kind: k, of: g.expr(k, 3)}
	s.id = g.add(k)
	return s, true
}

func (s *let) build(m *maker, b *dsl.Block) {
	if v := s.of.build(m); s.state {
		m.values[s.id] = s.kind.typed().let(b, s.name, v)
	} else {
		m.values[s.id] = s.kind.typed().name(b, s.name, v)
	}
}

func (of[T]) let(b *dsl.Block, name string, v any) any  { return dsl.Let(b, name, v.(dsl.Val[T])) }
func (of[T]) name(b *dsl.Block, name string, v any) any { return dsl.Name(b, name, v.(dsl.Val[T])) }

func (s *let) run(r *run) signal {
	r.env[s.id] = s.of.eval(r)
	return signal{}
}

// wait is one of the forms of Wait.
type wait struct {
	name string
	form int
	of   *expr
}

// wait draws a Wait.
func (g *gen) wait(int) (stmt, bool) {
	s := &wait{name: g.name(), form: g.n(3)}
	if s.form == 1 {
		s.of = g.constant(aNumber)
		if g.n(2) == 0 {
			s.of = g.or(aNumber, g.given())
		}
	}
	return s, true
}

// given is a number of the workflow's input, which is never negative.
func (g *gen) given() *expr {
	return field(ref(g.input), &fields.Ptr.X, behind(func(p part) any { return p.X }))
}

func (s *wait) build(m *maker, b *dsl.Block) {
	switch s.form {
	case 0:
		dsl.Wait(b, s.name, 3*time.Second)
	case 1:
		dsl.WaitSeconds(b, s.name, get[int](m, s.of))
	case 2:
		dsl.WaitUntil(b, s.name, dsl.ExecutionStart())
	}
}

func (s *wait) run(*run) signal { return signal{} }

// random is a random value that is used twice and must be one value.
type random struct {
	name, task string
	id         int
}

// random draws a UUID and what tells whether it is one.
func (g *gen) random(int) (stmt, bool) {
	s := &random{name: hints[g.n(len(hints))], task: g.name()}
	s.id = g.add(aFlag)
	return s, true
}

type pair struct {
	A string `json:"a"`
	B string `json:"b"`
}

var pairFields = dsl.Fields[pair]()

func (s *random) build(m *maker, b *dsl.Block) {
	id := dsl.Name(b, s.name, dsl.UUID())
	both := dsl.Name(b, s.name, dsl.Build(pair{}, dsl.To(&pairFields.A, id), dsl.To(&pairFields.B, id)))
	m.values[s.id] = dsl.Task(b, s.task, lambda.Declare[pair, bool]("Same").Invoke(), both)
}

func (s *random) run(r *run) signal {
	r.env[s.id] = true
	return signal{}
}

// identical serves the function that tells whether both texts of a pair are one;
// what is no pair it gives back.
func identical(_ context.Context, t *runner.Task) ([]byte, error) {
	var p pair
	if err := t.Decode(&p); err != nil || p.A == "" {
		return t.Input(), nil
	}
	return encode(p.A == p.B && len(p.A) == 36), nil
}

func replaced(text, name string) string {
	return strings.ReplaceAll(text, "%\"", " "+strings.Trim(string(encode(name)), "\"")+"\"")
}
