package synth

import (
	"strings"
	"unicode/utf8"

	"github.com/quickstep-go/quickstep/internal/graph"
)

// operators are those that JSONata writes between their arguments.
var operators = map[graph.Op]struct {
	text  string
	binds int
}{
	graph.Add: {" + ", looseSum},
	graph.Sub: {" - ", looseSum},
	graph.Mul: {" * ", looseTimes},
	graph.Div: {" / ", looseTimes},
	graph.Mod: {" % ", looseTimes},
	graph.Has: {" in ", looseCompare},
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
	graph.Base64:         "$base64encode(#)",
	graph.FromBase64:     "$base64decode(#)",
	graph.Hash:           "$hash(#, #)",
	graph.UUID:           "$uuid()",

	graph.Range:     "[$filter(#, function($v, $i) { $i >= # and $i < # })]",
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

func (w writer) call(form string, args []graph.Expr) string {
	for _, x := range args {
		before, after, _ := strings.Cut(form, "#")
		form = before + strings.ReplaceAll(w.text(x, looseTernary), "#", "\x00") + after
	}
	return strings.ReplaceAll(form, "\x00", "#")
}

// regex writes a regular expression.
func regex(x graph.Expr) string {
	pattern := x.(*graph.Const).Value.Text()
	return "/" + strings.ReplaceAll(pattern, "/", `\/`) + "/"
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

// each writes the making of a list. Lists in it are appended one by one, as
// $map would lose the one of a list of one.
func (w writer) each(x *graph.Each) string {
	inner, name := w.element(x.Item)
	of, to := w.base(x.Of), inner.text(x.To, looseTernary)
	if x.Lists {
		of = w.text(x.Of, looseTernary) // nothing would not become the empty list
		return "$reduce(" + of + ", function($all, $" + name + ") { $append($all, [" + listed(to) + "]) }, [])"
	}
	return "[$map(" + of + ", function($" + name + ") { " + to + " })]"
}

// listed makes a list of one of an expression that may be a list. In parentheses,
// as JSONata joins a list that is computed and nests one that is written out.
func listed(text string) string { return "[(" + text + ")]" }

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
