package synth

import "github.com/quickstep-go/quickstep/internal/graph"

// mendAbsent splits an edge after a value that may be absent, where it would be
// written into an expression: JSONata drops there silently what is absent, and
// the author was promised that it fails the state.
func (p *plan) mendAbsent(e *edge) bool {
	if p.machine.Language == graph.JSONPath {
		return false // whose paths fail by themselves
	}
	for i, a := range e.assign {
		if graph.Optional(a.Expr) == nil {
			continue
		}
		dropped := e.to == nil && e.output != nil && drops(e, e.output, a.Value, len(e.assign))
		for j := i + 1; j < len(e.assign) && !dropped; j++ {
			dropped = p.variables[e.assign[j].Value] && drops(e, e.assign[j].Expr, a.Value, j)
		}
		if dropped {
			p.insert(e, graph.Pass, "Set "+titled(a.Value.Name), i+1)
			return true
		}
	}
	return false
}

// dropsAbsent tells whether the output of an edge would drop a value of its own
// that is absent.
func dropsAbsent(e *edge) bool {
	for _, a := range e.assign {
		if graph.Optional(a.Expr) != nil && drops(e, e.output, a.Value, len(e.assign)) {
			return true
		}
	}
	return false
}

// drops tells whether an expression would go on without a value of its edge that
// is absent. What stands by itself in a field of a state does not.
func drops(e *edge, x graph.Expr, v *graph.Value, upto int) bool {
	switch x := x.(type) {
	case nil, *graph.Const:
		return false
	case *graph.Ref:
		for i := upto - 1; i >= 0; i-- {
			if e.assign[i].Value == x.Value {
				return x.Value != v && drops(e, e.assign[i].Expr, v, i)
			}
		}
		return false
	case *graph.Field:
		return drops(e, x.Of, v, upto)
	case *graph.Object:
		for _, m := range x.Members {
			inside := x.LeavesOut() && count(e, m.Expr, v, upto) > 0
			if !m.Optional && (inside || drops(e, m.Expr, v, upto)) {
				return true
			}
		}
		return false
	case *graph.List:
		for below := range graph.Children(x) {
			if drops(e, below, v, upto) {
				return true
			}
		}
		return false
	}
	return count(e, x, v, upto) > 0
}
