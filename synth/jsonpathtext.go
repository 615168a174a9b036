package synth

import (
	"slices"
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
			return append(args, w.leftOut(x, at))
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

// leftOut notes an object of which a member is left out where it is absent: a Choice
// before takes it with that member or without, or, where it has more of them, makes
// what is merged into the rest.
func (w *pathWriter) leftOut(x graph.Expr, at place) string {
	known, inner := w.resolve(x, at)
	members := slices.Clone(known.(*graph.Object).Members)
	i := slices.IndexFunc(members, func(m graph.Member) bool { return m.Optional })
	members[i].Optional = false
	m := members[i]
	rest := &graph.Object{Members: slices.Delete(slices.Clone(members), i, i+1)}
	u := &unfit{expr: x, at: at, through: inner != at, hint: "payload", title: "Has " + titled(m.Name) + "?"}
	with, without := &graph.Object{Members: members}, rest
	if rest.LeavesOut() {
		with, without = &graph.Object{Members: []graph.Member{m}}, &graph.Object{}
		u.hint = m.Name
		u.with = func(v graph.Expr) graph.Expr { return &graph.Apply{Op: graph.Merge, Args: []graph.Expr{rest, v}} }
	}
	u.set = &graph.Apply{Op: graph.Choose, Args: []graph.Expr{&graph.Apply{Op: graph.There, Args: []graph.Expr{m.Expr}}, with, without}}
	return w.note(u)
}
