package synth_test

import (
	"maps"
	"slices"

	"github.com/quickstep-go/quickstep/dsl"
)

type someNumbers []int

var dataOfLists = []datum{
	gives("List", func(v source) dsl.Val[[]int] { return dsl.List(n(v), dsl.Lit(9), m(v)) }, func(g given) any { return []int{g.N, 9, g.M} }),
	gives("List of none", func(v source) dsl.Val[[]int] { return dsl.List[int]() }, func(g given) any { return []int{} }),
	gives("List of lists", func(v source) dsl.Val[[][]int] { return dsl.List(list(v)) }, func(g given) any { return [][]int{g.List} }),
	gives("List of anything", func(v source) dsl.Val[[]any] { return dsl.List(dsl.At(v, &givens.Any)) }, func(g given) any { return []any{g.Any} }),
	gives("Elems", func(v source) dsl.Val[[]int] { return dsl.Concat(dsl.Elems(dsl.Lit(someNumbers{1, 2})), list(v)) }, func(g given) any { return append([]int{1, 2}, g.List...) }),
	gives("Index", func(v source) dsl.Val[int] { return dsl.Index(list(v), 1) }, func(g given) any {
		if len(g.List) < 2 {
			return fails{}
		}
		return g.List[1]
	}),
	gives("Index of a list", func(v source) dsl.Val[[]int] { return dsl.Index(grid(v), 0) }, func(g given) any {
		if len(g.Grid) == 0 {
			return fails{}
		}
		return g.Grid[0]
	}),
	gives("Index, Or", func(v source) dsl.Val[int] { return dsl.Or(dsl.Index(list(v), 1), 77) }, func(g given) any {
		if len(g.List) < 2 {
			return 77
		}
		return g.List[1]
	}),
	gives("Slice", func(v source) dsl.Val[[]int] { return dsl.Slice(list(v), 1, 3) }, func(g given) any {
		return g.List[min(1, len(g.List)):min(3, len(g.List))]
	}),
	gives("Slice of none", func(v source) dsl.Val[[]int] { return dsl.Slice(list(v), 1, 1) }, func(g given) any { return []int{} }),
	gives("Slice of objects", func(v source) dsl.Val[[]row] { return dsl.Slice(rowsOf(v), 0, 1) }, func(g given) any { return g.Rows[:min(1, len(g.Rows))] }),
	gives("Slice of lists", func(v source) dsl.Val[[][]int] { return dsl.Slice(grid(v), 0, 1) }, func(g given) any { return g.Grid[:min(1, len(g.Grid))] }),
	gives("Slice of anything", func(v source) dsl.Val[[]any] {
		return dsl.Slice(dsl.List(dsl.At(v, &givens.Any), dsl.Lit[any](1)), 0, 1)
	}, func(g given) any { return []any{g.Any} }),
	gives("Filter", func(v source) dsl.Val[[]int] {
		return dsl.Filter(list(v), func(n dsl.Val[int]) dsl.Cond { return dsl.Gt(n, 2) })
	}, func(g given) any { return keep(g.List, func(n int) bool { return n > 2 }) }),
	gives("Filter of lists", func(v source) dsl.Val[[][]int] {
		return dsl.Filter(grid(v), func(row dsl.Val[[]int]) dsl.Cond { return dsl.Has(row, 1) })
	}, func(g given) any { return keep(g.Grid, func(row []int) bool { return slices.Contains(row, 1) }) }).older(otherFilter),
	gives("Filter of anything", func(v source) dsl.Val[[]any] {
		return dsl.Filter(dsl.List(dsl.At(v, &givens.Any)), func(x dsl.Val[any]) dsl.Cond { return dsl.Present(x) })
	}, func(g given) any { return keep([]any{g.Any}, func(x any) bool { return x != nil }) }).older(otherFilter),
	gives("Filter in a Filter", func(v source) dsl.Val[[][]int] {
		return dsl.Filter(grid(v), func(row dsl.Val[[]int]) dsl.Cond {
			return dsl.Gt(dsl.Count(dsl.Filter(row, func(n dsl.Val[int]) dsl.Cond { return dsl.Lt(n, 3) })), 0)
		})
	}, func(g given) any {
		return keep(g.Grid, func(row []int) bool { return slices.ContainsFunc(row, func(n int) bool { return n < 3 }) })
	}).older(otherFilter),
	gives("Filter of objects", func(v source) dsl.Val[[]row] {
		return dsl.Filter(rowsOf(v), func(r dsl.Val[row]) dsl.Cond { return dsl.Eq(dsl.At(r, &rows.K), "a") })
	}, func(g given) any { return keep(g.Rows, func(r row) bool { return r.K == "a" }) }),
	gives("Filter with Not", func(v source) dsl.Val[[]string] {
		return dsl.Filter(words(v), func(w dsl.Val[string]) dsl.Cond { return dsl.Not(dsl.Eq(w, "a")) })
	}, func(g given) any { return keep(g.Words, func(w string) bool { return w != "a" }) }),
	gives("Each", func(v source) dsl.Val[[]int] {
		return dsl.Each(list(v), func(n dsl.Val[int]) dsl.Val[int] { return dsl.Mul(n, 2) })
	}, func(g given) any { return each(g.List, func(n int) int { return 2 * n }) }).older("this dsl.Each: it selects fields of the elements only"),
	gives("Each of a field", func(v source) dsl.Val[[]int] {
		return dsl.Each(rowsOf(v), func(r dsl.Val[row]) dsl.Val[int] { return dsl.At(r, &rows.V) })
	}, func(g given) any { return each(g.Rows, func(r row) int { return r.V }) }),
	gives("Each of itself", func(v source) dsl.Val[[][]int] {
		return dsl.Each(grid(v), func(r dsl.Val[[]int]) dsl.Val[[]int] { return r })
	}, func(g given) any { return g.Grid }),
	gives("Each to anything", func(v source) dsl.Val[[]any] {
		return dsl.Each(dsl.List(dsl.At(v, &givens.Any)), func(x dsl.Val[any]) dsl.Val[any] { return x })
	}, func(g given) any { return []any{g.Any} }),
	gives("Count", func(v source) dsl.Val[int] { return dsl.Count(list(v)) }, func(g given) any { return len(g.List) }),
	gives("Count of lists", func(v source) dsl.Val[int] { return dsl.Count(grid(v)) }, func(g given) any { return len(g.Grid) }),
	gives("Count of kept", func(v source) dsl.Val[int] {
		return dsl.Count(dsl.Filter(list(v), func(n dsl.Val[int]) dsl.Cond { return dsl.Le(n, 1) }))
	}, func(g given) any { return len(keep(g.List, func(n int) bool { return n <= 1 })) }),
	gives("Concat", func(v source) dsl.Val[[]int] { return dsl.Concat(list(v), list2(v)) }, func(g given) any { return append(append([]int{}, g.List...), g.Other...) }),
	gives("Concat of lists", func(v source) dsl.Val[[][]int] { return dsl.Concat(grid(v), grid(v)) }, func(g given) any { return append(append([][]int{}, g.Grid...), g.Grid...) }),
	gives("Reverse", func(v source) dsl.Val[[]int] { return dsl.Reverse(list(v)) }, func(g given) any { return backwards(g.List) }).older("dsl.Reverse"),
	gives("Reverse of lists", func(v source) dsl.Val[[][]int] { return dsl.Reverse(grid(v)) }, func(g given) any { return backwards(g.Grid) }).older("dsl.Reverse"),
	gives("Distinct", func(v source) dsl.Val[[]int] { return dsl.Distinct(list(v)) }, func(g given) any { return distinct(g.List) }).older(unordered),
	gives("Distinct texts", func(v source) dsl.Val[[]string] { return dsl.Distinct(words(v)) }, func(g given) any { return distinct(g.Words) }).older(unordered),
	gives("Distinct objects", func(v source) dsl.Val[[]row] { return dsl.Distinct(rowsOf(v)) }, func(g given) any { return distinct(g.Rows) }).older(unordered),
	gives("Partition", func(v source) dsl.Val[[][]int] { return dsl.Partition(list(v), 2) }, func(g given) any {
		return append([][]int{}, slices.Collect(slices.Chunk(g.List, 2))...)
	}),
	gives("Partition of lists", func(v source) dsl.Val[[][][]int] { return dsl.Partition(grid(v), 1) }, func(g given) any {
		return append([][][]int{}, slices.Collect(slices.Chunk(g.Grid, 1))...)
	}),
	gives("Flatten", func(v source) dsl.Val[[]int] { return dsl.Flatten(grid(v)) }, func(g given) any { return append([]int{}, slices.Concat(g.Grid...)...) }),
	gives("Flatten of lists", func(v source) dsl.Val[[][]int] { return dsl.Flatten(dsl.List(grid(v))) }, func(g given) any { return g.Grid }),
	gives("Enumerate", func(v source) dsl.Val[[]dsl.Numbered[int]] { return dsl.Enumerate(list(v)) }, func(g given) any { return enumerated(g.List) }).older("dsl.Enumerate"),
	gives("Enumerate lists", func(v source) dsl.Val[[]dsl.Numbered[[]int]] { return dsl.Enumerate(grid(v)) }, func(g given) any { return enumerated(g.Grid) }).older("dsl.Enumerate"),
}

