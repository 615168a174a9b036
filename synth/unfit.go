package synth

import (
	"slices"

	"github.com/quickstep-go/quickstep/internal/graph"
)

// unfit is what cannot stand where it does in JSONPath.
type unfit struct {
	expr    graph.Expr
	at      place
	set     graph.Expr                  // what a state before can set
	with    func(graph.Expr) graph.Expr // what reads that, in the place of expr; nil is the value itself
	hint    string                      // the name of the value
	title   string                      // the name of the state; "" is one by the hint
	through bool                        // set is read through what the same edge sets
	pass    bool                        // a Pass can stand where a Succeed does, or after a Wait
	why     string                      // what JSONPath cannot say, where nothing can be done
	help    string                      // another way
}

// note keeps the first that is unfit. Where something else than a path is
// written for it does not matter, as that text is never used.
func (w *pathWriter) note(u *unfit) string {
	if w.plan.unfit == nil && !w.plan.refused[u.expr] {
		switch {
		case u.set == nil:
		case w.sometimes && mayFail(u.set):
			u.why = "this part of a condition: it may fail, and would be computed before even where it is not asked for"
			u.help = "compute it with a dsl.Let where it is sure to succeed"
		case readsOwn(u.set):
			u.why = "what only the state itself has inside of this: a state before would compute it"
			u.help = "write it by itself"
		}
		w.plan.unfit = u
	}
	return "$"
}

// lift notes what a state before can compute.
func (w *pathWriter) lift(x graph.Expr, at place) string {
	known, inner := w.resolve(x, at)
	return w.note(&unfit{expr: x, at: at, set: known, through: inner != at, hint: hintOf(x)})
}

// liftBase notes what keeps an expression from being a path: what its selections
// begin with, or all of it.
func (w *pathWriter) liftBase(x graph.Expr, at place) string {
	known, inner := w.resolve(x, at)
	switch known := known.(type) {
	case *graph.Field:
		return w.liftBase(known.Of, inner)
	case *graph.Index:
		return w.liftBase(known.Of, inner)
	}
	return w.lift(x, at)
}

// refuse notes what JSONPath cannot say.
func (w *pathWriter) refuse(x graph.Expr, at place, why, help string) string {
	return w.note(&unfit{expr: x, at: at, why: why, help: help})
}

// needPass notes an output that only a Pass can have.
func (w *pathWriter) needPass(x graph.Expr, at place) {
	w.note(&unfit{expr: x, at: at, pass: true})
}

// hintOf names what an expression gives.
func hintOf(x graph.Expr) string {
	switch x := x.(type) {
	case *graph.Ref:
		return x.Value.Name
	case *graph.Field:
		return x.Name
	case *graph.Filter:
		return "kept"
	case *graph.Format:
		return "text"
	case *graph.List, *graph.Each:
		return "list"
	case *graph.Apply:
		switch x.Op {
		case graph.Default:
			if name := hintOf(x.Args[0]); name != "value" {
				return name
			}
		case graph.Choose:
			return "chosen"
		case graph.ParseJSON:
			return "parsed"
		case graph.Count:
			return "count"
		case graph.SplitAny:
			return "parts"
		case graph.Add:
			return "sum"
		}
	case *graph.Index:
		return hintOf(x.Of)
	}
	return "value"
}

// mayFail tells whether computing an expression early could fail where it would
// not be computed at all.
func mayFail(x graph.Expr) bool {
	switch x := x.(type) {
	case *graph.Index:
		return !x.Sure || mayFail(x.Of)
	case *graph.Field:
		return !x.Sure || mayFail(x.Of)
	case *graph.Code:
		return true
	case *graph.Apply:
		switch x.Op {
		case graph.Default, graph.Present, graph.There:
			return false
		case graph.ParseJSON, graph.FromBase64, graph.ToNumber:
			return true
		}
	}
	for below := range graph.Children(x) {
		if mayFail(below) {
			return true
		}
	}
	return false
}

// readsOwn tells whether an expression reads what each state has of its own: its
// name, its retries, its task token.
func readsOwn(x graph.Expr) bool {
	found := false
	graph.Walk(x, func(x graph.Expr) {
		switch x := x.(type) {
		case *graph.Apply:
			found = found || x.Op == graph.Context && x.Path[0] == "State" && x.Path[1] != "EnteredTime"
		case *graph.Ref:
			found = found || x.Value.Source == graph.FromToken
		case *graph.Code:
			found = found || slices.ContainsFunc(contextReads(x), func(read []string) bool {
				return isOf(read, taskToken[:1]) || isOf(read, retryCount[:1]) && !isOf(read, []string{"State", "EnteredTime"})
			})
		}
	})
	return found
}
