package dsl

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

// List makes a list of values. One that is absent fails the state.
func List[T any](v ...Val[T]) Val[[]T] {
	at := caller()
	items := make([]graph.Expr, len(v))
	for i := range v {
		items[i] = zeroed(v[i], at, "an item of the list")
	}
	return val[[]T](&graph.List{Items: items, Lists: lists[T]()})
}

// lists tells whether values of a type are lists in JSON, where bytes are a text.
func lists[T any]() graph.Lists {
	return listsOf(reflect.TypeFor[T]())
}

func listsOf(t reflect.Type) graph.Lists {
	switch {
	case t == reflect.TypeFor[time.Time](), isSDK(t):
		return graph.Never
	case t.Kind() == reflect.Pointer:
		if listsOf(t.Elem()) == graph.Never {
			return graph.Never
		}
		return graph.Perhaps
	case t.Kind() == reflect.Interface || encodesItself(t):
		return graph.Perhaps
	case t.Kind() == reflect.Array, t.Kind() == reflect.Slice && t.Elem().Kind() != reflect.Uint8:
		return graph.Always
	}
	return graph.Never
}

// Elems gives a value of a named slice type the type of a plain slice.
func Elems[S ~[]E, E any](v Val[S]) Val[[]E] { return val[[]E](v.expr) }

// Index selects an item of a list, from 0 (States.ArrayGetItem where no path
// does). A list that is too short fails the state, unless an [Or] says what
// stands for the item. What is compared with it reads best by a [Name].
func Index[T any](v Val[[]T], i int) Val[T] {
	at := caller()
	if i < 0 {
		return val[T](bad(at, "QS0022", fmt.Sprintf("the index %d is negative", i), "count from 0"))
	}
	of := zeroed(v, at, "the list")
	return val[T](&graph.Index{Of: of, At: i, Sure: holds(of, i)})
}

// holds tells whether a list that is written out has an item at an index.
func holds(list graph.Expr, i int) bool {
	switch list := list.(type) {
	case *graph.List:
		return i < len(list.Items)
	case *graph.Const:
		return i < list.Value.Len()
	}
	return false
}

// Slice gives the items of a list from one index up to, and without, another;
// fewer where the list is shorter, and none where it ends before. Indices that
// are negative or the wrong way round are a diagnostic.
func Slice[T any](v Val[[]T], from, to int) Val[[]T] {
	at := caller()
	if from < 0 || to < from {
		return val[[]T](bad(at, "QS0022", fmt.Sprintf("there is no slice from %d to %d", from, to), "count from 0, and upwards"))
	}
	return val[[]T](&graph.Apply{Op: graph.Range, Args: []graph.Expr{definite(v, at, "dsl.Slice"), Lit(from).expr, Lit(to).expr}, Lists: lists[T](), Position: at})
}

// Filter keeps the elements for which keep holds, in their order. JSONPath
// compares elements, or fields of them, with constants only.
func Filter[T any](v Val[[]T], keep func(Val[T]) Cond) Val[[]T] {
	at := caller()
	if keep == nil {
		return val[[]T](bad(at, "QS0003", "the condition of dsl.Filter is nil", "give it a function"))
	}
	item := &graph.Value{Source: graph.FromElement, Name: "item", Position: at}
	c := keep(ref[T](item, at)).expr
	if c == nil {
		c = bad(at, "QS0003", "the condition of dsl.Filter is the zero Cond", "make it with dsl.Eq and the like")
	}
	return val[[]T](&graph.Filter{Of: zeroed(v, at, "the list"), Item: item, Keep: c, Lists: lists[T](), Position: at})
}

// Each makes a list of what to makes of each element, in their order ($map).
// JSONPath selects fields only; a [Map] does all else.
func Each[T, R any](v Val[[]T], to func(Val[T]) Val[R]) Val[[]R] {
	at := caller()
	if to == nil {
		return val[[]R](bad(at, "QS0003", "the function of dsl.Each is nil", "give it one"))
	}
	item := &graph.Value{Source: graph.FromElement, Name: "item", Position: at}
	made := zeroed(to(ref[T](item, at)), at, "what dsl.Each makes")
	return val[[]R](&graph.Each{Of: zeroed(v, at, "the list"), Item: item, To: made, Lists: lists[R](), Position: at})
}

// Count is how many elements a list has ($count, States.ArrayLength).
func Count[T any](v Val[[]T]) Val[int] { return apply[int](graph.Count, caller(), "dsl.Count", v) }

// Has holds where a list has an element that is x (in, States.ArrayContains).
// Objects are the same that have the same members; in JSONPath only in the same
// order. Times are the same that are written alike, where [Eq] compares moments.
func Has[T comparable](v Val[[]T], x T) Cond { return HasVal(v, Lit(x)) }

// HasVal holds where a list has a value among its elements, as [Has] does.
func HasVal[T comparable](v Val[[]T], x Val[T]) Cond {
	at := caller()
	return Cond{&graph.Apply{Op: graph.Has, Args: []graph.Expr{definite(x, at, "a condition"), definite(v, at, "a condition")}, Type: typeOf[T](), Position: at}}
}

