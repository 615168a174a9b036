package dsl

import "github.com/quickstep-go/quickstep/internal/graph"

// Numeric is any type of number. All are doubles when the workflow runs.
type Numeric interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~float32 | ~float64
}

// Add is a plus b (+). In JSONPath, States.MathAdd, a constant, a value and a
// sum of more than 32 bits fail, in each part of a condition, as it is computed
// before; a T with a fraction is a diagnostic.
func Add[T Numeric](a Val[T], b T) Val[T] {
	return apply[T](graph.Add, caller(), "a dsl.Add", a, Lit(b))
}

// AddVal is the sum of two values, as [Add] has it.
func AddVal[T Numeric](a, b Val[T]) Val[T] {
	return apply[T](graph.Add, caller(), "a dsl.AddVal", a, b)
}

// SubVal is the difference of two values (-). Not in JSONPath; for constants
// there is [Add] of a negative one.
func SubVal[T Numeric](a, b Val[T]) Val[T] {
	return apply[T](graph.Sub, caller(), "a dsl.SubVal", a, b)
}

// Mul is a times b (*). Not in JSONPath.
func Mul[T Numeric](a Val[T], b T) Val[T] {
	return apply[T](graph.Mul, caller(), "a dsl.Mul", a, Lit(b))
}

// MulVal is the product of two values (*). Not in JSONPath.
func MulVal[T Numeric](a, b Val[T]) Val[T] {
	return apply[T](graph.Mul, caller(), "a dsl.MulVal", a, b)
}

// Div is a divided by b, with a fraction (/); see [Floor]. A b of 0 is a
// diagnostic. Not in JSONPath.
func Div[T Numeric](a Val[T], b T) Val[float64] {
	at := caller()
	if b == 0 {
		return val[float64](bad(at, "QS0022", "dsl.Div divides by zero", "for a divisor that the workflow computes there is dsl.DivVal"))
	}
	return apply[float64](graph.Div, at, "a dsl.Div", a, Lit(b))
}

// DivVal is the quotient of two values, with a fraction (/); a b of 0 fails the
// state. Not in JSONPath.
func DivVal[T Numeric](a, b Val[T]) Val[float64] {
	return apply[float64](graph.Div, caller(), "a dsl.DivVal", a, b)
}

// Mod is what is left of a divided by b, with the sign of a, as Go and math.Mod
// have it (%). A b of 0 is a diagnostic. Not in JSONPath.
func Mod[T Numeric](a Val[T], b T) Val[T] {
	at := caller()
	if b == 0 {
		return val[T](bad(at, "QS0022", "dsl.Mod divides by zero", ""))
	}
	return apply[T](graph.Mod, at, "a dsl.Mod", a, Lit(b))
}

// Round rounds to digits behind the point, negative ones before it; halves go
// to the even neighbour ($round). Not in JSONPath.
func Round[T Numeric](v Val[T], digits int) Val[float64] {
	return apply[float64](graph.Round, caller(), "a dsl.Round", v, Lit(digits))
}

// Floor is the largest whole number that is not more than v ($floor). Not in
// JSONPath.
func Floor[T Numeric](v Val[T]) Val[int] {
	return apply[int](graph.Floor, caller(), "a dsl.Floor", v)
}

// Ceil is the smallest whole number that is not less than v ($ceil). Not in
// JSONPath.
func Ceil[T Numeric](v Val[T]) Val[int] { return apply[int](graph.Ceil, caller(), "a dsl.Ceil", v) }

// Abs is v without its sign ($abs). Not in JSONPath.
func Abs[T Numeric](v Val[T]) Val[T] { return apply[T](graph.Abs, caller(), "a dsl.Abs", v) }

// Sum adds up the elements of a list ($sum); that of an empty list is 0. Not in
// JSONPath.
func Sum[T Numeric](v Val[[]T]) Val[T] { return apply[T](graph.Sum, caller(), "a dsl.Sum", v) }

// Max is the largest element of a list ($max); an empty list fails the state,
// unless an [Or] says what stands for it. Not in JSONPath.
func Max[T Numeric](v Val[[]T]) Val[T] { return apply[T](graph.Max, caller(), "a dsl.Max", v) }

// Min is the smallest element of a list ($min); an empty list fails the state,
// unless an [Or] says what stands for it. Not in JSONPath.
func Min[T Numeric](v Val[[]T]) Val[T] { return apply[T](graph.Min, caller(), "a dsl.Min", v) }

// Average is the mean of a list ($average); an empty list fails the state,
// unless an [Or] says what stands for it. Not in JSONPath.
func Average[T Numeric](v Val[[]T]) Val[float64] {
	return apply[float64](graph.Average, caller(), "a dsl.Average", v)
}

// Random is a number from 0 up to, and without, 1 ($random; Step Functions
// gives each call another one). In a task's input it is computed once, before
// the task. Not in JSONPath.
func Random() Val[float64] { return val[float64](&graph.Apply{Op: graph.Random, Position: caller()}) }

// IfElse is a where c holds, and b where not; the other of the two is not
// computed, so that it cannot fail. JSONPath needs a Choice before, where it is
// computed.
func IfElse[T any](c Cond, a, b Val[T]) Val[T] {
	at := caller()
	when := c.expr
	if when == nil {
		when = bad(at, "QS0003", "the condition of dsl.IfElse is the zero Cond", "make it with dsl.Eq and the like")
	}
	return val[T](&graph.Apply{Op: graph.Choose, Args: []graph.Expr{when, zeroed(a, at, "the first value of dsl.IfElse"), zeroed(b, at, "the second value of dsl.IfElse")}, Position: at})
}
