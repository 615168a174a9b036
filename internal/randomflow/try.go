package randomflow

import "github.com/quickstep-go/quickstep/dsl"

// try is a dsl.Try.
type try struct {
	name   string
	kind   kind
	body   *block
	handle *block
	on     []dsl.ErrorName
	error  int
	id     int
}

// try draws a Try, for all errors or for some.
func (g *gen) try(depth int) (stmt, bool) {
	s := &try{name: hints[g.n(len(hints))], kind: g.kind()}
	if g.n(2) == 0 {
		s.on = g.errors()
	}
	inner := *g
	inner.tries = true
	if s.on == nil {
		inner.calm = false
	}
	s.body = inner.block(s.kind, depth)
	handler, id := g.with(anError)
	s.error = id
	s.handle = handler.block(s.kind, depth)
	s.id = g.add(s.kind)
	return s, s.body.live() || s.handle.live()
}

func (s *try) build(m *maker, b *dsl.Block) { m.values[s.id] = s.kind.typed().try(b, s, m) }

func (of[T]) try(b *dsl.Block, s *try, m *maker) any {
	return dsl.Try(b, s.name, body[T](m, s.body), func(b *dsl.Block, e dsl.Val[dsl.ErrorOutput]) dsl.Val[T] {
		m.values[s.error] = e
		return body[T](m, s.handle)(b)
	}, s.on...)
}

func (s *try) run(r *run) signal {
	v, sig := r.block(s.body)
	if sig.how == thrown || sig.how == raised && (s.on == nil || handles(s.on, sig.err.Error)) {
		r.env[s.error] = sig.err
		v, sig = r.block(s.handle)
	}
	r.env[s.id] = v
	return sig
}

// shared is a dsl.Shared.
type shared struct {
	name  string
	kind  kind // what it is given
	body  *block
	param int
	id    int
}

// shared draws a block that others jump to.
func (g *gen) shared(depth int) (stmt, bool) {
	s := &shared{name: hints[g.n(len(hints))], kind: g.kind(), id: g.next()}
	inner, param := g.with(s.kind)
	s.param = param
	s.body = inner.block(aNumber, depth)
	if s.body.live() {
		end := inner.ending()
		if end == nil {
			end = inner.succeed()
		}
		s.body = &block{stmts: append(s.body.stmts, end)}
	}
	g.ends = append(g.ends[:len(g.ends):len(g.ends)], target{id: s.id, kind: s.kind})
	return s, true
}

func (s *shared) build(m *maker, b *dsl.Block) { m.jumps[s.id] = s.kind.typed().shared(b, s, m) }

func (of[T]) shared(b *dsl.Block, s *shared, m *maker) any {
	return dsl.Shared(b, s.name, func(b *dsl.Block, v dsl.Val[T]) {
		m.values[s.param] = v
		quiet(m, s.body)(b)
	})
}

func (s *shared) run(*run) signal { return signal{} }
