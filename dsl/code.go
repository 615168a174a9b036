package dsl

import (
	"fmt"

	"github.com/quickstep-go/quickstep/internal/graph"
)

// An Arg is a value under the name by which [JSONata] code reads it.
type Arg struct {
	name  string
	value Any
}

// With names a value for [JSONata]: its code reads it as $name.
func With[T any](name string, v Val[T]) Arg { return Arg{name, v} }

// JSONata is an expression in the query language itself, for what the builder
// has no function for. It reads its arguments by their names, and $states as it
// is where the expression comes to stand. Nobody checks that it gives a T; its
// syntax, its functions and its variables are checked when the workflow is
// tested or synthesised.
func JSONata[T any](code string, args ...Arg) Val[T] {
	at := caller()
	c := &graph.Code{Text: code, Position: at}
	for _, a := range args {
		if a.name == "" || a.name == "states" {
			return val[T](bad(at, "QS0027", fmt.Sprintf("the code has an argument called %q", a.name), "name it otherwise"))
		}
		c.Args = append(c.Args, graph.Member{Name: a.name, Expr: zeroed(a.value, at, fmt.Sprintf("the argument %q of the code", a.name))})
	}
	return val[T](c)
}
