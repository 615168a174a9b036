package jsonpath

import (
	"strconv"
	"strings"
)

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
	return step{kind: stepFilter, filter: c}, p.closeBracket(open)
}

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