// Concat joins two lists ($append).
func Concat[T any](a, b Val[[]T]) Val[[]T] {
	return apply[[]T](graph.Concat, caller(), "dsl.Concat", a, b)
}

// Reverse gives a list backwards ($reverse). Not in JSONPath.
func Reverse[T any](v Val[[]T]) Val[[]T] {
	return apply[[]T](graph.Reverse, caller(), "dsl.Reverse", v)
}

// Distinct leaves out the elements that came before, and keeps the order of the
// others ($distinct). Not in JSONPath, whose States.ArrayUnique has an order of
// its own.
func Distinct[T comparable](v Val[[]T]) Val[[]T] {
	return apply[[]T](graph.Distinct, caller(), "dsl.Distinct", v)
}

// Partition cuts a list into lists of n items, of which the last may have
// fewer; an empty list gives none ($partition, States.ArrayPartition). An n
// below 1 is a diagnostic.
func Partition[T any](v Val[[]T], n int) Val[[][]T] {
	at := caller()
	if n < 1 {
		return val[[][]T](bad(at, "QS0022", fmt.Sprintf("a list cannot be cut into lists of %d items", n), "the least is 1"))
	}
	return apply[[][]T](graph.Partition, at, "dsl.Partition", v, Lit(n))
}

// Flatten joins the lists of a list into one, by one level.
func Flatten[T any](v Val[[][]T]) Val[[]T] {
	return apply[[]T](graph.Flatten, caller(), "dsl.Flatten", v)
}

// Key selects a member of a map; one that is missing fails the state.
func Key[T any](v Val[map[string]T], k string) Val[T] {
	at := caller()
	return val[T](&graph.Field{Of: zeroed(v, at, "the map"), Name: k, Must: true, Position: at})
}

// KeyOpt selects a member of a map that may be missing; like [AtOpt], it needs
// [Or] in a condition or a [Format].
func KeyOpt[T any](v Val[map[string]T], k string) Val[T] {
	at := caller()
	return val[T](&graph.Field{Of: zeroed(v, at, "the map"), Name: k, Optional: true, Position: at})
}

// Keys lists the names of a map's members ($keys), in the order in which they
// stand in the JSON: whoever encodes a Go map sorts them. Not in JSONPath.
func Keys[T any](v Val[map[string]T]) Val[[]string] {
	return apply[[]string](graph.Keys, caller(), "dsl.Keys", v)
}

// Merge joins two maps; where both have a member, that of the second counts
// ($merge, States.JsonMerge). Members that are maps themselves are not joined.
func Merge[T any](a, b Val[map[string]T]) Val[map[string]T] {
	return apply[map[string]T](graph.Merge, caller(), "dsl.Merge", a, b)
}

// A MapEntry is one member of a map.
type MapEntry[T any] struct {
	Key   string `json:"Key"`
	Value T      `json:"Value"`
}

// Entries lists the members of a map, for a [Map] or an [Each] over them, in
// the order of [Keys] ($each). Not in JSONPath.
func Entries[T any](v Val[map[string]T]) Val[[]MapEntry[T]] {
	return apply[[]MapEntry[T]](graph.Entries, caller(), "dsl.Entries", v)
}

// A Numbered is an element of a list together with its index.
type Numbered[T any] struct {
	Index int `json:"Index"` // from 0
	Value T   `json:"Value"`
}

// Enumerate gives each element of a list its index, for a [Map] or an [Each]
// that needs it. Not in JSONPath.
func Enumerate[T any](v Val[[]T]) Val[[]Numbered[T]] {
	return apply[[]Numbered[T]](graph.Enumerate, caller(), "dsl.Enumerate", v)
}

// apply is an operator or a function over values that must all be there.
func apply[T any](op graph.Op, at diag.Position, where string, args ...Any) Val[T] {
	made := make([]graph.Expr, len(args))
	for i, a := range args {
		made[i] = definite(a, at, where)
	}
	e := &graph.Apply{Op: op, Args: made, Position: at}
	if op == graph.Add {
		e.Type = typeOf[T]()
	}
	return val[T](e)
}

// Members gives a value of a named map type the type of a plain map.
func Members[M ~map[string]T, T any](v Val[M]) Val[map[string]T] { return val[map[string]T](v.expr) }

// An Entry is one member of a map that [Dict] makes.
type Entry[T any] struct {
	Key   string
	Value Val[T]
}

// Dict makes a map of entries, in their order. A key that comes twice, and one
// that CloudFormation would replace a part of, is a diagnostic.
func Dict[M ~map[string]T, T any](entries ...Entry[T]) Val[M] {
	at := caller()
	made := &graph.Object{}
	seen := map[string]bool{}
	for _, e := range entries {
		if seen[e.Key] {
			return val[M](bad(at, "QS0007", fmt.Sprintf("the key %q comes twice", e.Key), "keep one of the two"))
		}
		if strings.Contains(e.Key, "${") {
			return val[M](bad(at, "QS0022", fmt.Sprintf("the key %q holds ${, which CloudFormation would replace", e.Key), "choose another key"))
		}
		seen[e.Key] = true
		made.Members = append(made.Members, graph.Member{Name: e.Key, Expr: zeroed(e.Value, at, fmt.Sprintf("the value of %q", e.Key))})
	}
	return val[M](made)
}
