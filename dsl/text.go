package dsl

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/quickstep-go/quickstep/internal/graph"
)

// Format joins texts and values: each {} of the layout stands for the next
// argument, and {{ and }} for a brace (&, States.Format). Numbers, booleans,
// lists and objects are written as in JSON, a null as null; a number is written
// with 15 digits at most. A layout that does not fit its arguments is a
// diagnostic.
func Format(layout string, args ...Any) Val[string] {
	at := caller()
	texts, problem := split(layout)
	if problem == "" && len(texts) != len(args)+1 {
		problem = fmt.Sprintf("has %d {} for %d arguments", len(texts)-1, len(args))
	}
	if problem != "" {
		return val[string](bad(at, "QS0023", fmt.Sprintf("the layout %q %s", layout, problem), "each {} stands for one argument"))
	}
	f := &graph.Format{Texts: texts}
	for _, a := range args {
		arg := definite(a, at, "a dsl.Format")
		if a != nil && a.composed() {
			arg = &graph.Apply{Op: graph.JSONText, Args: []graph.Expr{arg}, Position: at}
		}
		f.Args = append(f.Args, arg)
	}
	return val[string](f)
}

// split cuts a layout at its {}.
func split(layout string) (texts []string, problem string) {
	var text strings.Builder
	for i := 0; i < len(layout); i++ {
		rest := layout[i:]
		switch {
		case strings.HasPrefix(rest, "{{"), strings.HasPrefix(rest, "}}"):
			text.WriteByte(layout[i])
			i++
		case strings.HasPrefix(rest, "{}"):
			texts = append(texts, text.String())
			text.Reset()
			i++
		case layout[i] == '{', layout[i] == '}':
			return nil, "has a lone brace"
		default:
			text.WriteByte(layout[i])
		}
	}
	return append(texts, text.String()), ""
}

// Split cuts a string at each sep, as strings.Split does ($split). An empty sep
// is a diagnostic. Not in JSONPath; see [SplitAny].
func Split(s Val[string], sep string) Val[[]string] {
	at := caller()
	if sep == "" {
		return val[[]string](bad(at, "QS0022", "dsl.Split has an empty separator", "name the text to cut at"))
	}
	return apply[[]string](graph.Split, at, "a dsl.Split", s, Lit(sep))
}

// SplitAny cuts a string at each of the characters of separators, and leaves
// out parts that are empty (States.StringSplit). No separators are a
// diagnostic.
func SplitAny(s Val[string], separators string) Val[[]string] {
	at := caller()
	if separators == "" {
		return val[[]string](bad(at, "QS0022", "dsl.SplitAny has no separators", "name the characters to cut at"))
	}
	return apply[[]string](graph.SplitAny, at, "a dsl.SplitAny", s, Lit(separators))
}

// Join writes the strings of a list one after the other, with sep between them
// ($join). Not in JSONPath.
func Join(v Val[[]string], sep string) Val[string] {
	return apply[string](graph.JoinText, caller(), "a dsl.Join", v, Lit(sep))
}

// Upper writes a string in capitals ($uppercase), by JavaScript's rules: ß
// becomes SS. Not in JSONPath.
func Upper(s Val[string]) Val[string] {
	return apply[string](graph.Upper, caller(), "a dsl.Upper", s)
}

// Lower writes a string in small letters ($lowercase). Not in JSONPath.
func Lower(s Val[string]) Val[string] {
	return apply[string](graph.Lower, caller(), "a dsl.Lower", s)
}

// Trim takes blanks, tabs and ends of lines off both ends of a string, and
// makes runs of them inside one blank ($trim). Other white space, such as a
// no-break space, stays. Not in JSONPath.
func Trim(s Val[string]) Val[string] { return apply[string](graph.Trim, caller(), "a dsl.Trim", s) }

// Length is how many characters, which are code points, a string has ($length).
// Not in JSONPath.
func Length(s Val[string]) Val[int] {
	return apply[int](graph.Length, caller(), "a dsl.Length", s)
}

// Substring gives n characters of a string, from an index on, in code points
// ($substring); fewer where the string is shorter. Negative numbers are a
// diagnostic. Not in JSONPath.
func Substring(s Val[string], from, n int) Val[string] {
	at := caller()
	if from < 0 || n < 0 {
		return val[string](bad(at, "QS0022", fmt.Sprintf("there are no %d characters from %d on", n, from), "count from 0"))
	}
	return apply[string](graph.Substring, at, "a dsl.Substring", s, Lit(from), Lit(n))
}

// Replace puts another text in the place of each old one, from the left
// ($replace). An empty old text is a diagnostic. Not in JSONPath.
func Replace(s Val[string], old, by string) Val[string] {
	at := caller()
	if old == "" {
		return val[string](bad(at, "QS0022", "dsl.Replace has an empty text to replace", "name one"))
	}
	return apply[string](graph.Replace, at, "a dsl.Replace", s, Lit(old), Lit(by))
}

// HasText holds where a string has another in it ($contains, StringMatches).
// Each has the empty one.
func HasText(s Val[string], part string) Cond {
	return Cond{apply[bool](graph.HasText, caller(), "a condition", s, Lit(part)).expr}
}

// Matches holds where some part of a string matches a regular expression
// ($contains). It is one of JavaScript's, of which this takes what Go's package
// regexp has as well; any other is a diagnostic. Where the two differ it means what
// it means in JavaScript: \s has all of Unicode's blanks, and a dot no end of a line.
// Not in JSONPath.
func Matches(s Val[string], pattern string) Cond {
	at := caller()
	if _, problem, help := graph.ParsePattern(pattern); problem != "" {
		return Cond{bad(at, "QS0023", fmt.Sprintf("the pattern %q %s", pattern, problem), help)}
	}
	return Cond{apply[bool](graph.Matches, at, "a condition", s, Lit(pattern)).expr}
}

// ToText writes a value as in JSON, and a string as it is ($string,
// States.Format); a number with 15 digits at most.
func ToText[T any](v Val[T]) Val[string] {
	at := caller()
	if t := reflect.TypeFor[T](); t.Kind() == reflect.String && !encodesItself(t) {
		return val[string](definite(v, at, "a dsl.ToText"))
	}
	if v.composed() {
		return apply[string](graph.JSONText, at, "a dsl.ToText", v)
	}
	return apply[string](graph.ToText, at, "a dsl.ToText", v)
}

// ToNumber reads a number as in JSON; also with zeros before it, and
// hexadecimal, octal and binary as 0x10, 0o7 and 0b1 ($number). What is none
// fails the state, and so does white space around it. Not in JSONPath; see
// [ParseJSON].
func ToNumber(s Val[string]) Val[float64] {
	return apply[float64](graph.ToNumber, caller(), "a dsl.ToNumber", s)
}

// ParseJSON reads a string that holds JSON ($parse, States.StringToJson); what
// is not JSON fails the state. Nobody checks that it is a T. An empty string
// fails, and is null in JSONPath.
func ParseJSON[T any](s Val[string]) Val[T] {
	return apply[T](graph.ParseJSON, caller(), "a dsl.ParseJSON", s)
}

// JSONText writes a value as JSON, without blanks ($string,
// States.JsonToString). Characters such as < are written as they are, and a
// number with 15 digits at most.
func JSONText[T any](v Val[T]) Val[string] {
	op := graph.JSONText
	switch t := reflect.TypeFor[T](); {
	case isText[T]():
		op = graph.JSONTextOfText
	case mayBeText(t):
		op = graph.JSONTextOfAny
	}
	return apply[string](op, caller(), "a dsl.JSONText", v)
}

// mayBeText tells whether a type whose zero value is no string in JSON may have
// others that are one.
func mayBeText(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Interface, reflect.Pointer:
		return true
	case reflect.Slice:
		return t.Elem().Kind() == reflect.Uint8 || encodesItself(t)
	}
	return encodesItself(t)
}

// isText tells whether a type is a string in JSON, as time.Time is.
func isText[T any]() bool {
	var zero T
	text, err := Encode(zero)
	return err == nil && len(text) > 0 && text[0] == '"'
}

// Base64 encodes a string ($base64encode, States.Base64Encode). It is meant for
// ASCII: JSONata takes each character for a byte and loses what is beyond
// U+00FF, JSONPath takes UTF-8, and at most 10,000 characters.
func Base64(s Val[string]) Val[string] {
	return apply[string](graph.Base64, caller(), "a dsl.Base64", s)
}

// FromBase64 decodes a string ($base64decode, States.Base64Decode). It is meant
// for what is ASCII when decoded: JSONata makes a character of each byte,
// JSONPath reads UTF-8, and at most 10,000 characters. What is no Base64 is
// passed over.
func FromBase64(s Val[string]) Val[string] {
	return apply[string](graph.FromBase64, caller(), "a dsl.FromBase64", s)
}

// A HashAlgorithm is one that Step Functions knows.
type HashAlgorithm string

// The hash algorithms (Developer Guide, "Transforming data with JSONata").
const (
	MD5    HashAlgorithm = "MD5"
	SHA1   HashAlgorithm = "SHA-1"
	SHA256 HashAlgorithm = "SHA-256"
	SHA384 HashAlgorithm = "SHA-384"
	SHA512 HashAlgorithm = "SHA-512"
)

// Hash gives the hash of a string's UTF-8 in small hexadecimal digits ($hash,
// States.Hash). An algorithm that Step Functions does not know is a diagnostic.
// In JSONPath the digits lack their leading zeros, and 10,000 characters are
// the most.
func Hash(s Val[string], by HashAlgorithm) Val[string] {
	at := caller()
	switch by {
	case MD5, SHA1, SHA256, SHA384, SHA512:
		return apply[string](graph.Hash, at, "a dsl.Hash", s, Lit(by))
	}
	return val[string](bad(at, "QS0022", fmt.Sprintf("Step Functions knows no hash algorithm %q", by), "take dsl.SHA256"))
}

// UUID is a new random identifier, version 4 ($uuid, States.UUID). In a task's
// input it is computed once, before the task, so that a retry sends the same
// one.
func UUID() Val[string] { return val[string](&graph.Apply{Op: graph.UUID}) }
