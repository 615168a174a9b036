package randomflow

import (
	"cmp"

	"github.com/quickstep-go/quickstep/dsl"
)

// condition draws a condition.
func (g *gen) condition(depth int) *expr {
	forms := []func() *expr{
		func() *expr { return compared[int](g, aNumber, depth) },
		func() *expr { return compared[string](g, aText, depth) },
		func() *expr { return g.is(depth) },
		func() *expr { return g.present(depth) },
	}
	if depth > 0 {
		forms = append(forms, func() *expr { return g.joined(depth - 1) }, func() *expr { return g.not(depth - 1) })
		forms = append(forms, g.textConditions(depth-1)...)
	}
	return forms[g.n(len(forms))]()
}

// compared draws one of the comparisons, with a constant or with another value.
func compared[T cmp.Ordered](g *gen, k kind, depth int) *expr {
	left := g.expr(k, depth)
	c := k.value(g.n, false).(T)
	with := func(build func(dsl.Val[T], T) dsl.Cond, holds func(int) bool) *expr {
		return &expr{
			build: func(m *maker) any { return build(get[T](m, left), c) },
			eval:  func(r *run) any { return holds(cmp.Compare(left.eval(r).(T), c)) },
		}
	}
	switch g.n(8) {
	case 0:
		return with(dsl.Eq[T], func(sign int) bool { return sign == 0 })
	case 1:
		return with(dsl.Ne[T], func(sign int) bool { return sign != 0 })
	case 2:
		return with(dsl.Lt[T], func(sign int) bool { return sign < 0 })
	case 3:
		return with(dsl.Le[T], func(sign int) bool { return sign <= 0 })
	case 4:
		return with(dsl.Gt[T], func(sign int) bool { return sign > 0 })
	case 5:
		return with(dsl.Ge[T], func(sign int) bool { return sign >= 0 })
	}
	right := g.expr(k, depth)
	build, holds := dsl.EqVal[T], func(sign int) bool { return sign == 0 }
	if g.n(2) == 0 {
		build, holds = dsl.LtVal[T], func(sign int) bool { return sign < 0 }
	}
	return &expr{
		build: func(m *maker) any { return build(get[T](m, left), get[T](m, right)) },
		eval:  func(r *run) any { return holds(cmp.Compare(left.eval(r).(T), right.eval(r).(T))) },
	}
}

func (g *gen) is(depth int) *expr {
	of := g.expr(aFlag, depth)
	return &expr{
		build: func(m *maker) any { return dsl.Is(get[bool](m, of)) },
		eval:  of.eval,
	}
}

func (g *gen) present(depth int) *expr {
	k, of := aText, g.optional(depth)
	if g.n(2) == 0 {
		k = []kind{aNumber, aText, aRecord, numbers}[g.n(4)]
		of = g.item(lists[k], depth)
	}
	return &expr{
		build: func(m *maker) any { return k.typed().present(of.build(m)) },
		eval:  func(r *run) any { return of.eval(r) != nil },
	}
}

func (g *gen) joined(depth int) *expr {
	all := make([]*expr, 1+g.n(3))
	for i := range all {
		all[i] = g.condition(depth)
	}
	join, end := dsl.And, false // the first that is so decides
	if g.n(2) == 0 {
		join, end = dsl.AnyOf, true
	}
	return &expr{
		build: func(m *maker) any { return join(conds(m, all)...) },
		eval: func(r *run) any {
			for _, c := range all {
				if c.eval(r).(bool) == end {
					return end
				}
			}
			return !end
		},
	}
}

func conds(m *maker, all []*expr) []dsl.Cond {
	made := make([]dsl.Cond, len(all))
	for i := range all {
		made[i] = all[i].build(m).(dsl.Cond)
	}
	return made
}

func (g *gen) not(depth int) *expr {
	of := g.condition(depth)
	return &expr{
		build: func(m *maker) any { return dsl.Not(of.build(m).(dsl.Cond)) },
		eval:  func(r *run) any { return !of.eval(r).(bool) },
	}
}
