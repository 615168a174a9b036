package synth

import (
	"strings"
	"unicode/utf8"

	"github.com/quickstep-go/quickstep/internal/graph"
)

// absentOf are the operators and functions that are absent where their first argument
// is, so that they fail a state as it would. Equality is none of them: what is absent
// equals nothing.
var absentOf = map[graph.Op]bool{
	graph.Add: true, graph.Sub: true, graph.Mul: true, graph.Div: true, graph.Mod: true,
	graph.Lt: true, graph.Le: true, graph.Gt: true, graph.Ge: true,
	graph.Round: true, graph.Floor: true, graph.Ceil: true, graph.Abs: true,
	graph.Upper: true, graph.Lower: true, graph.Trim: true, graph.Length: true, graph.Substring: true, graph.Replace: true,
	graph.HasText: true, graph.ToText: true, graph.ToNumber: true, graph.Base64: true, graph.FromBase64: true,
}

// functions are those that are calls, with # for each argument. What gives a
// list stands in brackets where JSONata would unwrap a list of one.
var functions = map[graph.Op]string{
	graph.Round:   "$round(#, #)",
	graph.Floor:   "$floor(#)",
	graph.Ceil:    "$ceil(#)",
	graph.Abs:     "$abs(#)",
	graph.Sum:     "$sum(#)",
	graph.Max:     "$max(#)",
	graph.Min:     "$min(#)",
	graph.Average: "$average(#)",
	graph.Random:  "$random()",

	graph.Split:          "$split(#, #)",
	graph.JoinText:       "$join(#, #)",
	graph.Upper:          "$uppercase(#)",
	graph.Lower:          "$lowercase(#)",
	graph.Trim:           "$trim(#)",
	graph.Length:         "$length(#)",
	graph.Substring:      "$substring(#, #, #)",
	graph.Replace:        "$replace(#, #, #)",
	graph.HasText:        "$contains(#, #)",
	graph.ToText:         "$string(#)",
	graph.ToNumber:       "$number(#)",
	graph.ParseJSON:      "$parse(#)",
	graph.JSONText:       "$string(#)",
	graph.JSONTextOfText: "($text := $string([#]); $substring($text, 1, $length($text) - 2))",
	graph.JSONTextOfAny:  "($value := #; $text := $string([$value]); $type($value) = 'string' ? $substring($text, 1, $length($text) - 2) : $string($value))",
	graph.Base64:         "$base64encode(#)",
	graph.FromBase64:     "$base64decode(#)",
	graph.Hash:           "$hash(#, #)",
	graph.UUID:           "$uuid()",

	graph.Count:     "$count(#)",
	graph.Concat:    "[$append(#, #)]",
	graph.Reverse:   "[$reverse(#)]",
	graph.Distinct:  "[$distinct(#)]",
	graph.Partition: "$partition(#, #)",
	graph.Flatten:   "$reduce(#, $append, [])",
	graph.Keys:      "[$keys(#)]",
	graph.Merge:     "$merge([#, #])",

	graph.Entries:   "[$each(#, function($v, $k) { {'Key': $k, 'Value': $v} })]",
	graph.Enumerate: "[$map(#, function($v, $i) { {'Index': $i, 'Value': $v} })]",
}

// ofNothing is what is wrong where a function gives nothing.
var ofNothing = map[graph.Op]string{
	graph.Max:     "an empty list has no largest element",
	graph.Min:     "an empty list has no smallest element",
	graph.Average: "an empty list has no average",
}

// takesAny are the functions that take a list of one, and one of none, in any form.
var takesAny = map[graph.Op]bool{
	graph.Count: true, graph.Max: true, graph.Min: true, graph.Average: true,
	graph.Concat: true, graph.Reverse: true, graph.Distinct: true,
}

func (w writer) call(op graph.Op, args []graph.Expr) string {
	around := strings.Split(functions[op], "#")
	text := around[0]
	for i, x := range args {
		if takesAny[op] {
			text += w.bare(x, looseTernary)
		} else {
			text += w.text(x, looseTernary)
		}
		text += around[i+1]
		w.alone, w.whole = false, false // the first argument alone decides
	}
	return text
}

