package synth

import (
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/internal/graph"
)

// The precedence of JSONata's operators, loosest first.
const (
	looseTernary = iota
	looseOr
	looseAnd
	looseCompare
	looseSum
	looseConcat // binds as a sum does, so that a sum in it needs its parentheses
	looseTimes
	tight // a path, a call, a literal
)

// writer writes expressions as JSONata, at one place.
type writer struct {
	plan  *plan
	at    place
	items []item // the elements in scope, innermost last
	alone bool   // what is absent fails the state, or an Or stands for it
	whole bool   // the expression is all of a field, which fails the state where it is absent
}

// item is an element of a list: relative fields of it, or of a named parameter.
type item struct {
	value *graph.Value
	name  string // "" where it is the context of a predicate
}

// text writes an expression, in parentheses where it binds looser than least.
func (w writer) text(x graph.Expr, least int) string {
	text, binds := w.write(x)
	if binds < least {
		return "(" + text + ")"
	}
	return text
}

// resolve is that of the plan, for this place.
func (w writer) resolve(x graph.Expr) (graph.Expr, writer) {
	known, at := w.plan.resolve(x, w.at)
	if known == x {
		return x, w
	}
	return known, writer{plan: w.plan, at: at, items: w.items, alone: w.alone, whole: w.whole}
}

func (w writer) write(x graph.Expr) (text string, binds int) {
	if known, at := w.resolve(x); known != x {
		return at.write(known)
	}
	if name := w.plan.handedName(x, w.at.state.scope); name != "" {
		return "$states.context.Execution.Input." + name, tight
	}
	alone, whole := w.alone, w.whole
	w.alone, w.whole = false, false
	switch x := x.(type) {
	case *graph.Ref:
		return w.ref(x.Value)
	case *graph.Const:
		return w.literal(x.Value), tight
	case *graph.Named:
		return "'${" + x.Resource.Name + "}'", tight
	case *graph.Field:
		w.alone = alone || x.Must
		return w.there(x, w.field(x), alone), tight
	case *graph.Index:
		w.alone = alone
		return w.index(x), tight
	case *graph.Object:
		parts := make([]string, len(x.Members))
		for i, m := range x.Members {
			parts[i] = quote(m.Name) + ": " + w.text(m.Expr, looseTernary)
		}
		return "{" + strings.Join(parts, ", ") + "}", tight
	case *graph.List:
		parts := make([]string, len(x.Items))
		for i, item := range x.Items {
			parts[i] = w.text(item, looseTernary)
			switch x.Lists { // or JSONata would flatten it
			case graph.Always:
				parts[i] = listed(parts[i])
			case graph.Perhaps:
				parts[i] = perhapsListed(parts[i])
			}
		}
		return "[" + strings.Join(parts, ", ") + "]", tight
	case *graph.Filter:
		if x.Lists != graph.Never {
			return w.filter(x), tight
		}
		return "[" + w.filter(x) + "]", tight // one match alone would lose its list
	case *graph.Each:
		return w.each(x), tight
	case *graph.Code:
		return w.code(x), tight
	case *graph.Format:
		return w.format(x)
	case *graph.Apply:
		w.whole = whole && x.Type != graph.Time && absentOf[x.Op]
		return w.apply(x, alone)
	}
	return "null", tight // a Bad, which is reported
}

func (w writer) ref(v *graph.Value) (string, int) {
	for _, it := range slices.Backward(w.items) {
		if it.value == v {
			if it.name == "" {
				return "$", tight
			}
			return "$" + it.name, tight
		}
	}
	switch way, _ := w.plan.how(v, w.at); way {
	case byResult:
		return resultText(w.at.state), tight
	case byError:
		return "$states.errorOutput", tight
	case byDocument:
		return "$states.input", tight
	case byExecution:
		return "$states.context.Execution.Input" + w.plan.itemIn(w.at.state.scope.domain), tight
	case byToken:
		return "$states.context.Task.Token", tight
	}
	return "$" + w.plan.names[v], tight
}

// resultText reads a state's own result.
func resultText(s *state) string {
	if name := wrapper(s); name != "" {
		return "$states.result." + member(name)
	}
	return "$states.result"
}
