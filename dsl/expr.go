package dsl

import (
	"cmp"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

// A Cond is a condition that the workflow decides when it runs.
type Cond struct{ expr graph.Expr }

// Eq holds where a is b.
func Eq[T comparable](a Val[T], b T) Cond {
	at := caller()
	return compare(graph.Eq, a, constant(b, at), at)
}

// Ne holds where a is not b.
func Ne[T comparable](a Val[T], b T) Cond {
	at := caller()
	return compare(graph.Ne, a, constant(b, at), at)
}

// EqVal holds where two values are the same.
func EqVal[T comparable](a, b Val[T]) Cond {
	at := caller()
	return compare(graph.Eq, a, definite(b, at, "a condition"), at)
}

// Lt holds where a is less than b; strings compare by their code points.
func Lt[T cmp.Ordered](a Val[T], b T) Cond {
	at := caller()
	return compare(graph.Lt, a, constant(b, at), at)
}

// Le holds where a is at most b.
func Le[T cmp.Ordered](a Val[T], b T) Cond {
	at := caller()
	return compare(graph.Le, a, constant(b, at), at)
}

// Gt holds where a is more than b.
func Gt[T cmp.Ordered](a Val[T], b T) Cond {
	at := caller()
	return compare(graph.Gt, a, constant(b, at), at)
}

// Ge holds where a is at least b.
func Ge[T cmp.Ordered](a Val[T], b T) Cond {
	at := caller()
	return compare(graph.Ge, a, constant(b, at), at)
}

// LtVal holds where a is less than b.
func LtVal[T cmp.Ordered](a, b Val[T]) Cond {
	at := caller()
	return compare(graph.Lt, a, definite(b, at, "a condition"), at)
}

func compare(op graph.Op, a Any, b graph.Expr, at diag.Position) Cond {
	return Cond{&graph.Apply{Op: op, Args: []graph.Expr{definite(a, at, "a condition"), b}}}
}

// definite is the expression of v where it must be there.
func definite(v Any, at diag.Position, where string) graph.Expr {
	e := zeroed(v, at, "an operand of "+where)
	if f := graph.Optional(e); f != nil {
		return bad(at, "QS2009", fmt.Sprintf("the field %s may be absent in %s", f.Name, where), "say what stands for it then, with dsl.Or")
	}
	return e
}

// And holds where all of c do.
func And(c ...Cond) Cond { return logic(graph.And, c) }

// AnyOf holds where one of c does.
func AnyOf(c ...Cond) Cond { return logic(graph.Or, c) }

// Not holds where c does not.
func Not(c Cond) Cond { return logic(graph.Not, []Cond{c}) }

func logic(op graph.Op, conds []Cond) Cond {
	at := caller()
	if len(conds) == 0 {
		return Cond{bad(at, "QS2003", "a condition joins no conditions", "give it some")}
	}
	args := make([]graph.Expr, len(conds))
	for i, c := range conds {
		if args[i] = c.expr; c.expr == nil {
			args[i] = bad(at, "QS2003", "a condition is the zero Cond", "make it with dsl.Eq and the like")
		}
	}
	return Cond{&graph.Apply{Op: op, Args: args}}
}

// Is holds where a boolean is true.
func Is(v Val[bool]) Cond { return Cond{definite(v, caller(), "a condition")} }

// Present holds where v is there and is not null.
func Present[T any](v Val[T]) Cond {
	return Cond{&graph.Apply{Op: graph.Present, Args: []graph.Expr{zeroed(v, caller(), "an operand of a condition")}}}
}

// Or is v, or d where v is absent or null.
func Or[T any](v Val[T], d T) Val[T] {
	at := caller()
	return val[T](&graph.Apply{Op: graph.Default, Args: []graph.Expr{zeroed(v, at, "the value before dsl.Or"), constant(d, at)}})
}

// Index selects an item of a list, from 0; a list that is too short fails the
// state.
func Index[T any](v Val[[]T], i int) Val[T] {
	at := caller()
	if i < 0 {
		return val[T](bad(at, "QS2022", fmt.Sprintf("the index %d is negative", i), "count from 0"))
	}
	return val[T](&graph.Index{Of: zeroed(v, at, "the list"), At: i})
}

// Key selects a member of a map; one that is missing fails the state.
func Key[T any](v Val[map[string]T], k string) Val[T] {
	at := caller()
	return val[T](&graph.Field{Of: zeroed(v, at, "the map"), Name: k, Position: at})
}

// Elems gives a value of a named slice type the type of a plain slice.
func Elems[S ~[]E, E any](v Val[S]) Val[[]E] { return val[[]E](v.expr) }

// Filter keeps the elements for which keep holds.
func Filter[T any](v Val[[]T], keep func(Val[T]) Cond) Val[[]T] {
	at := caller()
	item := &graph.Value{Source: graph.FromElement, Name: "item", Position: at}
	if keep == nil {
		return val[[]T](bad(at, "QS2003", "the condition of dsl.Filter is nil", "give it a function"))
	}
	c := keep(ref[T](item, at)).expr
	if c == nil {
		c = bad(at, "QS2003", "the condition of dsl.Filter is the zero Cond", "make it with dsl.Eq and the like")
	}
	return val[[]T](&graph.Filter{Of: zeroed(v, at, "the list"), Item: item, Keep: c})
}

// List makes a list of values.
func List[T any](v ...Val[T]) Val[[]T] {
	at := caller()
	items := make([]graph.Expr, len(v))
	for i := range v {
		items[i] = zeroed(v[i], at, "an item of the list")
	}
	return val[[]T](&graph.List{Items: items, Lists: reflect.TypeFor[T]().Kind() == reflect.Slice})
}

// Format joins texts and values: each {} of the layout stands for the next
// argument, and {{ and }} for a brace. Numbers are written as in JSON.
func Format(layout string, args ...Any) Val[string] {
	at := caller()
	texts, problem := split(layout)
	if problem == "" && len(texts) != len(args)+1 {
		problem = fmt.Sprintf("has %d {} for %d arguments", len(texts)-1, len(args))
	}
	if problem != "" {
		return val[string](bad(at, "QS2023", fmt.Sprintf("the layout %q %s", layout, problem), "each {} stands for one argument"))
	}
	f := &graph.Format{Texts: texts}
	for _, a := range args {
		f.Args = append(f.Args, definite(a, at, "a dsl.Format"))
	}
	return val[string](f)
}

// split cuts a layout at its {}.
func split(layout string) (texts []string, problem string) {
	var text strings.Builder
	for i := 0; i < len(layout); i++ {
		rest := layout[i:]
		switch {
		case strings.HasPrefix(rest, "{{"), strings.HasPrefix(rest, "}}"):
			text.WriteByte(layout[i])
			i++
		case strings.HasPrefix(rest, "{}"):
			texts = append(texts, text.String())
			text.Reset()
			i++
		case layout[i] == '{', layout[i] == '}':
			return nil, "has a lone brace"
		default:
			text.WriteByte(layout[i])
		}
	}
	return append(texts, text.String()), ""
}

// Split cuts a string at each sep, which must not be empty.
func Split(s Val[string], sep string) Val[[]string] {
	at := caller()
	if sep == "" {
		return val[[]string](bad(at, "QS2022", "dsl.Split has an empty separator", "name the text to cut at"))
	}
	return val[[]string](&graph.Apply{Op: graph.Split, Args: []graph.Expr{definite(s, at, "a dsl.Split"), constant(sep, at)}})
}

// ParseJSON reads a string that holds JSON; what is not JSON fails the state.
func ParseJSON[T any](s Val[string]) Val[T] {
	return val[T](&graph.Apply{Op: graph.ParseJSON, Args: []graph.Expr{zeroed(s, caller(), "the text of dsl.ParseJSON")}})
}

// UUID is a new random identifier, version 4. In a task's input it is computed
// once, before the task, so that a retry sends the same one.
func UUID() Val[string] { return val[string](&graph.Apply{Op: graph.UUID}) }

// ExecutionStart is when the execution began (Developer Guide, "Accessing
// execution data from the Context object").
func ExecutionStart() Val[time.Time] { return val[time.Time](&graph.Apply{Op: graph.ExecutionStart}) }

// FormatTime writes a time by a layout of Go's package time, in UTC.
func FormatTime(t Val[time.Time], layout string) Val[string] {
	at := caller()
	parts, err := graph.ParseLayout(layout)
	if err != nil {
		return val[string](bad(at, "QS2023", fmt.Sprintf("the time layout %q %v", layout, err), "use years, months, days, hours, minutes, seconds and milliseconds"))
	}
	return val[string](&graph.Apply{Op: graph.FormatTime, Args: []graph.Expr{definite(t, at, "a dsl.FormatTime")}, Layout: parts})
}

// Add is a plus b.
func Add[T int | int64 | float64](a Val[T], b T) Val[T] {
	at := caller()
	return val[T](&graph.Apply{Op: graph.Add, Args: []graph.Expr{definite(a, at, "a dsl.Add"), constant(b, at)}})
}
