package permissions

import (
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// text is what a definition says of an argument.
type text struct {
	given bool   // the argument is there, or may be
	exact bool   // known is all of it
	known string // all of it or, where not exact, how it begins
	from  string // the expression it comes from, where not written out
}

// arguments are what a call is given: the payload a state builds, or a part of
// it.
type arguments struct {
	value jsonvalue.Value
	lang  asl.QueryLanguage
	// whole tells that an expression or the state's input is all there is, so
	// that any argument may be in it.
	whole string
}

// payload gives the arguments of a call. A state that builds none passes its
// input on.
func payload(lang asl.QueryLanguage, parameters, args jsonvalue.Value) arguments {
	v := parameters
	if lang == asl.JSONata {
		v = args
	}
	if !v.Exists() {
		return arguments{lang: lang, whole: "the state's input"}
	}
	return arguments{value: v, lang: lang}.opened()
}

// opened takes note of a value that is an expression as a whole.
func (a arguments) opened() arguments {
	if s := a.value.Text(); a.lang == asl.JSONata && isJSONata(s) {
		a.whole = s
	}
	return a
}

// in gives the arguments inside a member.
func (a arguments) in(name string) arguments {
	if a.whole != "" {
		return a
	}
	if v := a.value.Get(name); v.Exists() {
		return arguments{value: v, lang: a.lang}.opened()
	}
	if path := a.value.Get(name + ".$"); a.lang == asl.JSONPath && path.Exists() {
		return arguments{lang: a.lang, whole: path.Text()}
	}
	return arguments{lang: a.lang}
}

// items gives the items of a member that is an array, and false where they are
// not written out.
func (a arguments) items(name string) ([]arguments, bool) {
	in := a.in(name)
	if in.whole != "" {
		return nil, false
	}
	var all []arguments
	for _, v := range in.value.Items() {
		all = append(all, arguments{value: v, lang: a.lang}.opened())
	}
	return all, true
}

// at gives the argument at the end of a path of names.
func (a arguments) at(path ...string) text {
	for _, name := range path {
		a = a.in(name)
	}
	return a.text()
}

// has tells whether an argument is there, or may be.
func (a arguments) has(path ...string) bool { return a.at(path...).given }

func (a arguments) text() text {
	if a.whole != "" {
		return evaluate(a.lang, a.whole)
	}
	switch a.value.Kind() {
	case jsonvalue.Absent, jsonvalue.Null:
		return text{}
	case jsonvalue.String:
		return text{given: true, exact: true, known: a.value.Text()}
	}
	return text{given: true, exact: true, known: a.value.JSON()}
}

func isJSONata(s string) bool { return strings.HasPrefix(s, "{%") && strings.HasSuffix(s, "%}") }

// evaluate gives what can be told of an expression's value without running it:
// strings joined with & in JSONata, and States.Format in JSONPath.
func evaluate(lang asl.QueryLanguage, expression string) text {
	var known string
	var exact bool
	if lang == asl.JSONata {
		known, exact = joined(strings.TrimSuffix(strings.TrimPrefix(expression, "{%"), "%}"))
	} else {
		known, exact = formatted(expression)
	}
	return text{given: true, exact: exact, known: known, from: expression}
}

// joined reads string literals joined with &, as far as they go. Where what
// follows may turn the whole into something else, nothing is known.
func joined(source string) (known string, exact bool) {
	var b strings.Builder
	for {
		source = strings.TrimLeft(source, " \t\r\n")
		literal, rest, ok := stringLiteral(source)
		if !ok {
			if strings.ContainsAny(source, "?=<>!") || strings.Contains(source, " in ") || strings.Contains(source, " or ") || strings.Contains(source, " and ") {
				return "", false
			}
			return b.String(), false
		}
		b.WriteString(literal)
		rest = strings.TrimLeft(rest, " \t\r\n")
		if rest == "" {
			return b.String(), true
		}
		if rest[0] != '&' {
			return "", false
		}
		source = rest[1:]
	}
}

// formatted reads States.Format('…{}…', arguments), filling in the arguments
// that are literals, up to the first that is not.
func formatted(source string) (known string, exact bool) {
	inner, ok := strings.CutPrefix(strings.TrimSpace(source), "States.Format(")
	if !ok {
		return "", false
	}
	template, rest, ok := stringLiteral(strings.TrimSpace(inner))
	if !ok {
		return "", false
	}
	var b strings.Builder
	for {
		before, after, more := strings.Cut(template, "{}")
		b.WriteString(before)
		if !more {
			return b.String(), strings.TrimSpace(rest) == ")"
		}
		rest, ok = strings.CutPrefix(strings.TrimSpace(rest), ",")
		if !ok {
			return b.String(), false
		}
		literal, next, ok := stringLiteral(strings.TrimSpace(rest))
		if !ok {
			return b.String(), false
		}
		b.WriteString(literal)
		template, rest = after, next
	}
}

// stringLiteral reads a quoted string at the beginning of a source. One with an
// escape other than that of its own quote or of a backslash is not read.
func stringLiteral(source string) (value, rest string, ok bool) {
	if source == "" || source[0] != '\'' && source[0] != '"' {
		return "", source, false
	}
	var b strings.Builder
	for i := 1; i < len(source); i++ {
		switch c := source[i]; {
		case c == source[0]:
			return b.String(), source[i+1:], true
		case c == '\\' && i+1 < len(source) && (source[i+1] == source[0] || source[i+1] == '\\'):
			i++
			b.WriteByte(source[i])
		case c == '\\':
			return "", source, false
		default:
			b.WriteByte(c)
		}
	}
	return "", source, false
}

// orElse gives a text that is written out, what it begins with and an asterisk,
// or what stands in for an absent one.
func orElse(t text, absent string) string {
	switch {
	case !t.given:
		return absent
	case t.exact:
		return t.known
	}
	return t.known + "*"
}
