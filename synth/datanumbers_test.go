package synth_test

import (
	"math"
	"slices"

	"github.com/quickstep-go/quickstep/dsl"
)

var dataOfNumbers = []datum{
	gives("Add", func(v source) dsl.Val[int] { return dsl.Add(n(v), -3) }, func(g given) any { return g.N - 3 }).inJSONPath(func(g given) any { return in32(g.N-3, g.N) }),
	gives("Add to a fraction", func(v source) dsl.Val[float64] { return dsl.Add(f(v), 0.5) }, func(g given) any { return g.F + 0.5 }).older("a sum of numbers that may have a fraction"),
	gives("AddVal", func(v source) dsl.Val[int] { return dsl.AddVal(n(v), m(v)) }, func(g given) any { return g.N + g.M }).inJSONPath(func(g given) any { return in32(g.N+g.M, g.N, g.M) }),
	gives("SubVal", func(v source) dsl.Val[int] { return dsl.SubVal(n(v), dsl.SubVal(m(v), n(v))) }, func(g given) any { return g.N - (g.M - g.N) }).older("dsl.SubVal"),
	gives("Mul", func(v source) dsl.Val[int] { return dsl.Mul(dsl.AddVal(n(v), m(v)), -2) }, func(g given) any { return (g.N + g.M) * -2 }).older("dsl.Mul"),
	gives("MulVal", func(v source) dsl.Val[float64] { return dsl.MulVal(f(v), f(v)) }, func(g given) any { return g.F * g.F }).older("dsl.Mul"),
	gives("Div", func(v source) dsl.Val[float64] { return dsl.Div(n(v), 4) }, func(g given) any { return float64(g.N) / 4 }).older("dsl.Div"),
	gives("DivVal", func(v source) dsl.Val[float64] { return dsl.DivVal(n(v), m(v)) }, func(g given) any {
		if g.M == 0 {
			return fails{}
		}
		return float64(g.N) / float64(g.M)
	}).older("dsl.Div"),
	gives("Mod", func(v source) dsl.Val[int] { return dsl.Mod(n(v), 4) }, func(g given) any { return g.N % 4 }).older("dsl.Mod"),
	gives("Mod of a fraction", func(v source) dsl.Val[float64] { return dsl.Mod(f(v), 0.75) }, func(g given) any { return math.Mod(g.F, 0.75) }).older("dsl.Mod"),
	gives("Round", func(v source) dsl.Val[float64] { return dsl.Round(f(v), 0) }, func(g given) any { return math.RoundToEven(g.F) }).older("dsl.Round"),
	gives("Round to hundreds", func(v source) dsl.Val[float64] { return dsl.Round(n(v), -2) }, func(g given) any { return math.RoundToEven(float64(g.N)/100) * 100 }).older("dsl.Round"),
	gives("Floor", func(v source) dsl.Val[int] { return dsl.Floor(f(v)) }, func(g given) any { return math.Floor(g.F) }).older("dsl.Floor"),
	gives("Ceil", func(v source) dsl.Val[int] { return dsl.Ceil(f(v)) }, func(g given) any { return math.Ceil(g.F) }).older("dsl.Ceil"),
	gives("Abs", func(v source) dsl.Val[float64] { return dsl.Abs(f(v)) }, func(g given) any { return math.Abs(g.F) }).older("dsl.Abs"),
	gives("Sum", func(v source) dsl.Val[int] { return dsl.Sum(list(v)) }, func(g given) any { return total(g.List) }).older("dsl.Sum"),
	gives("Max", func(v source) dsl.Val[int] { return dsl.Max(list(v)) }, ofSome(slices.Max[[]int])).older("dsl.Max"),
	gives("Max, Or", func(v source) dsl.Val[int] { return dsl.Or(dsl.Max(list(v)), -1) }, func(g given) any {
		if len(g.List) == 0 {
			return -1
		}
		return slices.Max(g.List)
	}).older("dsl.Max"),
	gives("Max in a text", func(v source) dsl.Val[string] { return dsl.Format("at most {}", dsl.Max(list(v))) }, func(g given) any {
		if len(g.List) == 0 {
			return fails{}
		}
		return "at most " + written(slices.Max(g.List))
	}).older("dsl.Max"),
	gives("Min", func(v source) dsl.Val[int] { return dsl.Min(list(v)) }, ofSome(slices.Min[[]int])).older("dsl.Min"),
	gives("Average", func(v source) dsl.Val[float64] { return dsl.Average(list(v)) }, func(g given) any {
		if len(g.List) == 0 {
			return fails{}
		}
		return float64(total(g.List)) / float64(len(g.List))
	}).older("dsl.Average"),
	asks("Random", func(v source) dsl.Cond { return dsl.And(dsl.Ge(dsl.Random(), 0), dsl.Lt(dsl.Random(), 1)) }, func(given) any { return true }).older("dsl.Random"),
	gives("IfElse", func(v source) dsl.Val[int] { return dsl.IfElse(dsl.Is(dsl.At(v, &givens.B)), n(v), m(v)) }, func(g given) any {
		if g.B {
			return g.N
		}
		return g.M
	}),
	gives("IfElse of IfElse", func(v source) dsl.Val[[]int] {
		b := dsl.Is(dsl.At(v, &givens.B))
		return dsl.IfElse(dsl.Lt(n(v), 0), dsl.IfElse(b, list(v), list2(v)), dsl.IfElse(b, list2(v), list(v)))
	}, func(g given) any {
		if g.B == (g.N < 0) {
			return g.List
		}
		return g.Other
	}),
}

// inJSONPath says what a function means there.
func (d datum) inJSONPath(means func(given) any) datum {
	d.differs = means
	return d
}

// in32 is a sum of States.MathAdd, which takes whole numbers of 32 bits.
func in32(sum int, terms ...int) any {
	for _, n := range append(terms, sum) {
		if n < math.MinInt32 || n > math.MaxInt32 {
			return fails{}
		}
	}
	return sum
}

func total(all []int) (sum int) {
	for _, n := range all {
		sum += n
	}
	return sum
}

func ofSome(of func([]int) int) func(given) any {
	return func(g given) any {
		if len(g.List) == 0 {
			return fails{}
		}
		return of(g.List)
	}
}
