package dsl

import (
	"fmt"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

// An Arg is a value under the name by which the code of [JSONata] or [Path] reads
// it.
type Arg struct {
	name  string
	value Any
}

// With names a value for [JSONata] or [Path]: its code reads it as $name.
func With[T any](name string, v Val[T]) Arg { return Arg{name, v} }

// JSONata is an expression in the query language itself, for what the builder
// has no function for. It reads its arguments by their names, and $states as it
// is where the expression comes to stand. Nobody checks that it gives a T; its
// syntax, its functions and its variables are checked when the workflow is
// tested or synthesised.
func JSONata[T any](code string, args ...Arg) Val[T] {
	return written[T](graph.JSONata, code, args, caller())
}

// Path is the same in a workflow that is written in the older query language, with
// [JSONPath]: a path or an intrinsic function, such as $order..price or
// States.ArrayRange($first, 9, 1). It reads its arguments by their names, and the
// context object as $$. The state's input, $, is whatever the states before put out:
// hand over what is wanted of it. A path that finds several values gives a list.
func Path[T any](path string, args ...Arg) Val[T] {
	return written[T](graph.JSONPath, path, args, caller())
}

func written[T any](language graph.Language, code string, args []Arg, at diag.Position) Val[T] {
	c := &graph.Code{Text: code, Language: language, Position: at}
	for _, a := range args {
		if a.name == "" || a.name == "states" {
			return val[T](bad(at, "QS0027", fmt.Sprintf("the code has an argument called %q", a.name), "name it otherwise"))
		}
		c.Args = append(c.Args, graph.Member{Name: a.name, Expr: zeroed(a.value, at, fmt.Sprintf("the argument %q of the code", a.name))})
	}
	return val[T](c)
}
