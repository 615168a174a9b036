package synth

import "github.com/quickstep-go/quickstep/internal/graph"

// most is how many parts an expression may have after what is set on the same
// edge was written into it. Beyond, as a chain of names that each read the one
// before twice would double with each, a state is put in between.
const most = 200

// split puts states on edges whose expressions would grow too large.
func (p *plan) split() {
	for _, s := range p.all {
		for _, e := range s.edges() {
			p.splitEdge(e)
		}
		for _, b := range s.branches {
			p.splitEdge(b.entry)
		}
	}
	p.splitEdge(p.body.entry)
}

func (p *plan) splitEdge(e *edge) {
	for e != nil {
		at := tooLarge(e)
		if at == 0 {
			return
		}
		name := "Set Values"
		if at < len(e.assign) {
			name = "Set " + titled(e.assign[at].Value.Name)
		}
		e = p.insert(e, graph.Pass, name, at).next
	}
}

// tooLarge gives the first of an edge's assignments that is too large for what
// it reads of those before it, their number for the output, or 0.
func tooLarge(e *edge) int {
	sizes := map[*graph.Value]int{}
	for i, a := range e.assign {
		size, grown := sizeOf(a.Expr, sizes)
		if grown && size > most {
			return i
		}
		sizes[a.Value] = size
	}
	if size, grown := sizeOf(e.output, sizes); grown && size > most {
		return len(e.assign)
	}
	return 0
}

// sizeOf counts the parts of an expression, with those of the values it reads,
// and tells whether it reads such values.
func sizeOf(x graph.Expr, sizes map[*graph.Value]int) (size int, grown bool) {
	graph.Walk(x, func(x graph.Expr) {
		size++
		if r, ok := x.(*graph.Ref); ok {
			if n, ok := sizes[r.Value]; ok {
				size, grown = size+n, true
			}
		}
	})
	return size, grown
}
