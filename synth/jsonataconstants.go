package synth

import (
	"strings"

	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// template writes an expression as it stands in a field of a state: constants,
// objects and lists as JSON, what is computed as strings of JSONata.
func (w writer) template(x graph.Expr) jsonvalue.Value {
	switch x := x.(type) {
	case *graph.Const:
		return escape(x.Value)
	case *graph.Named:
		return jsonvalue.StringOf("${" + x.Resource.Name + "}")
	case *graph.Object:
		if x.LeavesOut() { // which JSON cannot, and an object within an expression does
			break
		}
		members := make([]jsonvalue.Member, len(x.Members))
		for i, m := range x.Members {
			members[i] = jsonvalue.Member{Name: m.Name, Value: w.template(m.Expr)}
		}
		return jsonvalue.ObjectOf(members...)
	case *graph.List:
		items := make([]jsonvalue.Value, len(x.Items))
		for i := range x.Items {
			items[i] = w.template(x.Items[i])
		}
		return jsonvalue.ArrayOf(items...)
	case *graph.Ref, *graph.Field:
		if known, at := w.resolve(x); known != x {
			return at.template(known)
		}
	}
	w.whole = true
	return computed(w.absently().text(x, looseTernary))
}

func computed(text string) jsonvalue.Value { return jsonvalue.StringOf("{% " + text + " %}") }

// escape writes a constant so that neither Step Functions nor CloudFormation
// reads something else out of it: a string that looks like JSONata or holds a
// substitution becomes an expression.
func escape(v jsonvalue.Value) jsonvalue.Value {
	switch v.Kind() {
	case jsonvalue.String:
		if s := v.Text(); strings.HasPrefix(s, "{%") || strings.HasSuffix(s, "%}") || strings.Contains(s, "${") {
			return computed(quote(s))
		}
	case jsonvalue.Array:
		items := make([]jsonvalue.Value, v.Len())
		for i, item := range v.Items() {
			items[i] = escape(item)
		}
		return jsonvalue.ArrayOf(items...)
	case jsonvalue.Object:
		members := make([]jsonvalue.Member, v.Len())
		for i, m := range v.Members() {
			if strings.Contains(m.Name, "${") {
				return computed(writer{}.literal(v))
			}
			members[i] = jsonvalue.Member{Name: m.Name, Value: escape(m.Value)}
		}
		return jsonvalue.ObjectOf(members...)
	}
	return v
}

// quote writes a JSONata string literal. What CloudFormation or Step Functions
// would read as something else is cut in two.
func quote(s string) string {
	for _, marker := range []string{"${", "{%", "%}"} {
		if head, tail, cut := strings.Cut(s, marker); cut {
			return "(" + quote(head+marker[:1]) + " & " + quote(marker[1:]+tail) + ")"
		}
	}
	if !strings.ContainsAny(s, "'\\") && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' }) {
		return "'" + s + "'"
	}
	return jsonvalue.StringOf(s).JSON()
}

// literal writes a constant inside an expression.
func (w writer) literal(v jsonvalue.Value) string {
	switch v.Kind() {
	case jsonvalue.String:
		return quote(v.Text())
	case jsonvalue.Array:
		parts := make([]string, v.Len())
		for i, item := range v.Items() {
			parts[i] = w.literal(item)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case jsonvalue.Object:
		parts := make([]string, v.Len())
		for i, m := range v.Members() {
			parts[i] = quote(m.Name) + ": " + w.literal(m.Value)
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return v.JSON()
}
