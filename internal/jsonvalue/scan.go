package jsonvalue

import (
	"strings"
	"unicode/utf8"
)

// A scanner reads JSON text without the cost of tokens. It takes only what is
// beyond doubt: at anything else (a mistake, a text that is not UTF-8, too deep a
// nest) it gives up, and the strict reader judges the text and words the error.
type scanner struct {
	text  string
	at    int
	names *[64]string // seen of late, as objects repeat them; nil where values may keep the text

	// What is being read beyond the first few of each array and object, innermost
	// last, so that each gets a slice of its exact length.
	items   []Value
	members []Member
}

// few is how many items or members are gathered on the stack, which is enough for
// most arrays and objects.
const few = 8

// short is up to what length a text is kept by the values that were read from it.
const short = 4096

// scan reads a text, or tells that it did not get through it.
func scan(text string) (Value, bool) {
	s := scanner{text: text}
	if len(text) > short {
		s.names = new([64]string)
	}
	v, ok := s.value(0)
	s.space()
	return v, ok && s.at == len(s.text)
}

// space skips white space.
func (s *scanner) space() {
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case ' ', '\t', '\n', '\r':
			s.at++
		default:
			return
		}
	}
}

// next skips white space and gives the byte after it, or 0 at the end.
func (s *scanner) next() byte {
	s.space()
	if s.at < len(s.text) {
		return s.text[s.at]
	}
	return 0
}

func (s *scanner) value(depth int) (Value, bool) {
	if depth > MaxDepth {
		return Value{}, false
	}
	switch c := s.next(); c {
	case '{':
		return s.object(depth)
	case '[':
		return s.array(depth)
	case '"':
		text, ok := s.quoted()
		if s.names != nil {
			text = strings.Clone(text)
		}
		return StringOf(text), ok
	case 't':
		return BoolOf(true), s.word("true")
	case 'f':
		return BoolOf(false), s.word("false")
	case 'n':
		return NullValue(), s.word("null")
	default:
		return s.number()
	}
}

func (s *scanner) word(word string) bool {
	if !strings.HasPrefix(s.text[s.at:], word) {
		return false
	}
	s.at += len(word)
	return true
}

// array reads an array, whose bracket is next.
func (s *scanner) array(depth int) (Value, bool) {
	s.at++
	var first [few]Value
	n, base := 0, len(s.items)
	for s.next() != ']' {
		if n > 0 && !s.comma() {
			return Value{}, false
		}
		v, ok := s.value(depth + 1)
		if !ok {
			return Value{}, false
		}
		if n < few {
			first[n] = v
			n++
		} else {
			s.items = append(s.items, v)
		}
	}
	s.at++
	items := make([]Value, n+len(s.items)-base)
	copy(items[copy(items, first[:n]):], s.items[base:])
	s.items = s.items[:base]
	made := &node{items: items}
	made.plain.Store(true)
	return nodeValue(Array, made), true
}

// object reads an object, whose brace is next.
func (s *scanner) object(depth int) (Value, bool) {
	s.at++
	var first [few]Member
	n, base := 0, len(s.members)
	for s.next() != '}' {
		if n > 0 && !s.comma() {
			return Value{}, false
		}
		name, ok := s.name()
		if !ok {
			return Value{}, false
		}
		v, ok := s.value(depth + 1)
		if !ok {
			return Value{}, false
		}
		if n < few {
			first[n] = Member{name, v}
			n++
		} else {
			s.members = append(s.members, Member{name, v})
		}
	}
	s.at++
	made := nodeOf(n + len(s.members) - base)
	copy(made.members[copy(made.members, first[:n]):], s.members[base:])
	s.members = s.members[:base]
	made.members = dedupe(made.members)
	made.plain.Store(true)
	return nodeValue(Object, made), true
}

// beside is a node with its members in one piece of memory, which is half the work of
// making two.
type beside[Members any] struct {
	node
	its Members
}

// nodeOf makes a node of so many members.
func nodeOf(members int) *node {
	switch members {
	case 1:
		n := new(beside[[1]Member])
		n.members = n.its[:]
		return &n.node
	case 2:
		n := new(beside[[2]Member])
		n.members = n.its[:]
		return &n.node
	case 3:
		n := new(beside[[3]Member])
		n.members = n.its[:]
		return &n.node
	}
	return &node{members: make([]Member, members)}
}

// comma takes the comma between two items or members.
func (s *scanner) comma() bool {
	if s.next() != ',' {
		return false
	}
	s.at++
	return true
}

// name reads a member's name and its colon; equal names share their text.
func (s *scanner) name() (string, bool) {
	if s.next() != '"' {
		return "", false
	}
	name, ok := s.quoted()
	if !ok || s.next() != ':' {
		return "", false
	}
	s.at++
	if s.names != nil {
		name = s.shared(name)
	}
	return name, true
}

// shared gives a copy of a name, the same as before if it was seen of late.
func (s *scanner) shared(name string) string {
	if name == "" {
		return ""
	}
	place := (uint(name[0])*7 + uint(name[len(name)-1])*31 + uint(len(name))) % uint(len(s.names))
	if s.names[place] != name {
		s.names[place] = strings.Clone(name)
	}
	return s.names[place]
}

// quoted reads a string, whose quotation mark is next. Its content is part of the
// text wherever it holds no escapes.
func (s *scanner) quoted() (string, bool) {
	start := s.at + 1
	ascii := byte(0)
	for i := start; i < len(s.text); i++ {
		c := s.text[i]
		ascii |= c
		switch {
		case c == '"':
			s.at = i + 1
			content := s.text[start:i]
			return content, ascii < utf8.RuneSelf || utf8.ValidString(content)
		case c == '\\':
			return s.escaped(start, i)
		case c < ' ':
			return "", false
		}
	}
	return "", false
}

// escaped reads a string with escapes, the first of which is at i.
func (s *scanner) escaped(start, i int) (string, bool) {
	for i < len(s.text) && s.text[i] != '"' {
		if s.text[i] == '\\' {
			i++
		}
		i++
	}
	if i >= len(s.text) {
		return "", false
	}
	s.at = i + 1
	return unquote(s.text[start:i])
}

// number reads a number.
func (s *scanner) number() (Value, bool) {
	n, ok := numberLength(s.text[s.at:])
	if !ok {
		return Value{}, false
	}
	s.at += n
	return literalNumber(s.text[s.at-n : s.at]), true
}
