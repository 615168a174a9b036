package jsonpath

import (
	"fmt"
	"strings"
)

// parser reads a stretch of a text. Positions are those of the whole text, so
// that errors inside a filter point to the right place.
type parser struct {
	text   string
	pos    int
	end    int
	nested int
	plain  bool
}

// path reads a whole text as a path.
func (p *parser) path() (*Path, error) {
	p.end = len(strings.TrimRight(p.text, " \t\r\n"))
	if len(p.text) > maxText {
		return nil, p.fail(0, "a path may have %d bytes, and this one has %d", maxText, len(p.text))
	}
	path := &Path{text: p.text, plain: p.plain}
	if err := p.start(path); err != nil {
		return nil, err
	}
	return path, p.rest(path)
}

// rest reads the steps of a path whose root was read.
func (p *parser) rest(path *Path) error {
	if p.pos < p.end && p.text[p.pos] != '.' && p.text[p.pos] != '[' {
		return p.fail(p.pos, "%q cannot follow a path's root; write '.' and a name, or '['", p.rune())
	}
	steps, err := p.steps()
	if err != nil {
		return err
	}
	path.steps = steps
	path.definite = finish(steps)
	return nil
}

// start reads $, $$ or $name.
func (p *parser) start(path *Path) error {
	if p.plain {
		return p.plainStart(path)
	}
	if p.pos >= p.end || p.text[p.pos] != '$' {
		return p.fail(p.pos, "a path starts with $, $$ or a variable such as $name")
	}
	p.pos++
	if p.pos < p.end && p.text[p.pos] == '$' {
		p.pos++
		path.root = Context
		return nil
	}
	if n := variableLength(p.text[p.pos:p.end]); n > 0 {
		path.root = Variable
		path.variable = p.text[p.pos : p.pos+n]
		p.pos += n
	}
	return nil
}

func (p *parser) steps() ([]step, error) {
	var steps []step
	for p.pos < p.end {
		if p.text[p.pos] == '.' {
			p.pos++
			if p.pos < p.end && p.text[p.pos] == '.' {
				p.pos++
				steps = append(steps, step{kind: stepScan})
			}
			if p.pos == p.end {
				return nil, p.fail(p.pos-1, "a path cannot end with '.'")
			}
			if p.text[p.pos] == '.' {
				return nil, p.fail(p.pos, "a name is missing between the dots")
			}
		}
		s, err := p.step()
		if err != nil {
			return nil, err
		}
		steps = append(steps, s)
	}
	return steps, nil
}

func (p *parser) step() (step, error) {
	switch p.text[p.pos] {
	case '[':
		return p.bracket()
	case '*':
		p.pos++
		return step{kind: stepWildcard}, nil
	}
	return p.member()
}

// member reads a name after a dot: all up to a dot, a bracket or the end.
func (p *parser) member() (step, error) {
	n := strings.IndexAny(p.text[p.pos:p.end], " .[(")
	if n < 0 {
		n = p.end - p.pos
	}
	name := p.text[p.pos : p.pos+n]
	if p.pos+n < p.end {
		switch p.text[p.pos+n] {
		case ' ':
			return step{}, p.fail(p.pos+n, "a name with a blank needs brackets and quotes: ['my name']")
		case '(':
			return step{}, p.fail(p.pos, "Step Functions runs no JSONPath functions such as %s(); use an intrinsic function such as States.ArrayLength", name)
		}
	}
	p.pos += n
	return step{kind: stepName, name: name}, nil
}

// inside gives a parser for a stretch of the same text.
func (p *parser) inside(from, to int) *parser {
	return &parser{text: p.text, pos: from, end: to, nested: p.nested, plain: p.plain}
}

var closers = map[byte]byte{'(': ')', '[': ']', '{': '}'}

// matching finds the bracket that closes the one at open, passing over quoted
// text and, if asked, over regular expressions.
func (p *parser) matching(open int, regular bool) (int, error) {
	opener, closer := p.text[open], closers[p.text[open]]
	depth := 0
	for i := open; i < p.end; i++ {
		switch c := p.text[i]; {
		case c == '\'' || c == '"' || regular && c == '/':
			end := p.unescaped(i+1, c)
			if end < 0 {
				return 0, p.fail(i, "this %q does not end; a name that holds one is written @['…']", c)
			}
			i = end
		case c == opener:
			depth++
		case c == closer:
			depth--
			if depth == 0 {
				return i, nil
			}
		}
	}
	return 0, p.fail(open, "this %q has no %q", opener, closer)
}

// unescaped finds the next c that no backslash escapes.
func (p *parser) unescaped(from int, c byte) int {
	for i := from; i < p.end; i++ {
		switch p.text[i] {
		case '\\':
			i++
		case c:
			return i
		}
	}
	return -1
}

func (p *parser) blanks() {
	for p.pos < p.end && isBlank(p.text[p.pos]) {
		p.pos++
	}
}

// rune gives the character at the position, for a message.
func (p *parser) rune() rune {
	for _, r := range p.text[p.pos:p.end] {
		return r
	}
	return 0
}

func (p *parser) fail(at int, format string, args ...any) *SyntaxError {
	return &SyntaxError{Text: p.text, Position: at, Message: fmt.Sprintf(format, args...)}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }
