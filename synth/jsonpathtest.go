package synth

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/jsonpath"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// test writes what a rule of a Choice asks.
func (w *pathWriter) test(x graph.Expr, at place) object {
	op, ok := x.(*graph.Apply)
	if !ok {
		return w.isTrue(x, at)
	}
	switch op.Op {
	case graph.And, graph.Or:
		return w.joinedTests(op, at)
	case graph.Not:
		return not(w.test(op.Args[0], at))
	case graph.Present:
		path := w.operand(op.Args[0], at)
		return joined("And", present(path), isNull(path, false))
	case graph.There:
		return present(w.operand(op.Args[0], at))
	case graph.Eq, graph.Ne, graph.Lt, graph.Le, graph.Gt, graph.Ge:
		return w.comparison(op, at)
	case graph.Before:
		own := *op
		own.Op, own.Type = graph.Lt, graph.Time
		return w.comparison(&own, at)
	case graph.HasText:
		return w.matches(op, at)
	}
	return w.isTrue(x, at)
}

// ask is one comparison of a rule.
func ask(path, operator string, with jsonvalue.Value) object {
	var o object
	o.text("Variable", path)
	o.add(operator, with)
	return o
}

func present(path string) object { return ask(path, "IsPresent", jsonvalue.BoolOf(true)) }

func isNull(path string, so bool) object { return ask(path, "IsNull", jsonvalue.BoolOf(so)) }

func not(test object) object {
	var o object
	o.add("Not", test.value())
	return o
}

// joined is an And or an Or; what is one itself is taken into it.
func joined(name string, tests ...object) object {
	var all []jsonvalue.Value
	for _, t := range tests {
		if len(t) == 1 && t[0].Name == name {
			all = append(all, t[0].Value.Items()...)
			continue
		}
		all = append(all, t.value())
	}
	var o object
	o.add(name, jsonvalue.ArrayOf(all...))
	return o
}

func (w *pathWriter) joinedTests(op *graph.Apply, at place) object {
	name := "And"
	if op.Op == graph.Or {
		name = "Or"
	}
	around := w.sometimes
	tests := make([]object, len(op.Args))
	for i, x := range op.Args {
		tests[i] = w.test(x, at)
		w.sometimes = true
	}
	w.sometimes = around
	if len(tests) == 1 {
		return tests[0]
	}
	return joined(name, tests...)
}

func (w *pathWriter) isTrue(x graph.Expr, at place) object {
	return ask(w.operand(x, at), "BooleanEquals", jsonvalue.BoolOf(true))
}

// operand writes what a comparison looks at: a path to one value.
func (w *pathWriter) operand(x graph.Expr, at place) string {
	if text, ok := w.one(x, at); ok {
		return text
	}
	return w.liftBase(x, at)
}

// comparators are how the names of operators end.
var comparators = map[graph.Op]string{graph.Eq: "Equals", graph.Lt: "LessThan", graph.Le: "LessThanEquals", graph.Gt: "GreaterThan", graph.Ge: "GreaterThanEquals"}

// kindsOfTest are how they begin, by what is compared.
var kindsOfTest = map[graph.Type]string{graph.Text: "String", graph.Whole: "Numeric", graph.Number: "Numeric", graph.Boolean: "Boolean", graph.Time: "Timestamp"}

// mirrored are the comparisons with their sides changed.
var mirrored = map[graph.Op]graph.Op{graph.Eq: graph.Eq, graph.Ne: graph.Ne, graph.Lt: graph.Gt, graph.Le: graph.Ge, graph.Gt: graph.Lt, graph.Ge: graph.Le}

// comparison writes a comparison. One of what may be absent asks first whether it
// is there, where it is known what the answer is if not.
func (w *pathWriter) comparison(op *graph.Apply, at place) object {
	if kindsOfTest[op.Type] == "" {
		w.refuse(op, at, "a comparison of anything but texts, numbers, booleans and times", "compare their fields")
		return nil
	}
	left, right := op.Args[0], op.Args[1]
	guarded, ok := left.(*graph.Apply)
	if !ok || guarded.Op != graph.Default {
		return w.compare(op.Op, op.Type, left, right, at)
	}
	instead, isConst := guarded.Args[1].(*graph.Const)
	with, also := right.(*graph.Const)
	if !isConst || !also || op.Type == graph.Time {
		return w.compare(op.Op, op.Type, left, right, at)
	}
	if op.Op == graph.Ne && holds(graph.Ne, instead.Value, with.Value) {
		return not(w.comparison(as(graph.Eq, op), at))
	}
	path := w.operand(guarded.Args[0], at)
	test := w.compare(op.Op, op.Type, guarded.Args[0], right, at)
	switch {
	case holds(op.Op, instead.Value, with.Value):
		return joined("Or", not(joined("And", present(path), isNull(path, false))), test)
	case op.Op == graph.Ne: // null is something else than what it is compared with
		return joined("And", present(path), isNull(path, false), test)
	}
	return joined("And", present(path), test)
}

// compare writes a comparison of what is there.
func (w *pathWriter) compare(op graph.Op, of graph.Type, left, right graph.Expr, at place) object {
	if op == graph.Ne {
		return not(w.compare(graph.Eq, of, left, right, at))
	}
	if _, isConst := known(w.resolve(left, at)).(*graph.Const); isConst {
		if _, also := known(w.resolve(right, at)).(*graph.Const); !also {
			return w.compare(mirrored[op], of, right, left, at)
		}
	}
	operator := kindsOfTest[of] + comparators[op]
	if c, ok := known(w.resolve(right, at)).(*graph.Const); ok && !hasSubstitution(c.Value) {
		return ask(w.operand(left, at), operator, c.Value)
	}
	return ask(w.operand(left, at), operator+"Path", jsonvalue.StringOf(w.operand(right, at)))
}

// holds compares constants.
func holds(op graph.Op, a, b jsonvalue.Value) bool {
	if op == graph.Eq || op == graph.Ne {
		return jsonvalue.Equal(a, b) == (op == graph.Eq)
	}
	sign := cmp.Compare(a.Float(), b.Float())
	if a.Kind() == jsonvalue.String {
		sign = jsonpath.CompareText(a.Text(), b.Text())
	}
	switch op {
	case graph.Lt:
		return sign < 0
	case graph.Le:
		return sign <= 0
	case graph.Gt:
		return sign > 0
	}
	return sign >= 0
}

var wildcards = strings.NewReplacer(`\`, `\\`, `*`, `\*`)

// matches writes that a text has another in it.
func (w *pathWriter) matches(op *graph.Apply, at place) object {
	part := op.Args[1].(*graph.Const).Value
	if hasSubstitution(part) {
		w.refuse(op, at, fmt.Sprintf("whether a text has %q in it, which CloudFormation would replace", part.Text()), "")
		return nil
	}
	return ask(w.operand(op.Args[0], at), "StringMatches", jsonvalue.StringOf("*"+wildcards.Replace(part.Text())+"*"))
}

// hasSubstitution tells whether CloudFormation would read something else out of a
// constant.
func hasSubstitution(v jsonvalue.Value) bool { return strings.Contains(v.JSON(), "${") }
