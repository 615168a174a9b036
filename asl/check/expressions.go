package check

import (
	"iter"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonata"
)

// compiled is a JSONata expression of a state, and what became of it.
type compiled struct {
	leaf
	source string
	expr   *jsonata.Expr // nil where it is none
	err    error
}

// expressions gives the JSONata expressions of all states, compiled once.
func (r *run) expressions() []compiled {
	if r.compiled == nil {
		r.compiled = []compiled{}
		type result struct {
			expr *jsonata.Expr
			err  error
		}
		known := map[string]result{} // the same text often stands in many states
		for s := range r.eachSlot() {
			if s.place.language != asl.JSONata {
				continue
			}
			for l := range s.leaves() {
				if source, ok := expression(l.value); ok {
					c, seen := known[source]
					if !seen {
						c.expr, c.err = jsonata.Compile(source, jsonata.AWS)
						known[source] = c
					}
					r.compiled = append(r.compiled, compiled{l, source, c.expr, c.err})
				}
			}
		}
	}
	return r.compiled
}

// read gives the expressions that could be read.
func (r *run) read() iter.Seq[*compiled] {
	return func(yield func(*compiled) bool) {
		all := r.expressions()
		for i := range all {
			if all[i].expr != nil && !yield(&all[i]) {
				return
			}
		}
	}
}

// problem starts a problem at an expression.
func (c *compiled) problem() problem {
	return problem{state: c.slot.place.Name, at: c.slot.object.At(c.path...)}
}

func (c *compiled) location() string { return c.slot.object.Location(c.path...) }
