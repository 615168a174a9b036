package jsonpath

import (
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var textFunctions = []*function{
	{Function{Name: "States.Format", Doc: "the template with each {} replaced by an argument", Params: []Param{{"template", TextKind}, {"value", AnyKind}}, Required: 1, Variadic: true, Result: TextKind}, format},
	{Function{Name: "States.StringSplit", Doc: "the parts of a text between any of the delimiting characters", Params: []Param{{"text", TextKind}, {"delimiters", TextKind}}, Required: 2, Result: ArrayKind}, stringSplit},
	{Function{Name: "States.UUID", Doc: "a random UUID of version 4", Result: TextKind}, uuid},
}

func format(in *invocation) (jsonvalue.Value, *problem) {
	template := in.args[0].Text()
	if a := in.call.args[0]; a.Path == nil && a.Call == nil {
		template = a.source // its escapes still stand
	}
	pieces, detail := cut(template)
	if detail != "" {
		return jsonvalue.Value{}, &problem{detail: "Invalid template in States.Format: " + detail, help: `a brace that is no {} is written \{ or \}`}
	}
	values := in.args[1:]
	if len(values) != len(pieces)-1 {
		p := in.invalid("the template has %s, and gets %s", plural(len(pieces)-1, "{}"), plural(len(values), "value"))
		p.detail += ": number of arguments do not match the occurrences of {}"
		return jsonvalue.Value{}, p
	}
	var b strings.Builder
	for i, piece := range pieces {
		b.WriteString(piece)
		if i < len(values) {
			b.WriteString(javaText(values[i]))
		}
	}
	return jsonvalue.StringOf(b.String()), nil
}

// cut gives what stands around the {} of a template, without escapes, or else
// what is wrong with it.
func cut(template string) (pieces []string, detail string) {
	var b strings.Builder
	for i := 0; i < len(template); i++ {
		c := template[i]
		next := byte(0)
		if i+1 < len(template) {
			next = template[i+1]
		}
		switch {
		case c == '\\' && next != 0 && strings.IndexByte(`{}\'`, next) >= 0:
			b.WriteByte(next)
			i++
		case c == '{' && next == '}':
			pieces = append(pieces, b.String())
			b.Reset()
			i++
		case c == '{':
			return nil, "matching '}' not found for '{'."
		case c == '}':
			return nil, "matching '{' not found for '}'."
		default:
			b.WriteByte(c)
		}
	}
	return append(pieces, b.String()), ""
}

// stringSplit cuts at each of the delimiting characters and leaves out empty
// parts, as Java's StringTokenizer does.
func stringSplit(in *invocation) (jsonvalue.Value, *problem) {
	delimiters := in.args[1].Text()
	parts := []jsonvalue.Value{}
	for part := range strings.FieldsFuncSeq(in.args[0].Text(), func(r rune) bool { return strings.ContainsRune(delimiters, r) }) {
		parts = append(parts, jsonvalue.StringOf(part))
	}
	return jsonvalue.ArrayOf(parts...), nil
}
