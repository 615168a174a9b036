package synth

import (
	"fmt"
	"strconv"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// heavy finds payloads that are too large for what they are put together of: constants
// that come by way of values. What is too large as it stands in the text, the checker
// of the text finds.
type heavy struct {
	plan  *plan
	known map[*graph.Value]int // bytes that a value has at the least
}

// mostBytes is the most that goes into a state or comes out of it (Developer Guide,
// "Service quotas").
const mostBytes = 256 << 10

// checkHeavy reports them. It goes by which values have become variables: of others
// only what is read of them counts.
func (p *plan) checkHeavy() {
	h := &heavy{p, map[*graph.Value]int{}}
	for _, s := range p.all {
		name := strconv.Quote(s.Name)
		if s.Kind == graph.Task && s.Input != nil {
			h.check(s.Input, "the input of "+name, s.Position)
		}
		if s.Kind == graph.Succeed && s.Input != nil {
			h.check(s.Input, "the output of "+name, s.Position)
		}
		for _, e := range s.edges() {
			for _, a := range e.assign {
				if p.variables[a.Value] && a.From.As != "" {
					h.check(a.Expr, "the value of "+strconv.Quote(a.Value.Name), a.From.At)
				}
			}
			if e.to == nil && e.gives.As != "" {
				h.check(e.output, e.gives.As, e.gives.At)
			}
		}
		if s.Kind == graph.Parallel && s.next.to != nil { // or else what it puts out may be less
			size := 1 + len(s.branches)
			for _, b := range s.branches {
				size += h.gives(b)
			}
			h.report(size, "the result of "+name, s.Position)
		}
	}
}

// check reports an expression that is too large by what it reads.
func (h *heavy) check(x graph.Expr, what string, at diag.Position) {
	reads := false
	graph.Walk(x, func(x graph.Expr) {
		_, isRef := x.(*graph.Ref)
		reads = reads || isRef
	})
	if _, alone := x.(*graph.Ref); reads && !alone {
		h.report(h.least(x), what, at)
	}
}

func (h *heavy) report(size int, what string, at diag.Position) {
	if size > mostBytes {
		h.plan.report(at, "QS0032", fmt.Sprintf("%s has at least %d bytes, and %d is the most", what, size, mostBytes), "keep large data in S3, and pass its key")
	}
}

// gives is how large the output of a scope is at the least, whichever way it ends. One
// that is too large by itself is another mistake.
func (h *heavy) gives(s *scope) int {
	least := -1
	end := func(x graph.Expr) {
		if size := h.least(x); least < 0 || size < least {
			least = size
		}
	}
	if s.entry.to == nil && s.entry.output != nil {
		end(s.entry.output)
	}
	for _, st := range s.states {
		if st.Kind == graph.Succeed && st.Input != nil {
			end(st.Input)
		}
		for _, e := range st.edges() {
			if e.to == nil && e.output != nil {
				end(e.output)
			}
		}
	}
	if least < 0 || least > mostBytes {
		return 0
	}
	return least
}

// least is how many bytes an expression is of as JSON at the least.
func (h *heavy) least(x graph.Expr) int {
	switch x := x.(type) {
	case *graph.Const:
		return x.Value.Size()
	case *graph.Ref:
		return h.ofValue(x.Value)
	case *graph.Object:
		size := 2
		for _, m := range x.Members {
			if !m.Optional {
				size += len(m.Name) + 3 + h.least(m.Expr)
			}
		}
		return size
	case *graph.List:
		size := 2
		for _, item := range x.Items {
			size += h.least(item)
		}
		return size
	case *graph.Format:
		size := 2
		for _, text := range x.Texts {
			size += jsonvalue.StringOf(text).Size() - 2
		}
		for _, arg := range x.Args {
			size += max(0, h.least(arg)-2) // without its quotes
		}
		return size
	}
	return 0
}

// ofValue is that of a value that is computed in one place. Where a variable is too
// large by itself, that is the mistake.
func (h *heavy) ofValue(v *graph.Value) int {
	if size, known := h.known[v]; known {
		return size
	}
	h.known[v] = 0 // while it is being found, as in a loop
	if defs := h.plan.defs[v]; v.Source == graph.FromComputed && len(defs) == 1 {
		if size := h.least(defs[0].edge.assign[defs[0].at].Expr); size <= mostBytes || !h.plan.variables[v] {
			h.known[v] = size
		}
	}
	return h.known[v]
}
