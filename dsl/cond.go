package dsl

import (
	"cmp"
	"fmt"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

// A Cond is a condition that the workflow decides when it runs.
type Cond struct{ expr graph.Expr }

// Eq holds where a is b (=, StringEquals and the like). Times are equal that
// are the same moment by the millisecond, objects that have the same members.
// JSONPath compares texts, numbers, booleans and times only.
func Eq[T comparable](a Val[T], b T) Cond {
	at := caller()
	return compare(graph.Eq, a, constant(b, at), at)
}

// Ne holds where a is not b, as [Eq] has it.
func Ne[T comparable](a Val[T], b T) Cond {
	at := caller()
	return compare(graph.Ne, a, constant(b, at), at)
}

// EqVal holds where two values are the same, as [Eq] has it.
func EqVal[T comparable](a, b Val[T]) Cond {
	at := caller()
	return compare(graph.Eq, a, definite(b, at, "a condition"), at)
}

// Lt holds where a is less than b; strings compare as JSONata and Java do, by
// UTF-16 units.
func Lt[T cmp.Ordered](a Val[T], b T) Cond {
	at := caller()
	return compare(graph.Lt, a, constant(b, at), at)
}

// Le holds where a is at most b, as [Lt] has it.
func Le[T cmp.Ordered](a Val[T], b T) Cond {
	at := caller()
	return compare(graph.Le, a, constant(b, at), at)
}

// Gt holds where a is more than b, as [Lt] has it.
func Gt[T cmp.Ordered](a Val[T], b T) Cond {
	at := caller()
	return compare(graph.Gt, a, constant(b, at), at)
}

// Ge holds where a is at least b, as [Lt] has it.
func Ge[T cmp.Ordered](a Val[T], b T) Cond {
	at := caller()
	return compare(graph.Ge, a, constant(b, at), at)
}

// LtVal holds where one value is less than another, as [Lt] has it.
func LtVal[T cmp.Ordered](a, b Val[T]) Cond {
	at := caller()
	return compare(graph.Lt, a, definite(b, at, "a condition"), at)
}

func compare[T any](op graph.Op, a Val[T], b graph.Expr, at diag.Position) Cond {
	return Cond{&graph.Apply{Op: op, Args: []graph.Expr{definite(a, at, "a condition"), b}, Type: typeOf[T](), Position: at}}
}

// definite is the expression of v where it must be there.
func definite(v Any, at diag.Position, where string) graph.Expr {
	e := zeroed(v, at, "an operand of "+where)
	if f := graph.Optional(e); f != nil {
		return bad(at, "QS0009", fmt.Sprintf("the field %s may be absent in %s", f.Name, where), "say what stands for it then, with dsl.Or")
	}
	return e
}

// And holds where all of c do; those after the first that does not are not
// asked.
func And(c ...Cond) Cond { return logic(graph.And, c) }

// AnyOf holds where one of c does; those after it are not asked.
func AnyOf(c ...Cond) Cond { return logic(graph.Or, c) }

// Not holds where c does not.
func Not(c Cond) Cond { return logic(graph.Not, []Cond{c}) }

func logic(op graph.Op, conds []Cond) Cond {
	at := caller()
	if len(conds) == 0 {
		return Cond{bad(at, "QS0003", "a condition joins no conditions", "give it some")}
	}
	args := make([]graph.Expr, len(conds))
	for i, c := range conds {
		if args[i] = c.expr; c.expr == nil {
			args[i] = bad(at, "QS0003", "a condition is the zero Cond", "make it with dsl.Eq and the like")
		}
	}
	return Cond{bounded(&graph.Apply{Op: op, Args: args, Position: at})}
}

// Is holds where a boolean is true.
func Is(v Val[bool]) Cond { return Cond{definite(v, caller(), "a condition")} }

// Present holds where v is there and is not null.
func Present[T any](v Val[T]) Cond {
	at := caller()
	return Cond{&graph.Apply{Op: graph.Present, Args: []graph.Expr{zeroed(v, at, "an operand of a condition")}, Position: at}}
}

// Must is a v that may be absent by its type and is there in this place, as after a
// [Present]. Where it is not after all, it fails the state if it stands by itself, and
// drops out of a larger expression without a word.
func Must[T any](v Val[T]) Val[T] {
	return val[T](present(zeroed(v, caller(), "the value of dsl.Must")))
}

func present(e graph.Expr) graph.Expr {
	switch e := e.(type) {
	case *graph.Field:
		return &graph.Field{Of: present(e.Of), Name: e.Name, Position: e.Position}
	case *graph.Index:
		of := *e
		of.Of = present(e.Of)
		return &of
	}
	return e
}

// Or is v, or d where v is absent or null. What v is computed of may be absent
// too: an item of an empty list, the largest of its elements.
func Or[T any](v Val[T], d T) Val[T] {
	at := caller()
	return val[T](&graph.Apply{Op: graph.Default, Args: []graph.Expr{zeroed(v, at, "the value before dsl.Or"), constant(d, at)}, Type: typeOf[T](), Position: at})
}
