package jsonvalue

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Tokens reads a JSON text (RFC 8259) token by token, and knows where each stands.
// It is for those who want places, or words for what is wrong; [Parse] is for
// those who want the value.
type Tokens struct {
	text       string
	lenient    bool   // bytes and escapes that make no character are taken for U+FFFD
	start, end int    // of the token that was read
	open       []byte // the brackets and braces around it
	state      tokenState
}

// tokenState is what may come next.
type tokenState uint8

const (
	beforeValue tokenState = iota // at the start of the text
	afterOpen                     // an item or a member's name, or what closes
	afterName                     // a colon and a value
	afterValue                    // a comma, or what closes
	afterAll                      // nothing
)

// NewTokens starts to read a text. It refuses bytes that are no UTF-8, and halves of
// surrogate pairs.
func NewTokens(text string) *Tokens { return &Tokens{text: text} }

// SyntaxError says why a text is no JSON. Where a text ends too early, the error is
// [io.ErrUnexpectedEOF] instead.
type SyntaxError struct {
	Offset  int    // bytes of the text before what is wrong
	Problem string // such as "invalid character '}' where a value starts"
	After   bool   // the text's value is whole, and something comes after it
}

// Error gives the problem and its place.
func (e *SyntaxError) Error() string { return fmt.Sprintf("%s, at byte %d", e.Problem, e.Offset) }

// Next reads a token and gives the byte that says what it is: one of { } [ ], " for
// a text or a name, 0 for a number, n, t, f, and the byte 0 after the text's value.
// Commas and colons are passed over. The error is a *[SyntaxError] or
// [io.ErrUnexpectedEOF].
func (t *Tokens) Next() (kind byte, err error) {
	c := t.skip()
	inObject := len(t.open) > 0 && t.open[len(t.open)-1] == '{'
	switch t.state {
	case afterAll:
		if c == 0 && t.start == len(t.text) {
			return 0, nil
		}
		return 0, &SyntaxError{t.start, "the text goes on after its value", true}
	case afterOpen, afterValue:
		if t.closes(c) {
			return c, nil
		}
		if t.state == afterValue {
			comma := t.start
			if c, err = t.pass(',', c); err != nil {
				return 0, err
			}
			if c == '}' || c == ']' {
				return 0, t.problem(comma, fmt.Sprintf("invalid character ',' before %q", c))
			}
		}
		if inObject {
			return '"', t.name(c)
		}
	case afterName:
		if c, err = t.pass(':', c); err != nil {
			return 0, err
		}
	}
	return t.value(c)
}

// Offsets gives the bytes of the text before the token that was read, and those up
// to its end.
func (t *Tokens) Offsets() (start, end int) { return t.start, t.end }

// Raw gives the token that was read as it stands in the text.
func (t *Tokens) Raw() string { return t.text[t.start:t.end] }

// Text gives the content of the text or name that was read.
func (t *Tokens) Text() string {
	content := t.text[t.start+1 : t.end-1]
	if strings.IndexByte(content, '\\') < 0 && (!t.lenient || utf8.ValidString(content)) {
		return content
	}
	plain, _ := unquote(content)
	return plain
}

// skip passes over white space and gives the byte after it, 0 at the end.
func (t *Tokens) skip() byte {
	t.start = t.end
	for t.start < len(t.text) {
		switch c := t.text[t.start]; c {
		case ' ', '\t', '\n', '\r':
			t.start++
		default:
			t.end = t.start
			return c
		}
	}
	t.end = t.start
	return 0
}

// closes takes the byte that closes the innermost array or object, if it is that.
func (t *Tokens) closes(c byte) bool {
	last := len(t.open) - 1
	if c != t.open[last]+2 { // in ASCII, what closes stands two after what opens
		return false
	}
	t.open = t.open[:last]
	t.end = t.start + 1
	t.settle()
	return true
}

// settle sets what may follow a value.
func (t *Tokens) settle() {
	t.state = afterValue
	if len(t.open) == 0 {
		t.state = afterAll
	}
}

