package randomflow

import (
	"github.com/quickstep-go/quickstep/dsl"
)

// parallel is a dsl.Parallel, or one of its forms with a type for each branch.
type parallel struct {
	name     string
	kind     kind // of the first branch, or of all
	branches []*block
	kinds    []kind // of the branches
	plain    bool
	rules    *rules
	ids      []int
}

// parallel draws branches, of which one may fail: which of two that fail at the
// same moment comes first, nobody promises.
func (g *gen) parallel(depth int) (stmt, bool) {
	s := &parallel{name: g.name(), kind: g.kind(), plain: g.n(3) == 0}
	typed := []kind{s.kind, aRecord, numbers, aText}[:2+g.n(3)]
	if _, ok := lists[s.kind]; s.plain && ok {
		typed = []kind{s.kind, s.kind, s.kind}[:1+g.n(3)]
	} else {
		s.plain = false
	}
	fails := g.n(len(typed))
	for i, k := range typed {
		inner := g.scope(k)
		if i != fails {
			inner.calm, inner.sure = true, true
		}
		s.branches = append(s.branches, inner.block(k, depth))
		s.kinds = append(s.kinds, k)
	}
	s.rules = g.rules(depth)
	if s.plain {
		s.ids = []int{g.add(lists[s.kind])}
		return s, true
	}
	for _, k := range typed {
		s.ids = append(s.ids, g.add(k))
	}
	return s, true
}

func (s *parallel) build(m *maker, b *dsl.Block) { s.kind.typed().parallel(b, s, m) }

func (of[T]) parallel(b *dsl.Block, s *parallel, m *maker) {
	p := s.rules.policy(m)
	if s.plain {
		var branches []func(*dsl.Block) dsl.Val[T]
		for _, branch := range s.branches {
			branches = append(branches, body[T](m, branch))
		}
		m.values[s.ids[0]] = dsl.Parallel(b, s.name, branches, p)
		return
	}
	first, second := body[T](m, s.branches[0]), body[record](m, s.branches[1])
	switch len(s.branches) {
	case 2:
		m.values[s.ids[0]], m.values[s.ids[1]] = pack2(dsl.Parallel2(b, s.name, first, second, p))
	case 3:
		w, x, y := dsl.Parallel3(b, s.name, first, second, body[[]int](m, s.branches[2]), p)
		m.values[s.ids[0]], m.values[s.ids[1]], m.values[s.ids[2]] = w, x, y
	case 4:
		w, x, y, z := dsl.Parallel4(b, s.name, first, second, body[[]int](m, s.branches[2]), body[string](m, s.branches[3]), p)
		m.values[s.ids[0]], m.values[s.ids[1]], m.values[s.ids[2]], m.values[s.ids[3]] = w, x, y, z
	}
}

func pack2[A, B any](a dsl.Val[A], b dsl.Val[B]) (any, any) { return a, b }

func (s *parallel) run(r *run) signal {
	return s.rules.attempts(r, func(int) *dsl.ErrorOutput {
		all := make([]any, len(s.branches))
		var failure *dsl.ErrorOutput
		for i, b := range s.branches {
			v, err := r.scope(b)
			if err != nil {
				failure = err
			}
			all[i] = v
		}
		if failure != nil {
			return failure
		}
		if s.plain {
			r.env[s.ids[0]] = s.kind.typed().pack(all)
			return nil
		}
		for i, id := range s.ids {
			r.env[id] = all[i]
		}
		return nil
	})
}

// mapping is a dsl.Map.
type mapping struct {
	name  string
	kind  kind // what an iteration gives
	item  kind
	items *expr
	body  *block
	one   bool // at a time

	computed bool // that
	rules    *rules
	param    int
	id       int
}

// mapping draws a Map. One whose iterations may fail runs them one by one.
func (g *gen) mapping(depth int) (stmt, bool) {
	gives := []kind{aNumber, aText, aRecord, numbers}
	s := &mapping{name: g.name(), kind: gives[g.n(len(gives))], item: []kind{aNumber, aText, aRecord}[g.n(3)], one: g.n(2) == 0, computed: g.n(2) == 0}
	s.items = g.expr(lists[s.item], 2)
	inner := g.scope(s.kind)
	inner.inner = g.inner
	if !s.one {
		inner.calm, inner.sure, inner.inner = true, true, true
	}
	s.param = inner.add(s.item)
	s.body = inner.block(s.kind, depth)
	s.rules = g.rules(depth)
	s.id = g.add(lists[s.kind])
	return s, true
}

func (s *mapping) build(m *maker, b *dsl.Block) { m.values[s.id] = s.kind.typed().mapping(b, s, m) }

func (of[T]) mapping(b *dsl.Block, s *mapping, m *maker) any {
	switch s.item {
	case aNumber:
		return mapped[int, T](b, s, m)
	case aText:
		return mapped[string, T](b, s, m)
	}
	return mapped[record, T](b, s, m)
}

func mapped[E, T any](b *dsl.Block, s *mapping, m *maker) any {
	o := dsl.MapOptions{Policy: s.rules.policy(m)}
	switch {
	case s.one && s.computed:
		o.MaxConcurrencyVal = dsl.Add(dsl.Lit(0), 1)
	case s.one:
		o.MaxConcurrency = 1
	}
	return dsl.Map(b, s.name, get[[]E](m, s.items), func(b *dsl.Block, item dsl.Val[E]) dsl.Val[T] {
		m.values[s.param] = item
		return body[T](m, s.body)(b)
	}, o)
}

func (s *mapping) run(r *run) signal {
	return s.rules.attempts(r, func(int) *dsl.ErrorOutput {
		all := []any{}
		for _, item := range s.item.typed().unpack(s.items.eval(r)) {
			r.env[s.param] = item
			v, err := r.scope(s.body)
			if err != nil {
				return err
			}
			all = append(all, v)
		}
		r.env[s.id] = s.kind.typed().pack(all)
		return nil
	})
}
