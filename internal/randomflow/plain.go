package randomflow

import (
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/dsl"
)

// The functions of this file draw what JSONPath can say.

func (g *gen) plainFunctions(k kind, depth int) (forms []func() *expr) {
	x, y := g.expr(aNumber, depth), g.expr(aNumber, depth)
	switch k {
	case aNumber:
		list := []kind{numbers, texts, records, grid}[g.n(4)]
		of := g.expr(list, depth)
		forms = append(forms, binary(x, y, dsl.AddVal[int], func(a, b int) int { return a + b }), func() *expr {
			return &expr{
				build: func(m *maker) any { return items[list].typed().count(of.build(m)) },
				eval:  func(r *run) any { return len(items[list].typed().unpack(of.eval(r))) },
			}
		})
	case aText:
		as := []kind{aNumber, aText, aFlag, numbers, texts, grid}[g.n(6)]
		of := g.expr(as, depth)
		forms = append(forms, unary(x, dsl.ToText[int], func(n int) string { return written(n) }), func() *expr {
			return &expr{
				build: func(m *maker) any { return as.typed().jsonText(of.build(m)) },
				eval:  func(r *run) any { return string(encode(of.eval(r))) },
			}
		})
		forms = append(forms, g.plainDigests(depth)...)
	case numbers:
		forms = append(forms, func() *expr { return g.projection(depth) }, func() *expr { return g.plainSlice(k, depth) })
		forms = append(forms, g.joinedLists(depth)...)
	case texts, records:
		forms = append(forms, func() *expr { return g.plainSlice(k, depth) })
	case grid:
		forms = append(forms, func() *expr { return g.plainSlice(k, depth) }, func() *expr { return g.partition(depth) })
	}
	if item, ok := items[k]; ok {
		forms = append(forms, func() *expr { return g.concat(k, item, depth) })
	}
	return forms
}

func (g *gen) concat(k, item kind, depth int) *expr {
	x, y, t := g.expr(k, depth), g.expr(k, depth), item.typed()
	return &expr{
		build: func(m *maker) any { return t.concat(x.build(m), y.build(m)) },
		eval:  func(r *run) any { return t.pack(slices.Concat(t.unpack(x.eval(r)), t.unpack(y.eval(r)))) },
	}
}

func (g *gen) plainSlice(k kind, depth int) *expr {
	of, t, from := g.expr(k, depth), items[k].typed(), g.n(3)
	to := from + g.n(3)
	return &expr{
		build: func(m *maker) any { return t.slice(of.build(m), from, to) },
		eval: func(r *run) any {
			all := t.unpack(of.eval(r))
			return t.pack(all[min(from, len(all)):min(to, len(all))])
		},
	}
}

// projection draws a list of a field of records.
func (g *gen) projection(depth int) *expr {
	of := g.expr(records, depth)
	return unary(of, func(v dsl.Val[[]record]) dsl.Val[[]int] {
		return dsl.Each(v, func(r dsl.Val[record]) dsl.Val[int] { return dsl.At(r, &fields.In.X) })
	}, func(all []record) []int {
		made := []int{}
		for _, r := range all {
			made = append(made, r.In.X)
		}
		return made
	})()
}

// plainFilter draws a filter that compares elements with constants.
func (g *gen) plainFilter(k kind, depth int) *expr {
	of, n, word := g.expr(k, depth), g.n(5), []string{"a", "é€😀", "x y"}[g.n(3)]
	if k == numbers {
		return unary(of, func(v dsl.Val[[]int]) dsl.Val[[]int] {
			return dsl.Filter(v, func(i dsl.Val[int]) dsl.Cond { return dsl.And(dsl.Ge(i, n), dsl.Ne(i, 3)) })
		}, func(all []int) []int {
			return append([]int{}, slices.DeleteFunc(slices.Clone(all), func(i int) bool { return i < n || i == 3 })...)
		})()
	}
	return unary(of, func(v dsl.Val[[]record]) dsl.Val[[]record] {
		return dsl.Filter(v, func(r dsl.Val[record]) dsl.Cond {
			return dsl.AnyOf(dsl.Eq(dsl.Or(dsl.AtOpt(r, &fields.Opt), ""), word), dsl.Is(dsl.At(r, &fields.OK)), dsl.Lt(dsl.At(r, &fields.In.X), n), dsl.Eq(dsl.At(r, &fields.Odd), word))
		})
	}, func(all []record) []record {
		return append([]record{}, slices.DeleteFunc(slices.Clone(all), func(r record) bool {
			return !(r.Opt != nil && *r.Opt == word || r.OK || r.In.X < n || r.Odd == word)
		})...)
	})()
}

func (g *gen) plainConditions(x *expr, depth int) []func() *expr {
	word := words[g.n(len(words))]
	part := []string{"a", "", `\`, "*", "'", "é", " "}[g.n(7)]
	return []func() *expr{
		g.entered,
		func() *expr { return g.hasVal(depth) },
		held(x, func(v dsl.Val[string]) dsl.Cond { return dsl.HasText(v, part) }, func(s string) bool { return strings.Contains(s, part) }),
		held(g.expr(texts, depth), func(v dsl.Val[[]string]) dsl.Cond { return dsl.Has(v, word) }, func(all []string) bool { return slices.Contains(all, word) }),
	}
}
