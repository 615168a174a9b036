package synth

import (
	"fmt"

	"github.com/quickstep-go/quickstep/internal/graph"
)

// checkAbsent reports fields that may be absent inside of a larger expression,
// where the query languages differ: one drops them without a word, the other
// fails. Alone tells that x stands by itself, so that its absence fails the state.
func (p *plan) checkAbsent(x graph.Expr, alone bool) {
	switch x := x.(type) {
	case *graph.Object:
		for _, m := range x.Members {
			p.checkAbsent(m.Expr, alone || m.Optional)
		}
		return
	case *graph.List:
		for _, item := range x.Items {
			p.checkAbsent(item, alone)
		}
		return
	case *graph.Field:
		if x.Optional && !alone {
			p.mayBeAbsent(x)
			return
		}
		p.checkAbsent(x.Of, alone)
		return
	case *graph.Index:
		if list, ok := x.Of.(*graph.List); ok {
			p.checkAbsent(list, false)
			return
		}
		p.checkAbsent(x.Of, alone)
		return
	case *graph.Apply:
		if x.Op == graph.Present || x.Op == graph.There || x.Op == graph.Default {
			p.checkAbsent(x.Args[0], true)
			return
		}
	}
	for below := range graph.Children(x) {
		p.checkAbsent(below, false)
	}
}

func (p *plan) mayBeAbsent(f *graph.Field) {
	if p.absent[f] {
		return
	}
	p.absent[f] = true
	p.report(f.Position, "QS0009", fmt.Sprintf("the field %s may be absent in a larger expression", f.Name), "say what stands for it then, with dsl.Or")
}
