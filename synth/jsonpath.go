package synth

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// pathWriter writes the expressions of one field in JSONPath. What cannot stand
// there it notes as unfit.
type pathWriter struct {
	plan      *plan
	calls     int  // intrinsic functions written so far
	sometimes bool // what is being written is not always evaluated
}

// located is an expression at its place.
type located struct {
	expr graph.Expr
	at   place
}

// resolve is that of the plan; JSONPath also takes an item of a list that is
// written out, and has nothing that stands for what may be absent.
func (w *pathWriter) resolve(x graph.Expr, at place) (graph.Expr, place) {
	x, at = w.plan.resolve(x, at)
	switch x := x.(type) {
	case *graph.Field:
		of, inner := w.resolve(x.Of, at)
		switch of := of.(type) {
		case *graph.Const:
			if v := of.Value.Get(x.Name); v.Exists() {
				return &graph.Const{Value: v}, inner
			}
		case *graph.Object:
			if i := slices.IndexFunc(of.Members, func(m graph.Member) bool { return m.Name == x.Name }); i >= 0 {
				return w.resolve(of.Members[i].Expr, inner)
			}
		}
	case *graph.Index:
		of, inner := w.resolve(x.Of, at)
		switch of := of.(type) {
		case *graph.Const:
			if of.Value.Kind() == jsonvalue.Array && x.At < of.Value.Len() {
				return &graph.Const{Value: of.Value.At(x.At)}, inner
			}
		case *graph.List:
			if x.At < len(of.Items) {
				return w.resolve(of.Items[x.At], inner)
			}
		}
	case *graph.Apply:
		if x.Op != graph.Default {
			break
		}
		if of, inner := w.resolve(x.Args[0], at); isThere(of) {
			return of, inner
		}
	}
	return x, at
}

// isThere tells whether an expression is never absent or null by its form.
func isThere(x graph.Expr) bool {
	switch x := x.(type) {
	case *graph.Const:
		return x.Value.Kind() != jsonvalue.Null
	case *graph.Object, *graph.List, *graph.Format, *graph.Named:
		return true
	}
	return false
}

// path writes what is a path, and tells whether it finds many values, of which
// Step Functions makes a list.
func (w *pathWriter) path(x graph.Expr, at place) (text string, many, ok bool) {
	x, at = w.resolve(x, at)
	if name := w.plan.handedName(x, at.state.scope); name != "" {
		return "$$.Execution.Input." + name, false, true
	}
	switch x := x.(type) {
	case *graph.Ref:
		return w.root(x.Value, at), false, x.Value.Source != graph.FromElement
	case *graph.Field:
		of, ok := w.one(x.Of, at)
		if strings.Contains(x.Name, "${") {
			return w.refuse(x, at, fmt.Sprintf("a member called %q, which CloudFormation would replace", x.Name), ""), false, true
		}
		return of + step(x.Name), false, ok
	case *graph.Index:
		of, ok := w.one(x.Of, at)
		return of + "[" + strconv.Itoa(x.At) + "]", false, ok
	case *graph.Filter:
		of, ok := w.one(x.Of, at)
		keep, can := kept(x.Keep, x.Item)
		return of + "[?(" + keep + ")]", true, ok && can
	case *graph.Each:
		return w.projected(x, at)
	case *graph.Apply:
		switch x.Op {
		case graph.Context:
			return "$$." + strings.Join(x.Path, "."), false, true
		case graph.Flatten:
			of, ok := w.one(x.Args[0], at)
			return of + "[*][*]", true, ok
		case graph.Range:
			of, ok := w.one(x.Args[0], at)
			from, to := x.Args[1].(*graph.Const).Value.JSON(), x.Args[2].(*graph.Const).Value.JSON()
			return of + "[" + from + ":" + to + "]", true, ok && from != to
		}
	}
	return "", false, false
}

// one writes what is a path that names one place.
func (w *pathWriter) one(x graph.Expr, at place) (string, bool) {
	text, many, ok := w.path(x, at)
	return text, ok && !many
}

// projected writes a list made of the same field of each element.
func (w *pathWriter) projected(x *graph.Each, at place) (text string, many, ok bool) {
	of, many, ok := w.path(x.Of, at)
	steps, can := selected(x.To, x.Item)
	if !ok || !can {
		return "", false, false
	}
	if !many && steps != "" {
		of += "[*]"
	}
	return of + steps, many || steps != "", true
}

// selected writes the fields of an element that an expression selects.
func selected(x graph.Expr, item *graph.Value) (string, bool) {
	switch x := x.(type) {
	case *graph.Ref:
		return "", x.Value == item
	case *graph.Field:
		of, ok := selected(x.Of, item)
		return of + step(x.Name), ok && !x.Optional && !x.Must
	}
	return "", false
}

