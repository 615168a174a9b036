package randomflow

import (
	"context"
	"slices"
	"sync"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/runner"
)

// rounds is the number below which a loop may go round again.
const rounds = 3

// loop is a dsl.Loop, which carries a number or a record with one.
type loop struct {
	name  string
	kind  kind // what it gives
	state kind // what it carries
	first *expr
	body  *block
	param int
	to    int
	id    int
}

// loop draws a loop.
func (g *gen) loop(depth int) (stmt, bool) {
	s := &loop{name: hints[g.n(len(hints))], kind: g.kind(), state: []kind{aNumber, aRecord}[g.n(2)], to: g.next()}
	s.first = g.expr(s.state, 1)
	inner, param := g.with(s.state)
	s.param = param
	counter := ref(param)
	if s.state == aRecord {
		counter = field(counter, &fields.N, func(r record) any { return r.N })
	}
	inner.loops = append(inner.loops[:len(inner.loops):len(inner.loops)], target{s.to, s.state, counter})
	s.body = inner.block(s.kind, depth)
	if g.n(4) != 0 { // or few loops would go round
		again, _ := inner.round(0)
		s.body.stmts = slices.Insert(s.body.stmts, 0, again)
	}
	s.id = g.add(s.kind)
	return s, s.body.live()
}

func (s *loop) build(m *maker, b *dsl.Block) { m.values[s.id] = s.kind.typed().loop(b, s, m) }

func (of[T]) loop(b *dsl.Block, s *loop, m *maker) any {
	if s.state == aNumber {
		return looped[int, T](b, s, m)
	}
	return looped[record, T](b, s, m)
}

func looped[S, T any](b *dsl.Block, s *loop, m *maker) any {
	return dsl.Loop(b, s.name, get[S](m, s.first), func(b *dsl.Block, v dsl.Val[S], again func(*dsl.Block, dsl.Val[S])) dsl.Val[T] {
		m.values[s.param], m.jumps[s.to] = v, again
		return body[T](m, s.body)(b)
	})
}

func (s *loop) run(r *run) signal {
	v := s.first.eval(r)
	for {
		r.env[s.param] = v
		given, sig := r.block(s.body)
		if sig.how == round && sig.to == s.to {
			v = sig.value
			continue
		}
		r.env[s.id] = given
		return sig
	}
}

// another goes round a loop again, where its counter allows.
type another struct {
	name string
	when *expr // nil for always
	to   target
	next *expr
	do   *block // nil for nothing
}

// round draws an If that goes back to a loop.
func (g *gen) round(depth int) (stmt, bool) {
	loop := g.loops[g.n(len(g.loops))]
	s := &another{name: g.name(), to: loop}
	if g.n(2) == 0 {
		s.when = g.condition(1)
	}
	inner := *g
	if depth > 0 && g.n(2) == 0 {
		s.do = inner.block(aNumber, depth)
		if !s.do.live() {
			return s, true
		}
	}
	n := loop.counter
	count := &expr{
		build: func(m *maker) any { return dsl.Add(get[int](m, n), 1) },
		eval:  func(r *run) any { return n.eval(r).(int) + 1 },
	}
	s.next = count
	if loop.kind == aRecord {
		constants := aRecord.value(g.n, true).(record)
		s.next = build(constants, []filled[record]{
			counted(count), to(inner.expr(aText, 2), &fields.S, func(r *record) *string { return &r.S }),
		})
	}
	return s, true
}

func counted(of *expr) filled[record] {
	return to(of, &fields.N, func(r *record) *int { return &r.N })
}

func (s *another) build(m *maker, b *dsl.Block) {
	c := dsl.Lt(get[int](m, s.to.counter), rounds)
	if s.when != nil {
		c = dsl.And(c, s.when.build(m).(dsl.Cond))
	}
	dsl.If(b, s.name, c, func(b *dsl.Block) {
		if s.do != nil {
			quiet(m, s.do)(b)
		}
		if s.next != nil {
			s.to.kind.typed().again(b, m.jumps[s.to.id], s.next.build(m))
		}
	})
}

func (of[T]) again(b *dsl.Block, to, v any) {
	to.(func(*dsl.Block, dsl.Val[T]))(b, v.(dsl.Val[T]))
}

func (s *another) run(r *run) signal {
	if s.to.counter.eval(r).(int) >= rounds || s.when != nil && !s.when.eval(r).(bool) {
		return signal{}
	}
	if s.do != nil {
		if _, sig := r.block(s.do); sig.how != onward {
			return sig
		}
	}
	return signal{how: round, to: s.to.id, value: s.next.eval(r)}
}

// repeat is a dsl.Repeat, which a task that counts its calls ends.
type repeat struct {
	kind       kind
	tick, name string
	do         *block
	body       *block
	id         int
}

// repeat draws a Repeat. It stands in no branch and no iteration, where others
// would count at the same time.
func (g *gen) repeat(depth int) (stmt, bool) {
	s := &repeat{kind: g.kind(), tick: g.name(), name: g.name()}
	inner := *g
	s.do = inner.block(aNumber, depth)
	s.body = inner.block(s.kind, depth)
	s.id = g.add(s.kind)
	return s, s.body.live()
}

func (s *repeat) build(m *maker, b *dsl.Block) { m.values[s.id] = s.kind.typed().repeat(b, s, m) }

func (of[T]) repeat(b *dsl.Block, s *repeat, m *maker) any {
	return dsl.Repeat(b, func(b *dsl.Block, again func(*dsl.Block)) dsl.Val[T] {
		n := dsl.Task(b, s.tick, lambda.Declare[string, int]("Tick").Invoke(), dsl.Lit(s.tick))
		dsl.If(b, s.name, dsl.Ne(n, 0), func(b *dsl.Block) {
			quiet(m, s.do)(b)
			if s.do.live() {
				again(b)
			}
		})
		return body[T](m, s.body)(b)
	})
}

func (s *repeat) run(r *run) signal {
	for {
		r.ticks[s.tick]++
		if r.ticks[s.tick]%rounds == 0 {
			v, sig := r.block(s.body)
			r.env[s.id] = v
			return sig
		}
		if _, sig := r.block(s.do); sig.how != onward {
			return sig
		}
	}
}

// ticking serves the function that counts its calls, by its input.
func ticking() runner.Service {
	var mu sync.Mutex
	calls := map[string]int{}
	return runner.ServiceFunc(func(_ context.Context, t *runner.Task) ([]byte, error) {
		mu.Lock()
		defer mu.Unlock()
		key := string(t.Input())
		calls[key]++
		return encode(calls[key] % rounds), nil
	})
}
