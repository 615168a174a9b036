package synth

import (
	"strings"

	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

func (w writer) format(x *graph.Format) (string, int) {
	var parts []string
	for i, text := range x.Texts {
		if text != "" {
			parts = append(parts, quote(text))
		}
		if i < len(x.Args) {
			parts = append(parts, w.text(inText(x.Args[i]), looseConcat))
		}
	}
	switch {
	case len(parts) == 0:
		return "''", tight
	case len(parts) == 1 && len(x.Args) == 1:
		return "$string(" + w.text(inText(x.Args[0]), looseTernary) + ")", tight
	case len(parts) == 1:
		return parts[0], tight
	}
	return strings.Join(parts, " & "), looseConcat
}

// inText is what a format writes: the operator & makes JSON of lists and objects.
func inText(x graph.Expr) graph.Expr {
	if op, ok := x.(*graph.Apply); ok && op.Op == graph.JSONText {
		return op.Args[0]
	}
	return x
}

// operators are those that JSONata writes between their arguments.
var operators = map[graph.Op]struct {
	text  string
	binds int
}{
	graph.Add: {" + ", looseSum},
	graph.Sub: {" - ", looseSum},
	graph.Mul: {" * ", looseTimes},
	graph.Mod: {" % ", looseTimes},
}

func (w writer) apply(x *graph.Apply, alone bool) (string, int) {
	w.alone = w.whole
	switch x.Op {
	case graph.And:
		return w.joined(x.Args, " and ", looseAnd), looseAnd
	case graph.Or:
		return w.joined(x.Args, " or ", looseOr), looseOr
	case graph.Not:
		return "$not(" + w.text(x.Args[0], looseTernary) + ")", tight
	case graph.Present:
		return w.absently().text(x.Args[0], looseSum) + " != null", looseCompare
	case graph.Default:
		return w.orElse(w.absently().text(x.Args[0], looseSum), w.text(x.Args[1], looseTernary))
	case graph.Add:
		if c, ok := x.Args[1].(*graph.Const); ok && c.Value.Float() < 0 {
			return w.text(x.Args[0], looseSum) + " - " + strings.TrimPrefix(c.Value.JSON(), "-"), looseSum
		}
	case graph.Choose:
		return w.text(x.Args[0], looseOr) + " ? " + w.text(x.Args[1], looseOr) + " : " + w.text(x.Args[2], looseTernary), looseTernary
	case graph.Context:
		return "$states.context." + strings.Join(x.Path, "."), tight
	case graph.FormatTime, graph.ParseTime, graph.AddTime, graph.Before:
		return w.time(x, alone)
	case graph.Range:
		return w.slice(x), tight
	case graph.Has:
		return w.has(x)
	case graph.Div:
		return w.quotient(x)
	case graph.SplitAny:
		return w.splitAny(x), tight
	case graph.Ne: // what is absent is neither equal to something nor unequal
		if is := as(graph.Eq, x); x.Type != graph.Time && compared(is) != x.Args[0] {
			return "$not(" + w.comparison(is) + ")", tight
		}
	case graph.Matches:
		return "$contains(" + w.text(x.Args[0], looseTernary) + ", " + regex(x.Args[1]) + ")", tight
	}
	if operator, ok := operators[x.Op]; ok {
		return w.text(x.Args[0], operator.binds) + operator.text + w.text(x.Args[1], operator.binds+1), operator.binds
	}
	if _, ok := functions[x.Op]; ok {
		text := w.call(x.Op, x.Args)
		if why := ofNothing[x.Op]; why != "" && !alone {
			text = orFail(text, why)
		}
		return text, tight
	}
	return w.comparison(x), looseCompare
}

var comparisons = map[graph.Op]string{graph.Eq: "=", graph.Ne: "!=", graph.Lt: "<", graph.Le: "<=", graph.Gt: ">", graph.Ge: ">="}

func (w writer) comparison(x *graph.Apply) string {
	operator := " " + comparisons[x.Op] + " "
	if x.Type == graph.Time { // texts may differ where the moments do not
		return millis(w, x.Args[0]) + operator + millis(w, x.Args[1])
	}
	left := w
	left.alone = w.whole || compared(x) != x.Args[0]
	return left.text(compared(x), looseSum) + operator + w.text(x.Args[1], looseSum)
}

// long is how many characters of a path are better written once.
const long = 40

func (w writer) orElse(value, other string) (string, int) {
	if len(value) <= long {
		return value + " != null ? " + value + " : " + other, looseTernary
	}
	return "($value := " + value + "; $value != null ? $value : " + other + ")", tight
}

// as is a comparison by another operator.
func as(op graph.Op, x *graph.Apply) *graph.Apply {
	made := *x
	made.Op = op
	return &made
}

// compared is the left side of a comparison. Where it stands for an absent value
// by a constant that is not the one it is compared with, the absent value
// compares alike.
func compared(x *graph.Apply) graph.Expr {
	left, ok := x.Args[0].(*graph.Apply)
	if x.Op != graph.Eq || !ok || left.Op != graph.Default {
		return x.Args[0]
	}
	other, isConst := left.Args[1].(*graph.Const)
	with, alike := x.Args[1].(*graph.Const)
	if !isConst || !alike || jsonvalue.Equal(other.Value, with.Value) || with.Value.Kind() == jsonvalue.Null {
		return x.Args[0]
	}
	return left.Args[0]
}

func (w writer) joined(list []graph.Expr, with string, least int) string {
	parts := make([]string, len(list))
	for i, x := range list {
		parts[i] = w.text(x, least)
	}
	return strings.Join(parts, with)
}
