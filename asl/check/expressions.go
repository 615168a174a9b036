package check

import (
	"iter"

	"github.com/quickstep-go/quickstep/asl"
	jsonata "github.com/quickstep-go/quickstep/internal/jsonata/syntax"
)

// compiled is a JSONata expression of a state, and what became of it.
type compiled struct {
	leaf
	source string
	expr   *jsonata.Expr // nil where it is none
	err    error
}

// compilation is what became of a text.
type compilation struct {
	expr *jsonata.Expr
	err  error
}

// listExpressions gathers the JSONata expressions of the state. The same text often
// stands in many states of a machine, and is compiled once.
func (v *visit) listExpressions(r *run) {
	v.expressions = v.expressions[:0]
	if v.language != asl.JSONata {
		return
	}
	for _, l := range v.leaves {
		source, ok := expression(l.value)
		if !ok {
			continue
		}
		c, seen := r.compiled[source]
		if !seen {
			c.expr, c.err = jsonata.Parse(source, jsonata.AWS)
			r.compiled[source] = c
		}
		v.expressions = append(v.expressions, compiled{l, source, c.expr, c.err})
	}
}

// read gives the expressions that could be read.
func (v *visit) read() iter.Seq[*compiled] {
	return func(yield func(*compiled) bool) {
		for i := range v.expressions {
			if c := &v.expressions[i]; c.expr != nil && !yield(c) {
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
