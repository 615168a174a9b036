package randomflow

import "github.com/quickstep-go/quickstep/dsl"

func (g *gen) item(list kind, depth int) *expr {
	of, i, item := g.expr(list, depth), g.n(3), items[list]
	return &expr{
		build: func(m *maker) any { return item.typed().index(of.build(m), i) },
		eval: func(r *run) any {
			if all := item.typed().unpack(of.eval(r)); i < len(all) {
				return all[i]
			}
			return nil
		},
	}
}

// risk is an item that may not be there, which fails the task. It stands in a
// larger expression, as an Or or a Present around it would know what to do.
func (g *gen) risk(list kind, depth int) *expr {
	item := items[list]
	of, none := g.item(list, depth), item.value(g.n, false)
	return &expr{
		build: func(m *maker) any {
			return item.typed().ifElse(dsl.Eq(dsl.Lit(1), 1), of.build(m), item.typed().lit(none))
		},
		eval: func(r *run) any {
			if v := of.eval(r); v != nil {
				return v
			}
			r.absent = true
			return none
		},
	}
}

// itemOfList is an item of a list that is written out.
func (g *gen) itemOfList(k kind, depth int) *expr {
	of := make([]*expr, 1+g.n(3))
	for i := range of {
		of[i] = g.expr(k, depth)
	}
	i := g.n(len(of))
	return &expr{
		build: func(m *maker) any { return k.typed().index(k.typed().list(built(m, of)), i) },
		eval: func(r *run) any {
			var found any
			for j := range of { // a list is made whole before an item is taken
				if v := of[j].eval(r); j == i {
					found = v
				}
			}
			return found
		},
	}
}

func built(m *maker, of []*expr) []any {
	all := make([]any, len(of))
	for i := range of {
		all[i] = of[i].build(m)
	}
	return all
}

func (g *gen) list(k kind, depth int) *expr {
	of, item := make([]*expr, g.n(4)), items[k]
	for i := range of {
		of[i] = g.expr(item, depth)
	}
	return &expr{
		build: func(m *maker) any { return item.typed().list(built(m, of)) },
		eval: func(r *run) any {
			all := make([]any, len(of))
			for i := range of {
				all[i] = of[i].eval(r)
			}
			return item.typed().pack(all)
		},
	}
}

func (g *gen) filter(k kind, depth int) *expr {
	of, item := g.expr(k, depth), items[k]
	inner, id := g.with(item)
	keep := inner.condition(depth)
	return &expr{
		build: func(m *maker) any {
			return item.typed().filter(of.build(m), func(v any) dsl.Cond {
				m.values[id] = v
				return keep.build(m).(dsl.Cond)
			})
		},
		eval: func(r *run) any {
			kept := []any{}
			for _, v := range item.typed().unpack(of.eval(r)) {
				r.env[id] = v
				if keep.eval(r).(bool) {
					kept = append(kept, v)
				}
			}
			return item.typed().pack(kept)
		},
	}
}
