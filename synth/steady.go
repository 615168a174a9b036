package synth

import (
	"math"

	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// steady tells whether what a loop asks is the same in each round, so that it never
// leaves once it has gone round: no task works in it, and no condition reads what a
// round changes.
func (l *loop) steady() bool {
	changes := l.changing()
	for _, s := range l.states {
		switch s.Kind {
		case graph.Join, graph.Pass, graph.Wait:
		case graph.Choice:
			for _, r := range s.Rules {
				if varies(r.If) || readsAny(r.If, changes) {
					return false
				}
			}
		default:
			return false
		}
	}
	return true
}

// changing gives the values that a round may set to something else than the round
// before did. One that comes back as it is does not change; nor does what is computed
// of values that do not.
func (l *loop) changing() map[*graph.Value]bool {
	changes := map[*graph.Value]bool{}
	for again := true; again; {
		again = false
		for _, e := range l.edges {
			for _, a := range e.Assign {
				if !changes[a.Value] && l.changes(a, changes) {
					changes[a.Value], again = true, true
				}
			}
		}
	}
	return changes
}

func (l *loop) changes(a graph.Set, known map[*graph.Value]bool) bool {
	if r, ok := a.Expr.(*graph.Ref); ok && r.Value == a.Value {
		return false
	}
	return a.Value.Source != graph.FromComputed || varies(a.Expr) || readsAny(a.Expr, known)
}

func readsAny(x graph.Expr, values map[*graph.Value]bool) bool {
	found := false
	graph.Walk(x, func(x graph.Expr) {
		if r, ok := x.(*graph.Ref); ok && values[r.Value] {
			found = true
		}
	})
	return found
}

// endless tells whether a loop that counts never comes to where it would leave: it has
// one condition, which compares the counter with a constant, begins at a constant, and
// goes round in one way, that adds a constant.
func (l *loop) endless() bool {
	var choice *graph.State
	for _, s := range l.states {
		switch s.Kind {
		case graph.Join, graph.Pass, graph.Wait:
		case graph.Choice:
			if choice != nil || len(s.Rules) != 1 {
				return false
			}
			choice = s
		default:
			return false
		}
	}
	if choice == nil || len(l.into) != 1 {
		return false
	}
	counter, op, limit, ok := comparison(choice.Rules[0].If)
	if !ok {
		return false
	}
	if !l.has(choice.Rules[0].Edge) {
		op = opposite[op]
	}
	first, ok := setOnce(l.into, counter, func(x graph.Expr) (float64, bool) { return constantNumber(x) })
	if !ok {
		return false
	}
	step, ok := setOnce(l.edges, counter, func(x graph.Expr) (float64, bool) { return stepOf(x, counter) })
	return ok && forEver(op, first, step, limit)
}

func (l *loop) has(e *graph.Edge) bool {
	for _, own := range l.edges {
		if own == e {
			return true
		}
	}
	return false
}

// setOnce reads the only expression that edges set a value to.
func setOnce(edges []*graph.Edge, v *graph.Value, read func(graph.Expr) (float64, bool)) (n float64, ok bool) {
	times := 0
	for _, e := range edges {
		for _, a := range e.Assign {
			if a.Value == v {
				times++
				n, ok = read(a.Expr)
			}
		}
	}
	return n, ok && times == 1
}

// comparison takes a condition apart that compares a value with a constant number.
func comparison(x graph.Expr) (*graph.Value, graph.Op, float64, bool) {
	a, ok := x.(*graph.Apply)
	if !ok || len(a.Args) != 2 {
		return nil, 0, 0, false
	}
	if _, ok := opposite[a.Op]; !ok {
		return nil, 0, 0, false
	}
	r, ok := a.Args[0].(*graph.Ref)
	limit, isNumber := constantNumber(a.Args[1])
	if !ok || !isNumber {
		return nil, 0, 0, false
	}
	return r.Value, a.Op, limit, true
}

// stepOf is what an expression adds to a value.
func stepOf(x graph.Expr, v *graph.Value) (float64, bool) {
	a, ok := x.(*graph.Apply)
	if !ok || a.Op != graph.Add {
		return 0, false
	}
	if r, ok := a.Args[0].(*graph.Ref); !ok || r.Value != v {
		return 0, false
	}
	return constantNumber(a.Args[1])
}

func constantNumber(x graph.Expr) (float64, bool) {
	c, ok := x.(*graph.Const)
	if !ok || c.Value.Kind() != jsonvalue.Number {
		return 0, false
	}
	var n float64
	return n, c.Value.Decode(&n) == nil
}

var opposite = map[graph.Op]graph.Op{graph.Eq: graph.Ne, graph.Ne: graph.Eq, graph.Lt: graph.Ge, graph.Ge: graph.Lt, graph.Gt: graph.Le, graph.Le: graph.Gt}

// forEver tells whether a comparison with a limit holds for a number and for all that
// come of it step by step.
func forEver(op graph.Op, n, step, limit float64) bool {
	switch op {
	case graph.Lt:
		return step <= 0 && n < limit
	case graph.Le:
		return step <= 0 && n <= limit
	case graph.Gt:
		return step >= 0 && n > limit
	case graph.Ge:
		return step >= 0 && n >= limit
	case graph.Eq:
		return step == 0 && n == limit
	}
	if rounds := (limit - n) / step; step != 0 {
		return rounds < 0 || rounds != math.Trunc(rounds)
	}
	return n != limit
}
