package jsonpath

import (
	"regexp"
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// condition is what a filter asks of an item.
type condition interface {
	holds(w *walk, item jsonvalue.Value) bool
}

type (
	anyOf      []condition
	allOf      []condition
	not        struct{ inner condition }
	comparison struct {
		left, right operand
		compare     func(w *walk, left, right value) bool
	}
	existence struct {
		path   operand
		exists bool
	}
)

func (c anyOf) holds(w *walk, item jsonvalue.Value) bool {
	for _, inner := range c {
		if inner.holds(w, item) {
			return true
		}
	}
	return false
}

func (c allOf) holds(w *walk, item jsonvalue.Value) bool {
	for _, inner := range c {
		if !inner.holds(w, item) {
			return false
		}
	}
	return true
}

func (c not) holds(w *walk, item jsonvalue.Value) bool { return !c.inner.holds(w, item) }

func (c comparison) holds(w *walk, item jsonvalue.Value) bool {
	return c.compare(w, c.left.of(w, item), c.right.of(w, item))
}

func (c existence) holds(w *walk, item jsonvalue.Value) bool {
	return c.path.exists(w, item) == c.exists
}

// operand is one side of a comparison: a literal, or a path from the item (@)
// or from the document ($).
type operand struct {
	path     *Path
	fromRoot bool
	literal  value
}

// value is what an operand stands for: JSON, a regular expression, or, as the
// zero value, nothing at all.
type value struct {
	json    jsonvalue.Value
	pattern *regexp.Regexp
}

func (o operand) of(w *walk, item jsonvalue.Value) value {
	if o.path == nil {
		return o.literal
	}
	start := o.start(w, item)
	if o.path.definite {
		v, _, ok := o.path.follow(start)
		if !ok {
			return value{}
		}
		return value{json: v}
	}
	inner := walk{path: o.path, root: w.root, visits: w.visits}
	if inner.from(0, start) != nil {
		return value{}
	}
	return value{json: jsonvalue.ArrayOf(inner.found...)}
}

// exists tells whether the path leads somewhere. Jayway asks that only the
// members named in it exist, so an indefinite path may find nothing.
func (o operand) exists(w *walk, item jsonvalue.Value) bool {
	start := o.start(w, item)
	if o.path.definite && !o.path.merges() {
		_, _, ok := o.path.follow(start)
		return ok
	}
	inner := walk{path: o.path, root: w.root, visits: w.visits, strict: true}
	return inner.from(0, start) == nil
}

func (o operand) start(w *walk, item jsonvalue.Value) jsonvalue.Value {
	if o.fromRoot {
		return w.root
	}
	return item
}

// merges tells whether the path ends with a union of names.
func (p *Path) merges() bool {
	return len(p.steps) > 0 && p.steps[len(p.steps)-1].kind == stepNames
}

// condition reads the inside of a filter.
func (p *parser) condition() (condition, error) {
	c, err := p.or()
	if err != nil {
		return nil, err
	}
	p.blanks()
	if p.pos == p.end {
		return c, nil
	}
	if p.text[p.pos] == '=' {
		return nil, p.fail(p.pos, "equality is written == in a filter")
	}
	return nil, p.fail(p.pos, "expected an operator such as == or =~, or && or ||, at %q", excerpt(p.text[p.pos:p.end]))
}

func (p *parser) or() (condition, error) {
	return p.chain("||", p.and, func(all []condition) condition { return anyOf(all) })
}

func (p *parser) and() (condition, error) {
	return p.chain("&&", p.term, func(all []condition) condition { return allOf(all) })
}

func (p *parser) chain(operator string, next func() (condition, error), join func([]condition) condition) (condition, error) {
	var all []condition
	for {
		c, err := next()
		if err != nil {
			return nil, err
		}
		all = append(all, c)
		p.blanks()
		if !strings.HasPrefix(p.text[p.pos:p.end], operator) {
			break
		}
		p.pos += len(operator)
	}
	if len(all) == 1 {
		return all[0], nil
	}
	return join(all), nil
}

// term reads a comparison, a test for existence, a negation or a group.
func (p *parser) term() (condition, error) {
	p.blanks()
	if p.pos == p.end {
		return nil, p.fail(p.pos, "a filter needs a condition, such as @.name or @.price > 10")
	}
	if p.nested > 4*maxNested {
		return nil, p.fail(p.pos, "the filter nests too deep")
	}
	p.nested++
	defer func() { p.nested-- }()
	switch p.text[p.pos] {
	case '!':
		return p.negation()
	case '(':
		return p.group()
	}
	return p.relation()
}

func (p *parser) negation() (condition, error) {
	p.pos++
	p.blanks()
	if p.pos < p.end && (p.text[p.pos] == '@' || p.text[p.pos] == '$') {
		c, err := p.relation()
		if e, ok := c.(existence); ok {
			return existence{path: e.path}, err
		}
		return c, err // Jayway ignores a ! before a comparison that has no parentheses
	}
	inner, err := p.term()
	return not{inner}, err
}

func (p *parser) group() (condition, error) {
	open := p.pos
	p.pos++
	c, err := p.or()
	if err != nil {
		return nil, err
	}
	p.blanks()
	if p.pos == p.end || p.text[p.pos] != ')' {
		return nil, p.fail(open, "this '(' has no ')'")
	}
	p.pos++
	return c, nil
}

// relation reads "operand operator operand", or a path alone.
func (p *parser) relation() (condition, error) {
	start := p.pos
	left, err := p.operand()
	if err != nil {
		return nil, err
	}
	after := p.pos
	if compare := p.operator(); compare != nil {
		right, err := p.operand()
		if err != nil {
			return nil, err
		}
		return comparison{left: left, right: right, compare: compare}, nil
	}
	p.pos = after
	if left.path == nil {
		return nil, p.fail(start, "a condition compares something, such as @.price > 10, or names a path")
	}
	return existence{path: left, exists: true}, nil
}

const operatorCharacters = "<>=~!"

// operator reads an operator: signs, or a word.
func (p *parser) operator() func(w *walk, left, right value) bool {
	p.blanks()
	start := p.pos
	if p.pos < p.end && strings.IndexByte(operatorCharacters, p.text[p.pos]) >= 0 {
		for p.pos < p.end && strings.IndexByte(operatorCharacters, p.text[p.pos]) >= 0 {
			p.pos++
		}
	} else {
		for p.pos < p.end && p.text[p.pos] != ' ' {
			p.pos++
		}
	}
	return operators[strings.ToUpper(p.text[start:p.pos])]
}
