package synth

import (
	"strings"

	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// jsonataFields writes the fields of states in JSONata.
type jsonataFields struct{ plan *plan }

func (l jsonataFields) payload(o *object, name string, x graph.Expr, at place) {
	o.add(name, writer{plan: l.plan, at: at}.template(x))
}

func (l jsonataFields) scalar(o *object, name string, x graph.Expr, at place) {
	l.payload(o, name, x, at)
}

func (l jsonataFields) items(o *object, s *state) { l.payload(o, "Items", s.Input, place{state: s}) }

func (l jsonataFields) condition(o *object, x graph.Expr, s *state) {
	l.payload(o, "Condition", x, place{state: s})
}

// output writes what is no object as an expression: AWS takes any JSON there, and
// others who read definitions take objects and expressions.
func (l jsonataFields) output(o *object, x graph.Expr, at place) {
	w := writer{plan: l.plan, at: at}
	v := w.template(x)
	if known, _ := l.plan.resolve(x, at); v.Kind() != jsonvalue.Object && !isComputed(v) && !isList(known) {
		v = computed(w.text(x, looseTernary))
	}
	o.add("Output", v)
}

func isComputed(v jsonvalue.Value) bool { return strings.HasPrefix(v.Text(), "{%") }

// isList tells whether an expression is a list that is written out, in which an
// item that is absent fails the state as it would not in an expression.
func isList(x graph.Expr) bool {
	_, ok := x.(*graph.List)
	return ok
}

// arguments writes the call's constants and then its payload.
func (l jsonataFields) arguments(o *object, s *state) { o.add(l.sent(), l.argument(s)) }

func (jsonataFields) sent() string { return "Arguments" }

func (l jsonataFields) argument(s *state) jsonvalue.Value {
	o := constants(s.Call)
	w := writer{plan: l.plan, at: place{state: s}}
	payload := w.template(s.Input)
	switch {
	case s.Call.Payload != "":
		o.add(s.Call.Payload, payload)
	case payload.Kind() == jsonvalue.Object:
		o = append(o, payload.Members()...)
	case len(o) == 0:
		return payload
	default:
		parts := make([]string, len(o))
		for i, m := range o { // a substitution must stay one, so it is not quoted apart
			parts[i] = quote(m.Name) + ": '" + m.Value.Text() + "'"
		}
		return computed("$merge([" + w.text(s.Input, looseTernary) + ", {" + strings.Join(parts, ", ") + "}])")
	}
	return o.value()
}

// constants are the arguments of a call beside its payload.
func constants(c *graph.Call) (o object) {
	for _, a := range c.Arguments {
		o.text(a.Name, a.Value)
	}
	return o
}
