package dsl

import (
	"fmt"
	"slices"
	"unicode"

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
		switch {
		case a.name == "states" || !isVariable(a.name):
			return val[T](bad(at, "QS0027", fmt.Sprintf("the code has an argument called %q", a.name), "name it otherwise: a letter, and then letters, digits and underscores"))
		case slices.ContainsFunc(c.Args, func(m graph.Member) bool { return m.Name == a.name }):
			return val[T](bad(at, "QS0027", fmt.Sprintf("the code has two arguments called %q", a.name), "name one of them otherwise"))
		}
		c.Args = append(c.Args, graph.Member{Name: a.name, Expr: zeroed(a.value, at, fmt.Sprintf("the argument %q of the code", a.name))})
	}
	return val[T](c)
}

// isVariable tells whether a text can be the name of a variable (Developer Guide,
// "Passing data between states with variables").
func isVariable(name string) bool {
	for i, r := range name {
		if !unicode.IsLetter(r) && r != '_' && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return name != ""
}
