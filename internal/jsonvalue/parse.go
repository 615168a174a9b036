package jsonvalue

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// MaxDepth is how deep arrays and objects may nest in a text; deeper ones are an
// error, so that no text can exhaust the stack.
const MaxDepth = 1000

// Parse reads one JSON text. A name that comes twice in an object keeps its
// first place and its last value, as Java's and JavaScript's readers have it.
func Parse(text []byte) (Value, error) { return ParseString(string(text)) }

// ParseString is [Parse] for a string.
func ParseString(text string) (Value, error) {
	if v, ok := scan(text); ok {
		return v, nil
	}
	return parseStrictly([]byte(text))
}

// parseStrictly reads any text that [Parse] reads, and says what is wrong with all
// others.
func parseStrictly(text []byte) (Value, error) {
	r := reader{decoder: jsontext.NewDecoder(bytes.NewBuffer(text), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))}
	v, err := r.read(0)
	if err != nil {
		return Value{}, syntaxError(err)
	}
	if _, err := r.decoder.ReadToken(); !errors.Is(err, io.EOF) {
		return Value{}, fmt.Errorf("JSON text goes on after its value, at byte %d", r.decoder.InputOffset())
	}
	return v, nil
}

func syntaxError(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("JSON text ends too early: %w", err)
	}
	return err
}

// reader reads one text. Items and members are gathered on stacks, so that each
// array and object gets a slice of its exact length.
type reader struct {
	decoder *jsontext.Decoder
	items   []Value
	members []Member
	names   map[string]string // names seen, as objects repeat them
}

func (r *reader) read(depth int) (Value, error) {
	if depth > MaxDepth {
		return Value{}, fmt.Errorf("JSON text nests deeper than %d", MaxDepth)
	}
	switch r.decoder.PeekKind() {
	case '[':
		return r.array(depth)
	case '{':
		return r.object(depth)
	}
	raw, err := r.decoder.ReadValue()
	if err != nil {
		return Value{}, err
	}
	switch raw[0] {
	case 'n':
		return NullValue(), nil
	case 't', 'f':
		return BoolOf(raw[0] == 't'), nil
	case '"':
		return StringOf(unquoted(raw)), nil
	}
	return literalNumber(string(raw)), nil
}

// unquoted gives the content of a JSON string.
func unquoted(raw []byte) string {
	content := raw[1 : len(raw)-1]
	if bytes.IndexByte(content, '\\') < 0 && utf8.Valid(content) {
		return string(content)
	}
	plain, _ := jsontext.AppendUnquote(nil, raw) // an error only says that invalid UTF-8 was replaced
	return string(plain)
}

// literalNumber gives the number of a valid literal, of which it keeps nothing.
func literalNumber(raw string) Value {
	if len(raw) <= 15 && raw[0] != '-' { // a small whole number
		n := 0
		for _, c := range []byte(raw) {
			if c < '0' || c > '9' {
				n = -1
				break
			}
			n = n*10 + int(c-'0')
		}
		if n >= 0 {
			return DoubleOf(float64(n))
		}
	}
	f, _ := strconv.ParseFloat(raw, 64)
	if isCanonical(f, raw) {
		return DoubleOf(f)
	}
	return numberOf(f, strings.Clone(raw))
}

func (r *reader) array(depth int) (Value, error) {
	if _, err := r.decoder.ReadToken(); err != nil {
		return Value{}, err
	}
	base := len(r.items)
	for r.decoder.PeekKind() != ']' {
		v, err := r.read(depth + 1)
		if err != nil {
			return Value{}, err
		}
		r.items = append(r.items, v)
	}
	_, err := r.decoder.ReadToken()
	v := ArrayOf(slices.Clone(r.items[base:])...)
	r.items = r.items[:base]
	v.node().plain.Store(true)
	return v, err
}

func (r *reader) object(depth int) (Value, error) {
	if _, err := r.decoder.ReadToken(); err != nil {
		return Value{}, err
	}
	base := len(r.members)
	for r.decoder.PeekKind() != '}' {
		name, err := r.name()
		if err != nil {
			return Value{}, err
		}
		v, err := r.read(depth + 1)
		if err != nil {
			return Value{}, err
		}
		r.members = append(r.members, Member{name, v})
	}
	_, err := r.decoder.ReadToken()
	v := ObjectOf(slices.Clone(r.members[base:])...)
	r.members = r.members[:base]
	v.node().plain.Store(true)
	return v, err
}

// name reads a member's name; equal names share their text.
func (r *reader) name() (string, error) {
	raw, err := r.decoder.ReadValue()
	if err != nil {
		return "", err
	}
	if known, ok := r.names[string(raw)]; ok {
		return known, nil
	}
	name := unquoted(raw)
	if r.names == nil {
		r.names = make(map[string]string)
	}
	if len(r.names) < 1000 {
		r.names[string(raw)] = name
	}
	return name, nil
}