const otherFilter = "this dsl.Filter: it compares fields of the elements with constants only"

const unordered = "dsl.Distinct: States.ArrayUnique gives the elements in an order of its own"

type someMap map[string]int

var dataOfMaps = []datum{
	gives("Key", func(v source) dsl.Val[int] { return dsl.Key(dict(v), "a") }, func(g given) any {
		if n, ok := g.Map["a"]; ok {
			return n
		}
		return fails{}
	}),
	gives("Key with an odd name", func(v source) dsl.Val[int] {
		return dsl.Key(dsl.Lit(map[string]int{"a`b": 1, "": 2, "it's": 4, `q"\`: 5, "${x}": 6, "{% 1 %}": 7}), "${x}")
	}, func(g given) any { return 6 }),
	gives("KeyOpt of a substitution", func(v source) dsl.Val[int] { return dsl.Or(dsl.KeyOpt(dict(v), "${a}"), 7) }, func(g given) any { return 7 }).
		older(`a member called "${a}", which CloudFormation would replace`),
	gives("Key with a back-tick", func(v source) dsl.Val[int] {
		return dsl.Key(dsl.Merge(dict(v), dsl.Lit(map[string]int{"a`b": 5})), "a`b")
	}, func(g given) any { return 5 }),
	gives("KeyOpt", func(v source) dsl.Val[int] { return dsl.Or(dsl.KeyOpt(dict(v), "a-b"), 7) }, func(g given) any {
		if n, ok := g.Map["a-b"]; ok {
			return n
		}
		return 7
	}),
	gives("KeyOpt of the empty key", func(v source) dsl.Val[int] { return dsl.Or(dsl.KeyOpt(dict(v), ""), 7) }, func(g given) any {
		if n, ok := g.Map[""]; ok {
			return n
		}
		return 7
	}),
	gives("Keys", func(v source) dsl.Val[[]string] { return dsl.Keys(dict(v)) }, func(g given) any { return keys(g.Map) }).older("dsl.Keys"),
	gives("Members", func(v source) dsl.Val[[]string] { return dsl.Keys(dsl.Members(dsl.Lit(someMap{"x": 1, "y": 2}))) }, func(given) any { return []string{"x", "y"} }).older("dsl.Keys"),
	gives("Merge", func(v source) dsl.Val[map[string]int] { return dsl.Merge(dict(v), dict2(v)) }, func(g given) any {
		all := maps.Clone(g.Map)
		maps.Copy(all, g.More)
		return all
	}),
	gives("Merge with a constant", func(v source) dsl.Val[map[string]int] {
		return dsl.Merge(dsl.Lit(map[string]int{"a": 9, "${a}": 8}), dict(v))
	}, func(g given) any {
		all := map[string]int{"a": 9, "${a}": 8}
		maps.Copy(all, g.Map)
		return all
	}),
	gives("Entries", func(v source) dsl.Val[[]dsl.MapEntry[int]] { return dsl.Entries(dict(v)) }, func(g given) any {
		all := []dsl.MapEntry[int]{}
		for _, k := range keys(g.Map) {
			all = append(all, dsl.MapEntry[int]{Key: k, Value: g.Map[k]})
		}
		return all
	}).older("dsl.Entries"),
	gives("Dict", func(v source) dsl.Val[map[string]int] {
		return dsl.Dict[map[string]int](dsl.Entry[int]{Key: "n", Value: n(v)}, dsl.Entry[int]{Key: "é<&", Value: m(v)}, dsl.Entry[int]{Key: "a`b", Value: n(v)})
	}, func(g given) any { return map[string]int{"n": g.N, "é<&": g.M, "a`b": g.N} }),
}

// dataOfNil is what is said of lists and maps that are nil in Go: in JSON they are
// null, which is neither, and an Or says what stands for it.
var dataOfNil = []datum{
	asks("Present of nil", func(v source) dsl.Cond { return dsl.Present(dsl.At(v, &givens.Nil)) }, func(given) any { return false }),
	gives("Count of nil", func(v source) dsl.Val[int] { return dsl.Count(none(v)) }, func(given) any { return 0 }),
	gives("Index of nil", func(v source) dsl.Val[int] { return dsl.Or(dsl.Index(none(v), 0), 7) }, func(given) any { return 7 }),
	gives("Filter of nil", func(v source) dsl.Val[[]int] {
		return dsl.Filter(none(v), func(n dsl.Val[int]) dsl.Cond { return dsl.Gt(n, 0) })
	}, func(given) any { return []int{} }),
	gives("Concat with nil", func(v source) dsl.Val[[]int] { return dsl.Concat(none(v), list(v)) }, func(g given) any { return g.List }),
	gives("Partition of nil", func(v source) dsl.Val[[][]int] { return dsl.Partition(none(v), 2) }, func(given) any { return [][]int{} }),
	gives("Sum of nil", func(v source) dsl.Val[int] { return dsl.Sum(none(v)) }, func(given) any { return 0 }).older("dsl.Sum"),
	gives("Each of nil", func(v source) dsl.Val[[]int] {
		return dsl.Each(none(v), func(n dsl.Val[int]) dsl.Val[int] { return dsl.Abs(n) })
	}, func(given) any { return []int{} }).older("this dsl.Each: it selects fields of the elements only"),
	gives("Keys of nil", func(v source) dsl.Val[[]string] { return dsl.Keys(noMap(v)) }, func(given) any { return []string{} }).older("dsl.Keys"),
	gives("Entries of nil", func(v source) dsl.Val[[]dsl.MapEntry[int]] { return dsl.Entries(noMap(v)) }, func(given) any { return []int{} }).older("dsl.Entries"),
	gives("Merge with nil", func(v source) dsl.Val[map[string]int] { return dsl.Merge(noMap(v), dict(v)) }, func(g given) any { return g.Map }),
	gives("Key of nil", func(v source) dsl.Val[int] { return dsl.Key(dsl.At(v, &givens.NilMap), "a") }, func(given) any { return fails{} }),
	gives("KeyOpt of nil", func(v source) dsl.Val[int] { return dsl.Or(dsl.KeyOpt(dsl.At(v, &givens.NilMap), "a"), 7) }, func(given) any { return 7 }),
	gives("JSONText of nil", func(v source) dsl.Val[string] { return dsl.JSONText(dsl.At(v, &givens.Nil)) }, func(given) any { return "null" }),
}

func none(v source) dsl.Val[[]int] { return dsl.Or(dsl.At(v, &givens.Nil), []int{}) }
func noMap(v source) dsl.Val[map[string]int] {
	return dsl.Or(dsl.At(v, &givens.NilMap), map[string]int{})
}

func keep[T any](all []T, keep func(T) bool) []T {
	kept := []T{}
	for _, v := range all {
		if keep(v) {
			kept = append(kept, v)
		}
	}
	return kept
}

func each[T, R any](all []T, to func(T) R) []R {
	made := []R{}
	for _, v := range all {
		made = append(made, to(v))
	}
	return made
}

func backwards[T any](all []T) []T {
	all = slices.Clone(all)
	slices.Reverse(all)
	return all
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

func enumerated[T any](all []T) []dsl.Numbered[T] {
	made := []dsl.Numbered[T]{}
	for i, v := range all {
		made = append(made, dsl.Numbered[T]{Index: i, Value: v})
	}
	return made
}

// keys are those of a map as encoding/json writes them.
func keys(m map[string]int) []string { return append([]string{}, slices.Sorted(maps.Keys(m))...) }