// pass takes a comma or a colon, and gives the byte after it.
func (t *Tokens) pass(sign, c byte) (byte, error) {
	if c != sign {
		wanted := "':'"
		if sign == ',' {
			wanted = fmt.Sprintf("',' or %q", t.open[len(t.open)-1]+2)
		}
		return 0, t.unexpected(t.start, "where "+wanted+" is expected")
	}
	t.end = t.start + 1
	return t.skip(), nil
}

func (t *Tokens) name(c byte) error {
	if c != '"' {
		return t.unexpected(t.start, "where a name in double quotes is expected")
	}
	t.state = afterName
	return t.quoted()
}

func (t *Tokens) value(c byte) (kind byte, err error) {
	switch c {
	case '{', '[':
		t.open = append(t.open, c)
		t.end, t.state = t.start+1, afterOpen
		return c, nil
	case '"':
		err = t.quoted()
	case 'n':
		err = t.word("null")
	case 't':
		err = t.word("true")
	case 'f':
		err = t.word("false")
	default:
		if c != '-' && (c < '0' || c > '9') {
			return 0, t.unexpected(t.start, "where a value starts")
		}
		c, err = '0', t.number()
	}
	t.settle()
	return c, err
}

func (t *Tokens) word(word string) error {
	for i := range len(word) {
		if at := t.start + i; at >= len(t.text) || t.text[at] != word[i] {
			return t.unexpected(at, "in "+word)
		}
	}
	t.end = t.start + len(word)
	return nil
}

func (t *Tokens) number() error {
	n, ok := numberLength(t.text[t.start:])
	t.end = t.start + n
	if !ok {
		return t.unexpected(t.end, "in a number")
	}
	return nil
}

// quoted reads a text or a name, whose quotation mark is next.
func (t *Tokens) quoted() error {
	for i := t.start + 1; i < len(t.text); i++ {
		switch c := t.text[i]; {
		case c == '"':
			t.end = i + 1
			return nil
		case c == '\\':
			n := escapeLength(t.text[i:], t.lenient)
			if n == 0 {
				return t.badEscape(i)
			}
			i += n - 1
		case c < ' ':
			return t.unexpected(i, "in a text")
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(t.text[i:])
			if r == utf8.RuneError && size == 1 && !t.lenient {
				return t.problem(i, "invalid UTF-8 in a text")
			}
			i += size - 1
		}
	}
	return io.ErrUnexpectedEOF
}

// badEscape says what is wrong with an escape, or that the text ends in it.
func (t *Tokens) badEscape(at int) error {
	rest := t.text[at:]
	switch {
	case len(rest) < 2 || len(rest) < 6 && rest[1] == 'u' && strings.IndexByte(rest, '"') < 0:
		return io.ErrUnexpectedEOF
	case rest[1] == 'u':
		return t.problem(at, `an escape \u that makes no character`)
	}
	return t.unexpected(at+1, `after \`)
}

// unexpected says that a character does not belong where it stands, or that the
// text ends there.
func (t *Tokens) unexpected(at int, where string) error {
	if at >= len(t.text) {
		return io.ErrUnexpectedEOF
	}
	c, _ := utf8.DecodeRuneInString(t.text[at:])
	return t.problem(at, fmt.Sprintf("invalid character %q %s", c, where))
}

func (t *Tokens) problem(at int, problem string) error {
	return &SyntaxError{Offset: at, Problem: problem}
}

// numberLength counts the bytes of the number at the start of a text, up to what
// it is not, and tells whether it is whole.
func numberLength(s string) (n int, ok bool) {
	if s != "" && s[0] == '-' {
		n = 1
	}
	start := n
	if n = afterDigits(s, n); n == start {
		return n, false
	}
	if s[start] == '0' {
		n = start + 1
	}
	if n < len(s) && s[n] == '.' {
		start = n + 1
		if n = afterDigits(s, start); n == start {
			return n, false
		}
	}
	if n < len(s) && s[n]|0x20 == 'e' {
		if n++; n < len(s) && (s[n] == '+' || s[n] == '-') {
			n++
		}
		start = n
		n = afterDigits(s, n)
		return n, n > start
	}
	return n, true
}

// afterDigits passes over digits.
func afterDigits(s string, i int) int {
	for i < len(s) && s[i]-'0' <= 9 {
		i++
	}
	return i
}
