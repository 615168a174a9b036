package randomflow

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/quickstep-go/quickstep/dsl"
)

// derived are the generic functions of dsl that make a value of values.
type derived interface {
	ifElse(c dsl.Cond, a, b any) any
	each(list any, from kind, to func(any) any) any
	slice(list any, from, to int) any
	concat(a, b any) any
	reverse(list any) any
	count(list any) dsl.Val[int]
	jsonText(v any) dsl.Val[string]
}

func (of[T]) ifElse(c dsl.Cond, a, b any) any {
	return dsl.IfElse(c, a.(dsl.Val[T]), b.(dsl.Val[T]))
}

func (of[T]) each(list any, from kind, to func(any) any) any {
	switch from {
	case aNumber:
		return each[int, T](list, to)
	case aText:
		return each[string, T](list, to)
	case numbers:
		return each[[]int, T](list, to)
	}
	return each[record, T](list, to)
}

func each[T, R any](list any, to func(any) any) any {
	return dsl.Each(list.(dsl.Val[[]T]), func(v dsl.Val[T]) dsl.Val[R] { return to(v).(dsl.Val[R]) })
}

func (of[T]) slice(list any, from, to int) any { return dsl.Slice(list.(dsl.Val[[]T]), from, to) }
func (of[T]) concat(a, b any) any              { return dsl.Concat(a.(dsl.Val[[]T]), b.(dsl.Val[[]T])) }
func (of[T]) reverse(list any) any             { return dsl.Reverse(list.(dsl.Val[[]T])) }
func (of[T]) count(list any) dsl.Val[int]      { return dsl.Count(list.(dsl.Val[[]T])) }
func (of[T]) jsonText(v any) dsl.Val[string]   { return dsl.JSONText(v.(dsl.Val[T])) }

// functions draw what is made of other values by a function.
func (g *gen) functions(k kind, depth int) []func() *expr {
	forms := []func() *expr{func() *expr { return g.ifElse(k, depth) }}
	switch k {
	case aNumber:
		forms = append(forms, g.members(depth)...)
	case aMap:
		forms = append(forms, g.mapFunctions(depth)...)
	}
	if g.plain {
		return append(forms, g.plainFunctions(k, depth)...)
	}
	if item, ok := items[k]; ok {
		forms = append(forms, g.listFunctions(k, item, depth)...)
	}
	switch k {
	case aNumber:
		forms = append(forms, g.numberFunctions(depth)...)
		forms = append(forms, g.fractions(depth)...)
	case aText:
		forms = append(forms, g.textFunctions(depth)...)
		forms = append(forms, g.digests(depth)...)
		forms = append(forms, g.moment)
	}
	return forms
}

func (g *gen) ifElse(k kind, depth int) *expr {
	c, a, b := g.condition(depth), g.expr(k, depth), g.expr(k, depth)
	return &expr{
		build: func(m *maker) any {
			return k.typed().ifElse(c.build(m).(dsl.Cond), a.build(m), b.build(m))
		},
		eval: func(r *run) any {
			if c.eval(r).(bool) {
				return a.eval(r)
			}
			return b.eval(r)
		},
	}
}

// unary is a function of one value.
func unary[A, B any](of *expr, build func(dsl.Val[A]) dsl.Val[B], eval func(A) B) func() *expr {
	return func() *expr {
		return &expr{
			build: func(m *maker) any { return build(get[A](m, of)) },
			eval:  func(r *run) any { return eval(of.eval(r).(A)) },
		}
	}
}

// binary is a function of two values.
func binary[A, B, C any](x, y *expr, build func(dsl.Val[A], dsl.Val[B]) dsl.Val[C], eval func(A, B) C) func() *expr {
	return func() *expr {
		return &expr{
			build: func(m *maker) any { return build(get[A](m, x), get[B](m, y)) },
			eval:  func(r *run) any { return eval(x.eval(r).(A), y.eval(r).(B)) },
		}
	}
}

func (g *gen) numberFunctions(depth int) []func() *expr {
	x, y, n := g.expr(aNumber, depth), g.expr(aNumber, depth), g.n(5)-2
	list := []kind{numbers, texts, records, grid}[g.n(4)]
	of := g.expr(list, depth)
	return []func() *expr{
		binary(x, y, dsl.AddVal[int], func(a, b int) int { return a + b }),
		binary(x, y, dsl.SubVal[int], func(a, b int) int { return a - b }),
		unary(x, func(v dsl.Val[int]) dsl.Val[int] { return dsl.Mul(v, n) }, func(a int) int { return a * n }),
		unary(x, func(v dsl.Val[int]) dsl.Val[int] { return dsl.Mod(v, 2) }, func(a int) int { return a % 2 }),
		unary(x, func(v dsl.Val[int]) dsl.Val[int] { return dsl.Floor(dsl.Div(v, 2)) }, func(a int) int { return a >> 1 }),
		unary(x, dsl.Abs[int], func(a int) int { return max(a, -a) }),
		unary(g.expr(numbers, depth), dsl.Sum[int], func(all []int) (sum int) {
			for _, n := range all {
				sum += n
			}
			return sum
		}),
		unary(g.expr(aText, depth), dsl.Length, utf8.RuneCountInString),
		func() *expr {
			return &expr{
				build: func(m *maker) any { return items[list].typed().count(of.build(m)) },
				eval:  func(r *run) any { return len(items[list].typed().unpack(of.eval(r))) },
			}
		},
	}
}

