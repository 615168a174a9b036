package syntax

import (
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// Signature is what a function says of its arguments: <s-nn?:s> and the like
// (docs.jsonata.org, "Function signatures"). Types are one letter each:
// s string, n number, b boolean, l null, a array, o object, f function,
// m nothing.
type Signature struct {
	Parameters []Parameter // in their order
}

// Parameter is one argument's rule.
type Parameter struct {
	Types    string // the types it takes
	Array    bool   // what is no array is made one
	Items    string // types of the array's items; "" is any
	Context  bool   // where it is missing, the context stands for it
	Optional bool   // it may be missing
	Many     bool   // it takes as many arguments as fit
}

// ParseSignature reads the text from < to >. An error is a *[Fault] with the code
// S0401 or S0402.
func ParseSignature(source string) (*Signature, error) {
	s := &Signature{}
	body, _, _ := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(source, "<"), ">"), ":")
	if i := topLevelColon(source); i >= 0 {
		body = source[1:i]
	}
	for i := 0; i < len(body); i++ {
		last := len(s.Parameters) - 1
		switch c := body[i]; c {
		case 's', 'n', 'b', 'l', 'o', 'a', 'f', 'j', 'x':
			s.add(typesOf(c), c == 'a')
		case '(':
			end := closing(body, i, '(', ')')
			choice := body[i+1 : end]
			if strings.ContainsRune(choice, '<') {
				return nil, Fail("S0402", jsonvalue.StringOf(choice)).At(i + 1)
			}
			s.add(choice+"m", false)
			i = end
		case '<':
			end := closing(body, i, '<', '>')
			if last < 0 || !s.Parameters[last].Array && s.Parameters[last].Types != "f" {
				return nil, Fail("S0401", jsonvalue.StringOf(body[:i])).At(i + 1)
			}
			s.Parameters[last].Items = body[i+1 : end]
			i = end
		case '-', '?', '+':
			if last >= 0 {
				s.Parameters[last].modify(c)
			}
		}
	}
	return s, nil
}

func (s *Signature) add(types string, array bool) {
	s.Parameters = append(s.Parameters, Parameter{Types: types, Array: array})
}

// typesOf gives the types that a letter stands for.
func typesOf(letter byte) string {
	switch letter {
	case 'a', 'x':
		return "asnblfom"
	case 'j':
		return "asnblom"
	case 'f':
		return "f"
	}
	return string(letter) + "m"
}

func (p *Parameter) modify(sign byte) {
	switch sign {
	case '-':
		p.Context, p.Optional = true, true
	case '?':
		p.Optional = true
	case '+':
		p.Many = true
	}
}

// topLevelColon finds the colon before the result's type.
func topLevelColon(source string) int {
	depth := 0
	for i := range len(source) {
		switch source[i] {
		case '<':
			depth++
		case '>':
			depth--
		case ':':
			if depth == 1 {
				return i
			}
		}
	}
	return -1
}

// closing finds the bracket that closes the one at i, or the end of the text.
func closing(s string, i int, open, shut byte) int {
	depth := 0
	for ; i < len(s); i++ {
		switch s[i] {
		case open:
			depth++
		case shut:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(s)
}
