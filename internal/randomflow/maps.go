package randomflow

import (
	"maps"

	"github.com/quickstep-go/quickstep/dsl"
)

// keys are names of members, of which most are odd ones.
var keys = []string{"a-b", "b", "é", "and", "", "it's", "a`b", `q"\`, "x.$"}

func someMap(d dice) map[string]int {
	m := map[string]int{}
	for range d(4) {
		m[keys[d(len(keys))]] = d(5)
	}
	return m
}

// aSort is a map type of its own.
type aSort map[string]int

// mapFunctions draw maps made of others.
func (g *gen) mapFunctions(depth int) []func() *expr {
	forms := []func() *expr{func() *expr { return g.merge(depth) }, func() *expr { return g.dict(depth) }}
	v := someMap(g.n)
	return append(forms, func() *expr {
		return &expr{
			build: func(*maker) any { return dsl.Members(dsl.Lit(aSort(v))) },
			eval:  func(*run) any { return v },
		}
	})
}

func (g *gen) merge(depth int) *expr {
	x, y := g.expr(aMap, depth), g.expr(aMap, depth)
	return binary(x, y, dsl.Merge[int], func(a, b map[string]int) map[string]int {
		all := maps.Clone(a)
		maps.Copy(all, b)
		return all
	})()
}

// dict draws a map that is written out. JSONPath takes a name that ends in .$ for
// one of its own.
func (g *gen) dict(depth int) *expr {
	of := map[string]*expr{}
	var order []string
	for range g.n(3) {
		key := keys[g.n(len(keys)-1)]
		if of[key] == nil {
			order = append(order, key)
		}
		of[key] = g.expr(aNumber, depth)
	}
	return &expr{
		build: func(m *maker) any {
			var entries []dsl.Entry[int]
			for _, key := range order {
				entries = append(entries, dsl.Entry[int]{Key: key, Value: get[int](m, of[key])})
			}
			return dsl.Dict[map[string]int](entries...)
		},
		eval: func(r *run) any {
			made := map[string]int{}
			for _, key := range order {
				made[key] = of[key].eval(r).(int)
			}
			return made
		},
	}
}

// members draw numbers out of maps.
func (g *gen) members(depth int) []func() *expr {
	of, key, n := g.expr(aMap, depth), keys[g.n(len(keys))], g.n(5)
	forms := []func() *expr{
		unary(of, func(v dsl.Val[map[string]int]) dsl.Val[int] { return dsl.Or(dsl.KeyOpt(v, key), n) }, func(m map[string]int) int {
			if v, ok := m[key]; ok {
				return v
			}
			return n
		}),
		unary(of, func(v dsl.Val[map[string]int]) dsl.Val[int] {
			return dsl.Key(dsl.Merge(v, dsl.Lit(map[string]int{key: n})), key)
		}, func(map[string]int) int { return n }),
	}
	if g.plain {
		return forms
	}
	entry := dsl.Fields[dsl.MapEntry[int]]()
	return append(forms,
		unary(of, func(v dsl.Val[map[string]int]) dsl.Val[int] { return dsl.Count(dsl.Keys(v)) }, func(m map[string]int) int { return len(m) }),
		unary(of, func(v dsl.Val[map[string]int]) dsl.Val[int] {
			return dsl.Sum(dsl.Each(dsl.Entries(v), func(e dsl.Val[dsl.MapEntry[int]]) dsl.Val[int] { return dsl.At(e, &entry.Value) }))
		}, func(m map[string]int) (sum int) {
			for _, v := range m {
				sum += v
			}
			return sum
		}))
}