func (g *gen) textFunctions(depth int) []func() *expr {
	x, from, n, word := g.expr(aText, depth), g.n(4), g.n(4), words[g.n(len(words))]
	old := []string{"a", ",", "$", `"`}[g.n(4)]
	k := []kind{aNumber, aText, aFlag, numbers, texts, grid}[g.n(6)]
	of := g.expr(k, depth)
	return []func() *expr{
		unary(g.expr(texts, depth), func(v dsl.Val[[]string]) dsl.Val[string] { return dsl.Join(v, word) },
			func(all []string) string { return strings.Join(all, word) }),
		unary(x, dsl.Upper, strings.ToUpper),
		unary(x, dsl.Lower, strings.ToLower),
		unary(x, dsl.Trim, func(s string) string { return strings.Join(strings.Fields(s), " ") }),
		unary(x, func(v dsl.Val[string]) dsl.Val[string] { return dsl.Substring(v, from, n) }, func(s string) string {
			runes := []rune(s)
			from := min(from, len(runes))
			return string(runes[from:min(from+n, len(runes))])
		}),
		unary(x, func(v dsl.Val[string]) dsl.Val[string] { return dsl.Replace(v, old, word) },
			func(s string) string { return strings.ReplaceAll(s, old, word) }),
		unary(g.expr(aNumber, depth), dsl.ToText[int], func(n int) string { return written(n) }),
		func() *expr {
			return &expr{
				build: func(m *maker) any { return k.typed().jsonText(of.build(m)) },
				eval:  func(r *run) any { return string(encode(of.eval(r))) },
			}
		},
	}
}

func (g *gen) listFunctions(k, item kind, depth int) []func() *expr {
	x := g.expr(k, depth)
	t := item.typed()
	from := g.n(3)
	to := from + g.n(3)
	forms := []func() *expr{
		func() *expr { return g.each(k, item, depth) },
		func() *expr { return g.concat(k, item, depth) },
		func() *expr {
			return &expr{
				build: func(m *maker) any { return t.reverse(x.build(m)) },
				eval: func(r *run) any {
					all := slices.Clone(t.unpack(x.eval(r)))
					slices.Reverse(all)
					return t.pack(all)
				},
			}
		},
	}
	forms = append(forms, func() *expr {
		return &expr{
			build: func(m *maker) any { return t.slice(x.build(m), from, to) },
			eval: func(r *run) any {
				all := t.unpack(x.eval(r))
				return t.pack(all[min(from, len(all)):min(to, len(all))])
			},
		}
	})
	switch k {
	case numbers:
		forms = append(forms, unary(x, dsl.Distinct[int], distinct))
		forms = append(forms, g.joinedLists(depth)...)
		forms = append(forms, unary(x, numbered, func(all []int) []int {
			made := []int{}
			for i := range all {
				made = append(made, i)
			}
			return made
		}))
	case texts:
		forms = append(forms, unary(x, dsl.Distinct[string], distinct))
	case grid:
		forms = append(forms, func() *expr { return g.partition(depth) })
	}
	return forms
}

func distinct[T comparable](all []T) []T {
	kept := []T{}
	for _, v := range all {
		if !slices.Contains(kept, v) {
			kept = append(kept, v)
		}
	}
	return kept
}

// each draws a list made of another one, item by item.
func (g *gen) each(k, item kind, depth int) *expr {
	from := []kind{aNumber, aText, aRecord, numbers}[g.n(4)]
	of := g.expr(lists[from], depth)
	inner, id := g.with(from)
	to := inner.expr(item, depth)
	return &expr{
		build: func(m *maker) any {
			return item.typed().each(of.build(m), from, func(v any) any {
				m.values[id] = v
				return to.build(m)
			})
		},
		eval: func(r *run) any {
			all := []any{}
			for _, v := range from.typed().unpack(of.eval(r)) {
				r.env[id] = v
				all = append(all, to.eval(r))
			}
			return item.typed().pack(all)
		},
	}
}

// textConditions draw conditions on texts and on what lists hold.
func (g *gen) textConditions(depth int) []func() *expr {
	pattern := []string{"^a", "[0-9]", `\$`, "/", "^$"}[g.n(5)]
	word := words[g.n(len(words))]
	x := g.expr(aText, depth)
	if g.plain {
		return g.plainConditions(x, depth)
	}
	matches := regexp.MustCompile(pattern).MatchString
	return append(g.moments(depth),
		held(x, func(v dsl.Val[string]) dsl.Cond { return dsl.HasText(v, word) }, func(s string) bool { return strings.Contains(s, word) }),
		held(x, func(v dsl.Val[string]) dsl.Cond { return dsl.Matches(v, pattern) }, matches),
		held(g.expr(texts, depth), func(v dsl.Val[[]string]) dsl.Cond { return dsl.Has(v, word) }, func(all []string) bool { return slices.Contains(all, word) }))
}

func held[A any](of *expr, build func(dsl.Val[A]) dsl.Cond, holds func(A) bool) func() *expr {
	return func() *expr {
		return &expr{
			build: func(m *maker) any { return build(get[A](m, of)) },
			eval:  func(r *run) any { return holds(of.eval(r).(A)) },
		}
	}
}
