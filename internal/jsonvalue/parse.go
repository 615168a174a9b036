package jsonvalue

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
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
	return parseStrictly(text)
}

var errEndsEarly = fmt.Errorf("the text ends too early: %w", io.ErrUnexpectedEOF)

// parseStrictly reads any text that [Parse] reads, and says what is wrong with all
// others.
func parseStrictly(text string) (Value, error) {
	r := reader{tokens: Tokens{text: text, lenient: true}}
	v, err := r.next(0)
	if err == nil {
		_, err = r.tokens.Next()
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return Value{}, errEndsEarly
	}
	return v, err
}

// reader reads one text. Items and members are gathered on stacks, so that each
// array and object gets a slice of its exact length.
type reader struct {
	tokens  Tokens
	items   []Value
	members []Member
	names   map[string]string // names seen, as objects repeat them
}

// next reads a value that starts with the next token.
func (r *reader) next(depth int) (Value, error) {
	kind, err := r.tokens.Next()
	if err != nil {
		return Value{}, err
	}
	return r.read(kind, depth)
}

// read reads a value whose first token was read.
func (r *reader) read(kind byte, depth int) (Value, error) {
	if depth > MaxDepth {
		return Value{}, fmt.Errorf("JSON text nests deeper than %d", MaxDepth)
	}
	switch kind {
	case '[':
		return r.array(depth)
	case '{':
		return r.object(depth)
	case 'n':
		return NullValue(), nil
	case 't', 'f':
		return BoolOf(kind == 't'), nil
	case '"':
		return StringOf(strings.Clone(r.tokens.Text())), nil
	}
	return literalNumber(r.tokens.Raw()), nil
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
	base := len(r.items)
	for {
		kind, err := r.tokens.Next()
		if err != nil {
			return Value{}, err
		}
		if kind == ']' {
			break
		}
		v, err := r.read(kind, depth+1)
		if err != nil {
			return Value{}, err
		}
		r.items = append(r.items, v)
	}
	v := ArrayOf(slices.Clone(r.items[base:])...)
	r.items = r.items[:base]
	v.node().plain.Store(true)
	return v, nil
}

func (r *reader) object(depth int) (Value, error) {
	base := len(r.members)
	for {
		kind, err := r.tokens.Next()
		if err != nil {
			return Value{}, err
		}
		if kind == '}' {
			break
		}
		name := r.name()
		v, err := r.next(depth + 1)
		if err != nil {
			return Value{}, err
		}
		r.members = append(r.members, Member{name, v})
	}
	v := ObjectOf(slices.Clone(r.members[base:])...)
	r.members = r.members[:base]
	v.node().plain.Store(true)
	return v, nil
}

// name gives the member's name that was read; equal names share their text.
func (r *reader) name() string {
	raw := r.tokens.Raw()
	if known, ok := r.names[raw]; ok {
		return known
	}
	name := strings.Clone(r.tokens.Text())
	if r.names == nil {
		r.names = make(map[string]string)
	}
	if len(r.names) < 1000 {
		r.names[raw] = name
	}
	return name
}
