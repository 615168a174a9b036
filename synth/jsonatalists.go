package synth

import (
	"slices"
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/internal/graph"
)

// filter writes a predicate; where the condition has a filter of its own that
// reads this one's element, a function with a named parameter; and where the
// elements may be lists, a function that appends them one by one.
func (w writer) filter(x *graph.Filter) string {
	if x.Lists != graph.Never {
		inner, name := w.element(x.Item)
		return "$reduce(" + w.text(x.Of, looseTernary) + ", function($all, $" + name + ") { " + inner.text(x.Keep, looseOr) +
			" ? $append($all, " + asItem("$"+name, x.Lists) + ") : $all }, [])"
	}
	base := bracketed(w.base(x.Of)) // or the brackets around would nest what is written out
	if !nests(x) {
		inner := w
		inner.items = append(slices.Clone(w.items), item{x.Item, ""})
		return base + "[" + inner.text(x.Keep, looseTernary) + "]"
	}
	inner, name := w.element(x.Item)
	return "$filter(" + base + ", function($" + name + ") { " + inner.text(x.Keep, looseTernary) + " })"
}

// element gives an element a name that nothing else has.
func (w writer) element(v *graph.Value) (inner writer, name string) {
	name = "item"
	for n := 2; w.isTaken(name); n++ {
		name = "item" + strconv.Itoa(n)
	}
	inner = w
	inner.items = append(slices.Clone(w.items), item{v, name})
	return inner, name
}

// isTaken tells whether a variable, a function or an element around has a name.
func (w writer) isTaken(name string) bool {
	return w.plan.taken[name] || slices.ContainsFunc(w.items, func(it item) bool { return it.name == name })
}

func nests(x *graph.Filter) bool {
	nested := false
	graph.Walk(x.Keep, func(y graph.Expr) {
		f, ok := y.(*graph.Filter)
		if !ok {
			return
		}
		graph.Walk(f.Keep, func(z graph.Expr) {
			if r, ok := z.(*graph.Ref); ok && r.Value == x.Item {
				nested = true
			}
		})
	})
	return nested
}

// each writes the making of a list. Lists in it are appended one by one, as
// $map would lose the one of a list of one.
func (w writer) each(x *graph.Each) string {
	if x.Lists != graph.Never {
		inner, name := w.element(x.Item)
		of, to := w.text(x.Of, looseTernary), inner.text(x.To, looseTernary) // nothing would not become the empty list
		return "$reduce(" + of + ", function($all, $" + name + ") { $append($all, " + asItem(to, x.Lists) + ") }, [])"
	}
	return "[" + w.made(x) + "]"
}

// made writes what comes of each item: as a step of a path where that says the same,
// and else as a function.
func (w writer) made(x *graph.Each) string {
	if w.isStep(x) {
		inner := w
		inner.items = append(slices.Clone(w.items), item{x.Item, ""})
		return bracketed(w.base(x.Of)) + "." + inner.text(x.To, looseTernary)
	}
	inner, name := w.element(x.Item)
	return "$map(" + w.base(x.Of) + ", function($" + name + ") { " + inner.text(x.To, looseTernary) + " })"
}

// isStep tells whether a path may go on with what is made of an item: a member of it,
// or an object. A path would join lists, and an expression in it that has an element of
// its own would lose sight of the item.
func (w writer) isStep(x *graph.Each) bool {
	if x.Lists != graph.Never {
		return false
	}
	switch to := x.To.(type) {
	case *graph.Field:
		return isMember(to, x.Item)
	case *graph.Object:
		return w.readsOnly(to, x.Item)
	}
	return false
}

// isMember tells whether an expression is a member of an item, or of one.
func isMember(f *graph.Field, of *graph.Value) bool {
	if f.Must || strings.Contains(f.Name, "`") {
		return false
	}
	switch below := f.Of.(type) {
	case *graph.Field:
		return isMember(below, of)
	case *graph.Ref:
		return below.Value == of
	}
	return false
}

// readsOnly tells whether an expression reads an item through its members alone, and
// no element that has no name.
func (w writer) readsOnly(x graph.Expr, it *graph.Value) bool {
	switch x := x.(type) {
	case *graph.Ref:
		known, _ := w.resolve(x)
		return known != x || x.Value.Source != graph.FromElement
	case *graph.Field:
		if isMember(x, it) {
			return true
		}
	case *graph.Filter, *graph.Each, *graph.Code:
		return false
	}
	for below := range graph.Children(x) {
		if !w.readsOnly(below, it) {
			return false
		}
	}
	return true
}

// bare writes a list for who takes none, one and many in any form: without the brackets
// that would keep it a list.
func (w writer) bare(x graph.Expr, least int) string {
	known, at := w.resolve(x)
	switch known := known.(type) {
	case *graph.Filter:
		if known.Lists == graph.Never {
			return at.filter(known)
		}
	case *graph.Each:
		if known.Lists == graph.Never {
			return at.made(known)
		}
	}
	return w.text(x, least)
}
