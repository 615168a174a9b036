package randomflow

import (
	"math"
	"slices"

	"github.com/quickstep-go/quickstep/dsl"
)

// fractions draw whole numbers that are made of numbers with a fraction.
func (g *gen) fractions(depth int) []func() *expr {
	x, y, list, n := g.expr(aNumber, depth), g.expr(aNumber, depth), g.expr(numbers, depth), g.n(5)
	some := func(v dsl.Val[[]int]) dsl.Val[[]int] { return dsl.Concat(v, dsl.List(dsl.Lit(n))) }
	return []func() *expr{
		binary(x, y, dsl.MulVal[int], func(a, b int) int { return a * b }),
		binary(x, y, func(a, b dsl.Val[int]) dsl.Val[int] { return dsl.Floor(dsl.DivVal(a, dsl.Add(dsl.Abs(b), 1))) },
			func(a, b int) int { return int(math.Floor(float64(a) / (math.Abs(float64(b)) + 1))) }),
		unary(x, func(v dsl.Val[int]) dsl.Val[int] { return dsl.Ceil(dsl.Div(v, 4)) }, func(a int) int { return int(math.Ceil(float64(a) / 4)) }),
		unary(x, func(v dsl.Val[int]) dsl.Val[int] { return dsl.Floor(dsl.Round(dsl.Div(v, 2), 0)) }, func(a int) int { return int(math.RoundToEven(float64(a) / 2)) }),
		unary(x, func(v dsl.Val[int]) dsl.Val[int] { return dsl.Floor(dsl.ToNumber(dsl.ToText(v))) }, func(a int) int { return a }),
		unary(list, func(v dsl.Val[[]int]) dsl.Val[int] { return dsl.Max(some(v)) }, func(all []int) int { return max(n, slices.Max(append(all[:len(all):len(all)], n))) }),
		unary(list, func(v dsl.Val[[]int]) dsl.Val[int] { return dsl.Or(dsl.Min(v), n) }, func(all []int) int {
			if len(all) == 0 {
				return n
			}
			return slices.Min(all)
		}),
		unary(list, func(v dsl.Val[[]int]) dsl.Val[int] { return dsl.Floor(dsl.Average(some(v))) }, func(all []int) int {
			sum := n
			for _, v := range all {
				sum += v
			}
			return int(math.Floor(float64(sum) / float64(len(all)+1)))
		}),
		func() *expr {
			return &expr{ // the second is never looked at, where what is not there would fail a task
				build: func(m *maker) any { return dsl.IfElse(dsl.Lt(dsl.Random(), 1), get[int](m, x), get[int](m, y)) },
				eval:  func(r *run) any { return x.eval(r) },
			}
		},
	}
}

// someNumbers is a list type of its own.
type someNumbers []int

// joinedLists draw lists that others were cut from, or are put together of.
func (g *gen) joinedLists(depth int) []func() *expr {
	n, own := 1+g.n(3), many[int](g.n, aNumber)
	join := func(all [][]int) []int { return append([]int{}, slices.Concat(all...)...) }
	return []func() *expr{
		unary(g.expr(grid, depth), dsl.Flatten[int], join),
		unary(g.expr(numbers, depth), func(v dsl.Val[[]int]) dsl.Val[[]int] { return dsl.Flatten(dsl.Partition(v, n)) }, func(all []int) []int { return all }),
		func() *expr {
			return &expr{
				build: func(*maker) any { return dsl.Elems(dsl.Lit(someNumbers(own))) },
				eval:  func(*run) any { return own },
			}
		},
	}
}

func (g *gen) partition(depth int) *expr {
	n := 1 + g.n(3)
	return unary(g.expr(numbers, depth), func(v dsl.Val[[]int]) dsl.Val[[][]int] { return dsl.Partition(v, n) }, func(all []int) [][]int {
		return append([][]int{}, slices.Collect(slices.Chunk(all, n))...)
	})()
}

// numbered is a list of a list's indices.
func numbered(v dsl.Val[[]int]) dsl.Val[[]int] {
	f := dsl.Fields[dsl.Numbered[int]]()
	return dsl.Each(dsl.Enumerate(v), func(e dsl.Val[dsl.Numbered[int]]) dsl.Val[int] { return dsl.At(e, &f.Index) })
}

// hasVal draws whether a list has a number.
func (g *gen) hasVal(depth int) *expr {
	list, x := g.expr(numbers, depth), g.expr(aNumber, depth)
	return &expr{
		build: func(m *maker) any { return dsl.HasVal(get[[]int](m, list), get[int](m, x)) },
		eval:  func(r *run) any { return slices.Contains(list.eval(r).([]int), x.eval(r).(int)) },
	}
}
