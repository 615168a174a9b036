package dsl

import "github.com/quickstep-go/quickstep/internal/graph"

// Numeric is any type of number. All are doubles when the workflow runs.
type Numeric interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~float32 | ~float64
}

// Add is a plus b.
func Add[T Numeric](a Val[T], b T) Val[T] {
	return apply[T](graph.Add, caller(), "a dsl.Add", a, Lit(b))
}

// AddVal is the sum of two values.
func AddVal[T Numeric](a, b Val[T]) Val[T] {
	return apply[T](graph.Add, caller(), "a dsl.AddVal", a, b)
}

// SubVal is the difference of two values.
func SubVal[T Numeric](a, b Val[T]) Val[T] {
	return apply[T](graph.Sub, caller(), "a dsl.SubVal", a, b)
}

// Mul is a times b.
func Mul[T Numeric](a Val[T], b T) Val[T] {
	return apply[T](graph.Mul, caller(), "a dsl.Mul", a, Lit(b))
}

// MulVal is the product of two values.
func MulVal[T Numeric](a, b Val[T]) Val[T] {
	return apply[T](graph.Mul, caller(), "a dsl.MulVal", a, b)
}

// Div is a divided by b, with a fraction; see [Floor].
func Div[T Numeric](a Val[T], b T) Val[float64] {
	return apply[float64](graph.Div, caller(), "a dsl.Div", a, Lit(b))
}

// DivVal is the quotient of two values, with a fraction; a zero b fails the state.
func DivVal[T Numeric](a, b Val[T]) Val[float64] {
	return apply[float64](graph.Div, caller(), "a dsl.DivVal", a, b)
}

// Mod is what is left of a divided by b, with the sign of a.
func Mod[T Numeric](a Val[T], b T) Val[T] {
	return apply[T](graph.Mod, caller(), "a dsl.Mod", a, Lit(b))
}

// Round rounds to digits behind the point; halves go to the even neighbour.
func Round[T Numeric](v Val[T], digits int) Val[float64] {
	return apply[float64](graph.Round, caller(), "a dsl.Round", v, Lit(digits))
}

// Floor is the largest whole number that is not more than v.
func Floor[T Numeric](v Val[T]) Val[int] {
	return apply[int](graph.Floor, caller(), "a dsl.Floor", v)
}

// Ceil is the smallest whole number that is not less than v.
func Ceil[T Numeric](v Val[T]) Val[int] { return apply[int](graph.Ceil, caller(), "a dsl.Ceil", v) }

// Abs is v without its sign.
func Abs[T Numeric](v Val[T]) Val[T] { return apply[T](graph.Abs, caller(), "a dsl.Abs", v) }

// Sum adds up the elements of a list; that of an empty list is 0.
func Sum[T Numeric](v Val[[]T]) Val[T] { return apply[T](graph.Sum, caller(), "a dsl.Sum", v) }

// Max is the largest element of a list; an empty list fails the state.
func Max[T Numeric](v Val[[]T]) Val[T] { return apply[T](graph.Max, caller(), "a dsl.Max", v) }

// Min is the smallest element of a list; an empty list fails the state.
func Min[T Numeric](v Val[[]T]) Val[T] { return apply[T](graph.Min, caller(), "a dsl.Min", v) }

// Average is the mean of a list; an empty list fails the state.
func Average[T Numeric](v Val[[]T]) Val[float64] {
	return apply[float64](graph.Average, caller(), "a dsl.Average", v)
}

// Random is a number from 0 up to, and without, 1. In a task's input it is
// computed once, before the task.
func Random() Val[float64] { return val[float64](&graph.Apply{Op: graph.Random, Position: caller()}) }

// IfElse is a where c holds, and b where not.
func IfElse[T any](c Cond, a, b Val[T]) Val[T] {
	at := caller()
	when := c.expr
	if when == nil {
		when = bad(at, "QS0003", "the condition of dsl.IfElse is the zero Cond", "make it with dsl.Eq and the like")
	}
	return val[T](&graph.Apply{Op: graph.Choose, Args: []graph.Expr{when, zeroed(a, at, "the first value of dsl.IfElse"), zeroed(b, at, "the second value of dsl.IfElse")}, Position: at})
}