// slice writes the items of a list between two indices; of one that may hold lists,
// a function that appends them one by one.
func (w writer) slice(x *graph.Apply) string {
	of, inside := w.text(x.Args[0], looseTernary), "$i >= "+w.text(x.Args[1], looseSum)+" and $i < "+w.text(x.Args[2], looseSum)
	if x.Lists == graph.Never {
		return "[$filter(" + of + ", function($v, $i) { " + inside + " })]"
	}
	return "$reduce(" + of + ", function($all, $v, $i) { " + inside + " ? $append($all, " + asItem("$v", x.Lists) + ") : $all }, [])"
}

// has writes whether a list has an element. The operator in finds no objects and
// no lists, as it compares them by what they are and not by what they hold.
func (w writer) has(x *graph.Apply) (string, int) {
	if x.Type != graph.Untyped {
		return w.text(x.Args[0], looseCompare) + " in " + w.bare(x.Args[1], looseCompare+1), looseCompare
	}
	return "$exists($filter(" + w.text(x.Args[1], looseTernary) + ", function($v) { $v = " + w.text(x.Args[0], looseSum) + " }))", tight
}

// quotient writes a division. One by what is computed asks first whether that is
// zero, as JSONata makes null of a number that is infinite.
func (w writer) quotient(x *graph.Apply) (string, int) {
	first := w
	w.alone, w.whole = false, false
	by, binds := w.text(x.Args[1], looseTimes+1), looseTimes
	if _, ok := x.Args[1].(*graph.Const); !ok {
		by = "(" + w.text(x.Args[1], looseSum) + " != 0 ? " + w.text(x.Args[1], looseOr) + " : $error('division by zero'))"
	}
	return first.text(x.Args[0], looseTimes) + " / " + by, binds
}

// regex writes a regular expression, which dsl.Matches has read.
func regex(x graph.Expr) string {
	pattern, _, _ := graph.ParsePattern(x.(*graph.Const).Value.Text())
	return "/" + pattern + "/"
}

// splitAny writes a cut at any of some characters, without what is empty.
func (w writer) splitAny(x *graph.Apply) string {
	separators := x.Args[1].(*graph.Const).Value.Text()
	at := quote(separators)
	if utf8.RuneCountInString(separators) > 1 {
		at = "/[" + inClass.Replace(separators) + "]/"
	}
	return "[$filter($split(" + w.text(x.Args[0], looseTernary) + ", " + at + "), function($v) { $v != '' })]"
}

// inClass writes what means something in a class of characters, or to JSONata
// while it looks for the end of a regular expression, by its number.
var inClass = strings.NewReplacer(`\`, `\u005c`, "]", `\u005d`, "[", `\u005b`, "^", `\u005e`, "-", `\u002d`, "/", `\u002f`,
	"(", `\u0028`, ")", `\u0029`, "{", `\u007b`, "}", `\u007d`)

// listed makes a list of one of an expression that may be a list. In parentheses,
// as JSONata joins a list that is computed and nests one that is written out.
func listed(text string) string { return "[(" + text + ")]" }

// perhapsListed makes what another list takes as one item of an expression that may
// be a list or not.
func perhapsListed(text string) string {
	if isName(text) {
		return "($type(" + text + ") = 'array' ? [" + listed(text) + "] : " + text + ")"
	}
	return "($value := " + text + "; $type($value) = 'array' ? [" + listed("$value") + "] : $value)"
}

// isName tells whether an expression is a variable.
func isName(text string) bool {
	return strings.HasPrefix(text, "$") && nameLength(text[1:]) == len(text)-1
}

// asItem writes what $append adds to a list as one item.
func asItem(text string, lists graph.Lists) string {
	if lists == graph.Perhaps {
		return perhapsListed(text)
	}
	return "[" + listed(text) + "]"
}

// code writes the author's own expression, with its arguments bound to their
// names.
func (w writer) code(x *graph.Code) string {
	var b strings.Builder
	b.WriteString("(")
	for _, a := range x.Args {
		b.WriteString("$" + a.Name + " := " + w.text(a.Expr, looseTernary) + "; ")
	}
	return b.String() + x.Text + ")"
}