// root writes where a value is read.
func (w *pathWriter) root(v *graph.Value, at place) string {
	switch way, _ := w.plan.how(v, at); way {
	case byResult:
		if name := wrapper(at.state); name != "" {
			return "$" + step(name)
		}
		return "$"
	case byError, byDocument:
		return "$"
	case byExecution:
		return "$$.Execution.Input" + w.plan.itemIn(at.state.scope.domain)
	case byToken:
		return "$$.Task.Token"
	}
	return "$" + w.plan.names[v]
}

// step writes a member; in brackets and quotes unless its name is a plain one.
func step(name string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_'
	}
	if name != "" && !strings.ContainsFunc(name, func(r rune) bool { return !plain(r) }) {
		return "." + name
	}
	return "['" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(name) + "']"
}

// template writes a payload. What is computed is text, for a member
// whose name ends in .$.
func (w *pathWriter) template(x graph.Expr, at place) (v jsonvalue.Value, isComputed bool) {
	known, inner := w.resolve(x, at)
	switch known := known.(type) {
	case *graph.Const:
		return plainly(known.Value)
	case *graph.Named:
		return jsonvalue.StringOf("${" + known.Resource.Name + "}"), false
	case *graph.Object:
		if known.LeavesOut() {
			return jsonvalue.StringOf(w.leftOut(x, at)), true
		}
		var o object
		for _, m := range known.Members {
			if strings.HasSuffix(m.Name, ".$") {
				w.refuse(x, at, fmt.Sprintf("a member called %q: it reads that as %q, computed", m.Name, strings.TrimSuffix(m.Name, ".$")), "give it another name")
			}
			w.member(&o, m.Name, m.Expr, inner)
		}
		return o.value(), false
	case *graph.List:
		if items, ok := w.written(known, inner); ok {
			return items, false
		}
	}
	return jsonvalue.StringOf(w.value(x, at)), true
}

// member adds a member of a template.
func (w *pathWriter) member(o *object, name string, x graph.Expr, at place) {
	v, isComputed := w.template(x, at)
	if isComputed {
		name += ".$"
	}
	o.add(name, v)
}

// written writes a list as one, where none of its items is computed by itself:
// objects may hold what is computed.
func (w *pathWriter) written(x *graph.List, at place) (jsonvalue.Value, bool) {
	for _, item := range x.Items {
		switch known, _ := w.resolve(item, at); known := known.(type) {
		case *graph.Object, *graph.Named:
		case *graph.Const:
			if _, isComputed := plainly(known.Value); isComputed {
				return jsonvalue.Value{}, false
			}
		default:
			return jsonvalue.Value{}, false
		}
	}
	items := make([]jsonvalue.Value, len(x.Items))
	for i, item := range x.Items {
		items[i], _ = w.template(item, at)
	}
	return jsonvalue.ArrayOf(items...), true
}

// plainly writes a constant in a template, so that neither Step Functions nor
// CloudFormation reads something else out of it.
func plainly(v jsonvalue.Value) (_ jsonvalue.Value, isComputed bool) {
	switch v.Kind() {
	case jsonvalue.String:
		if strings.Contains(v.Text(), "${") {
			return jsonvalue.StringOf("States.Format(" + inQuotes(v.Text()) + ")"), true
		}
	case jsonvalue.Array:
		for _, item := range v.Items() {
			if _, isComputed := plainly(item); isComputed {
				return fromText(v), true
			}
		}
	case jsonvalue.Object:
		var o object
		for _, m := range v.Members() {
			if strings.HasSuffix(m.Name, ".$") || strings.Contains(m.Name, "${") {
				return fromText(v), true
			}
			value, isComputed := plainly(m.Value)
			if isComputed {
				m.Name += ".$"
			}
			o.add(m.Name, value)
		}
		return o.value(), false
	}
	return v, false
}

// fromText writes a constant as the reading of a JSON text.
func fromText(v jsonvalue.Value) jsonvalue.Value {
	return jsonvalue.StringOf("States.StringToJson(" + inQuotes(v.JSON()) + ")")
}

var quotes = strings.NewReplacer(`\`, `\\`, `'`, `\'`, "{", `\{`, "}", `\}`)

// inQuotes writes a text as a literal of an intrinsic function.
func inQuotes(s string) string { return "'" + quotes.Replace(s) + "'" }

// value writes a path or an intrinsic function.
func (w *pathWriter) value(x graph.Expr, at place) string {
	if text, _, ok := w.path(x, at); ok {
		return text
	}
	return w.call(x, at)
}
