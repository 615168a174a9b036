package jsonpath

import (
	"fmt"
	"strconv"
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

// bracket reads what stands between [ and ].
func (p *parser) bracket() (step, error) {
	open := p.pos
	p.pos++
	p.blanks()
	if p.pos == p.end {
		return step{}, p.fail(open, "this '[' has no ']'")
	}
	switch c := p.text[p.pos]; {
	case c == '\'' || c == '"':
		return p.quotedNames(open)
	case c == '?':
		return p.filter(open)
	case c == '*':
		p.pos++
		return step{kind: stepWildcard}, p.closeBracket(open)
	case c == '-' || c == ':' || isDigit(c):
		return p.indexes(open)
	case c == '(':
		return step{}, p.fail(p.pos, "Step Functions runs no script in a path; an index from the end is written [-1]")
	case c == ']':
		return step{}, p.fail(open, "the brackets are empty; write ['name'], [0] or [*]")
	}
	return step{}, p.fail(p.pos, "a name in brackets needs quotes: ['name']")
}

func (p *parser) closeBracket(open int) error {
	p.blanks()
	if p.pos == p.end {
		return p.fail(open, "this '[' has no ']'")
	}
	if p.text[p.pos] != ']' {
		return p.fail(p.pos, "expected ']' here, not %q", p.rune())
	}
	p.pos++
	return nil
}

// quotedNames reads ['a'] or ['a','b'].
func (p *parser) quotedNames(open int) (step, error) {
	var names []string
	for {
		p.blanks()
		name, err := p.quotedName(open)
		if err != nil {
			return step{}, err
		}
		names = append(names, name)
		p.blanks()
		if p.pos == p.end || p.text[p.pos] != ',' {
			break
		}
		p.pos++
	}
	if err := p.closeBracket(open); err != nil {
		return step{}, err
	}
	if len(names) == 1 {
		return step{kind: stepName, name: names[0]}, nil
	}
	return step{kind: stepNames, names: unique(names)}, nil
}

// quotedName reads a name in quotes. A backslash escapes the quote and itself,
// and is an ordinary character elsewhere: the service finds the member Test\"
// by $['Test\"'].
func (p *parser) quotedName(open int) (string, error) {
	if p.pos == p.end || p.text[p.pos] != '\'' && p.text[p.pos] != '"' {
		return "", p.fail(min(p.pos, p.end), "expected another name in quotes")
	}
	start, quote := p.pos, p.text[p.pos]
	var name strings.Builder
	for p.pos++; p.pos < p.end; p.pos++ {
		c := p.text[p.pos]
		if c == quote {
			p.pos++
			return name.String(), nil
		}
		if c == '\\' && p.pos+1 < p.end && (p.text[p.pos+1] == quote || p.text[p.pos+1] == '\\') {
			p.pos++
			c = p.text[p.pos]
		}
		name.WriteByte(c)
	}
	return "", p.fail(start, "this quote does not end")
}

// indexes reads [0], [0,2] or a slice.
func (p *parser) indexes(open int) (step, error) {
	n := strings.IndexByte(p.text[p.pos:p.end], ']')
	if n < 0 {
		return step{}, p.fail(open, "this '[' has no ']'")
	}
	inside := p.text[p.pos : p.pos+n]
	if i := strings.IndexFunc(inside, func(r rune) bool { return !strings.ContainsRune("0123456789-,: ", r) }); i >= 0 {
		return step{}, p.fail(p.pos+i, "brackets hold indexes such as [0,2], a slice such as [1:3], or names in quotes")
	}
	start := p.pos
	p.pos += n + 1
	if strings.Contains(inside, ":") {
		return p.slice(start, strings.TrimSpace(inside))
	}
	var indexes []int
	for part := range strings.SplitSeq(inside, ",") {
		index, err := strconv.ParseInt(strings.TrimSpace(part), 10, 32)
		if err != nil {
			return step{}, p.fail(start, "%q is no index", strings.TrimSpace(part))
		}
		indexes = append(indexes, int(index))
	}
	if len(indexes) == 1 {
		return step{kind: stepIndex, index: indexes[0]}, nil
	}
	return step{kind: stepIndexes, indexes: indexes}, nil
}

// slice reads the bounds of a slice. Jayway ignores a step, and knows no slice
// without bounds.
func (p *parser) slice(start int, inside string) (step, error) {
	parts := strings.Split(inside, ":")
	bounds := make([]*int, 2)
	for i, part := range parts[:2] {
		if part == "" {
			continue
		}
		n, err := strconv.ParseInt(part, 10, 32)
		if err != nil {
			return step{}, p.fail(start, "%q is no bound of a slice", part)
		}
		bound := int(n)
		bounds[i] = &bound
	}
	if bounds[0] == nil && bounds[1] == nil {
		return step{}, p.fail(start, "a slice needs a bound; write [*] for all items")
	}
	return step{kind: stepSlice, slice: slice{bounds[0], bounds[1]}}, nil
}

// filter reads [?(…)].
func (p *parser) filter(open int) (step, error) {
	begin := p.pos
	p.pos++
	p.blanks()
	if p.pos == p.end || p.text[p.pos] != '(' {
		return step{}, p.fail(p.pos, "a filter is written [?(…)]")
	}
	closing, err := p.matching(p.pos, true)
	if err != nil {
		return step{}, err
	}
	inside := p.inside(p.pos+1, closing)
	inside.nested++
	if inside.nested > maxNested {
		return step{}, p.fail(begin, "filters nest deeper than %d", maxNested)
	}
	c, err := inside.condition()
	if err != nil {
		return step{}, err
	}
	p.pos = closing + 1
	s := step{kind: stepFilter, filter: c, source: p.text[begin:p.pos]}
	return s, p.closeBracket(open)
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

func unique(names []string) []string {
	var kept []string
	seen := map[string]bool{}
	for _, name := range names {
		if !seen[name] {
			seen[name] = true
			kept = append(kept, name)
		}
	}
	return kept
}
