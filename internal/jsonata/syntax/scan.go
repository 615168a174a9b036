package syntax

import (
	"math"
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// tokenKind is what a token is.
type tokenKind uint8

const (
	endToken tokenKind = iota
	operatorToken
	nameToken
	variableToken
	stringToken
	numberToken
	valueToken // true, false, null
	regexToken
)

// token is one word of the language.
type token struct {
	kind  tokenKind
	power int    // how tightly an operator binds, see power
	text  string // an operator, a name, a variable without its $, a string's content, a literal, a pattern
	flags string // of a regular expression
	start int    // bytes of the source before it
	end   int    // bytes of the source up to its end
}

// is tells whether the token is that operator.
func (t *token) is(operator string) bool { return t.kind == operatorToken && t.text == operator }

// Value gives the value that a number, true, false or null stands for.
func (t *token) value() jsonvalue.Value {
	switch t.text {
	case "true", "false":
		return jsonvalue.BoolOf(t.text == "true")
	case "null":
		return jsonvalue.NullValue()
	}
	f, _ := strconv.ParseFloat(t.text, 64)
	return jsonvalue.FloatOf(f)
}

// shown is the token as error messages name it.
func (t *token) shown() string {
	if t.kind == endToken {
		return "(end)"
	}
	if t.kind == numberToken || t.kind == valueToken {
		return t.value().JSON()
	}
	return t.text
}

// scanner cuts a source text into tokens.
type scanner struct {
	source string
	pos    int
}

const (
	blanks      = " \t\n\r\v"
	punctuation = ".[]{}(),@#;:?+-*/%|=<>^&!~"
)

// next reads the next token. Where an operand may start, a slash starts a regular
// expression; after an operand it divides.
func (s *scanner) next(t *token, operand bool) error {
	if err := s.skip(); err != nil {
		return err
	}
	*t = token{start: s.pos}
	if s.pos < len(s.source) {
		if err := s.scan(t, operand); err != nil {
			return err
		}
	}
	t.end = s.pos
	return nil
}

// skip passes over blanks and comments.
func (s *scanner) skip() error {
	for s.pos < len(s.source) {
		switch rest := s.source[s.pos:]; {
		case charClass[rest[0]] == 'b':
			s.pos++
		case strings.HasPrefix(rest, "/*"):
			end := strings.Index(rest[2:], "*/")
			if end < 0 {
				return Fail("S0106").At(s.pos)
			}
			s.pos += end + 4
		default:
			return nil
		}
	}
	return nil
}

func (s *scanner) scan(t *token, operand bool) error {
	rest := s.source[s.pos:]
	c := rest[0]
	if c == '/' && operand {
		return s.regex(t)
	}
	if n := signLength(rest); n > 0 {
		s.pos += n
		if op := rest[:n]; op != "!" && op != "~" {
			t.kind, t.text, t.power = operatorToken, op, power[op]
			return nil
		}
		return Fail("S0204").About(rest[:n]).At(s.pos)
	}
	switch {
	case c == '"' || c == '\'':
		return s.quoted(t, c)
	case c == '`':
		end := strings.IndexByte(rest[1:], '`')
		if end < 0 {
			return Fail("S0105").At(len(s.source))
		}
		s.pos += end + 2
		t.kind, t.text = nameToken, rest[1:end+1]
		return nil
	}
	if n := numberLength(rest); n > 0 {
		return s.number(t, rest[:n])
	}
	s.word(t)
	return nil
}

// signLength counts the characters of the operator sign at the start; 0 is none.
func signLength(s string) int {
	if charClass[s[0]] != 'p' {
		return 0
	}
	if len(s) > 1 {
		switch s[:2] {
		case "..", ":=", "!=", ">=", "<=", "**", "~>":
			return 2
		}
	}
	return 1
}

// charClass says of each byte whether it is a blank or a sign.
var charClass = func() (class [256]byte) {
	for i := range len(blanks) {
		class[blanks[i]] = 'b'
	}
	for i := range len(punctuation) {
		class[punctuation[i]] = 'p'
	}
	return class
}()

// numberLength counts the bytes of a JSON number, without a sign, at the start.
func numberLength(s string) int {
	n := digits(s)
	if n == 0 {
		return 0
	}
	if s[0] == '0' {
		n = 1
	}
	if n < len(s) && s[n] == '.' {
		if d := digits(s[n+1:]); d > 0 {
			n += 1 + d
		}
	}
	if n < len(s) && (s[n] == 'e' || s[n] == 'E') {
		sign := 0
		if n+1 < len(s) && (s[n+1] == '+' || s[n+1] == '-') {
			sign = 1
		}
		if d := digits(s[n+1+sign:]); d > 0 {
			n += 1 + sign + d
		}
	}
	return n
}

func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

func (s *scanner) number(t *token, literal string) error {
	if f, _ := strconv.ParseFloat(literal, 64); math.IsInf(f, 0) {
		return Fail("S0102").About(literal).At(s.pos)
	}
	s.pos += len(literal)
	t.kind, t.text = numberToken, literal
	return nil
}

// word reads a name, a variable or a keyword, up to a blank or a sign.
func (s *scanner) word(t *token) {
	rest := s.source[s.pos:]
	n := 0
	for n < len(rest) && charClass[rest[n]] == 0 {
		n++
	}
	s.pos += n
	t.kind, t.text = nameToken, rest[:n]
	switch t.text {
	case "and", "or", "in":
		t.kind, t.power = operatorToken, power[t.text]
	case "true", "false", "null":
		t.kind = valueToken
	}
	if rest[0] == '$' {
		t.kind, t.text = variableToken, rest[1:n]
	}
}
