package synth

import (
	"strings"

	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/jsonpath"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// jsonText writes the JSON of an object or a list that is written out, with the
// JSON of what is computed in its places. The task token can stand in there, which
// a state before could not hold.
func (w *pathWriter) jsonText(x graph.Expr, at place) string {
	before := w.calls
	w.calls++
	var template strings.Builder
	args := w.spreadJSON(x, at, &template, nil)
	if w.calls-before > jsonpath.MaxCalls {
		return w.lift(x, at)
	}
	return "States.Format(" + strings.Join(append([]string{"'" + template.String() + "'"}, args...), ", ") + ")"
}

func (w *pathWriter) spreadJSON(x graph.Expr, at place, template *strings.Builder, args []string) []string {
	between := func(i int) {
		if i > 0 {
			template.WriteString(",")
		}
	}
	switch known, inner := w.resolve(x, at); known := known.(type) {
	case *graph.Const:
		template.WriteString(quotes.Replace(known.Value.JSON()))
	case *graph.Named:
		template.WriteString(`"{}"`) // whose braces would be the template's
		args = append(args, w.literal(known))
	case *graph.Object:
		if known.LeavesOut() {
			w.refuseAbsent(x, at)
		}
		template.WriteString(`\{`)
		for i, m := range known.Members {
			between(i)
			template.WriteString(quotes.Replace(jsonvalue.StringOf(m.Name).JSON()) + ":")
			args = w.spreadJSON(m.Expr, inner, template, args)
		}
		template.WriteString(`\}`)
	case *graph.List:
		template.WriteString("[")
		for i, item := range known.Items {
			between(i)
			args = w.spreadJSON(item, inner, template, args)
		}
		template.WriteString("]")
	default:
		w.calls++
		template.WriteString("{}")
		args = append(args, "States.JsonToString("+w.value(x, at)+")")
	}
	return args
}

// refuseAbsent notes a member that JSONPath cannot leave out.
func (w *pathWriter) refuseAbsent(x graph.Expr, at place) {
	w.refuse(x, at, "a member that is left out where it is absent", "say with dsl.Or what stands for it")
}
