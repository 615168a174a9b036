package jsonata

import (
	"slices"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// after parses an operator and what follows it, given what stands before it.
func (p *parser) after(left node) (node, error) {
	t := p.token
	if err := p.advance(true); err != nil {
		return nil, err
	}
	switch t.text {
	case ".":
		return p.step(left, t)
	case "[":
		return p.filter(left, t)
	case "{":
		return p.group(left, t)
	case "(":
		return p.call(left, t)
	case "^":
		return p.order(left, t)
	case "@":
		return p.focus(left, t)
	case "#":
		return p.position(left, t)
	case "?":
		return p.condition(left, t)
	case ":=":
		return p.binding(left, t)
	}
	right, err := p.expression(t.power)
	if err != nil {
		return nil, err
	}
	at := common{pos: t.end}
	if t.text == "~>" {
		at.keepArray = left.base().keepArray || right.base().keepArray
		return &apply{common: at, left: left, right: right}, nil
	}
	b := &binary{common: at, op: t.text, left: left, right: right}
	b.inherit(left, right)
	return b, nil
}

// asPath gives a path that starts with the node, or the node if it is one.
func asPath(n node) *pathNode {
	if p, ok := n.(*pathNode); ok {
		return p
	}
	return &pathNode{common: common{pos: n.base().pos}, steps: []node{n}}
}

// step parses left.right.
func (p *parser) step(left node, t token) (node, error) {
	right, err := p.expression(power["."])
	if err != nil {
		return nil, err
	}
	path := asPath(left)
	if up, ok := left.(*parent); ok {
		path.seek(up.slot)
	}
	if rest, ok := right.(*pathNode); ok && rest.rare().filters == nil && rest.group == nil {
		path.steps = append(path.steps, rest.steps...)
		path.keepSingleton = path.keepSingleton || rest.keepSingleton
	} else {
		if c := right.base(); c.rare().filters != nil {
			c.more.stages, c.more.filters = append(c.more.filters, c.more.stages...), nil
		}
		path.steps = append(path.steps, right)
	}
	for i, s := range path.steps {
		if s.base().keepArray {
			path.keepSingleton = true
		}
		l, ok := s.(*literal)
		if !ok {
			continue
		}
		if l.value.Kind() != jsonvalue.String {
			p.note(fail("S0213", l.value).at(l.pos))
			continue
		}
		path.steps[i] = &nameNode{common: l.common, name: l.value.Text()}
	}
	keepWhole(path.steps[0])
	keepWhole(path.steps[len(path.steps)-1])
	if err := path.resolve(); err != nil {
		p.note(err)
	}
	return path, nil
}

// keepWhole says of an array written at the start or the end of a path that it is
// not merged with its neighbours.
func keepWhole(n node) {
	if a, ok := n.(*arrayNode); ok {
		a.cons = true
	}
}

// isCons tells of a node whether keepWhole was said of it or of what is inside.
func isCons(n node) bool {
	switch n := n.(type) {
	case *arrayNode:
		return n.cons
	case *block:
		return n.cons
	}
	return false
}

func startsCons(n node) bool {
	if p, ok := n.(*pathNode); ok {
		return isCons(p.steps[0])
	}
	return isCons(n)
}

// last gives the step that what follows an expression applies to: the last one of
// a path, or the expression itself.
func last(n node) (step node, inPath bool) {
	if p, ok := n.(*pathNode); ok {
		return p.steps[len(p.steps)-1], true
	}
	return n, false
}

// filter parses left[…] and left[].
func (p *parser) filter(left node, t token) (node, error) {
	if p.token.is("]") {
		if path, ok := left.(*pathNode); ok && len(path.steps) == 1 && path.group == nil {
			if name, ok := path.steps[0].(*nameNode); ok && !name.numbered() {
				name.keepArray, path.keepSingleton = true, true
			}
		}
		left.base().keepArray = true
		return left, p.advance(true) // as in the reference, a slash after it is no division
	}
	predicate, err := p.expression(0)
	if err != nil {
		return nil, err
	}
	if err := p.expect("]", false); err != nil {
		return nil, err
	}
	step, inPath := last(left)
	c := step.base()
	if c.group != nil {
		p.note(fail("S0209").at(t.end))
	}
	if err := c.adopt(step, predicate); err != nil {
		p.note(err)
	}
	s, more := stage{filter: predicate, pos: t.end}, c.edit()
	if inPath {
		more.stages = append(more.stages, s)
	} else {
		more.filters = append(more.filters, s)
	}
	return left, nil
}

// numbered tells whether the step's items have their positions bound.
func (c *common) numbered() bool {
	return c.rare().index != "" || slices.ContainsFunc(c.rare().stages, func(s stage) bool { return s.index != "" })
}

// group parses left{…}.
func (p *parser) group(left node, t token) (node, error) {
	pairs, err := p.pairs()
	if err != nil {
		return nil, err
	}
	if left.base().group != nil {
		p.note(fail("S0210").at(t.end))
	}
	left.base().group = &grouping{pairs: pairs, pos: t.end}
	return left, nil
}

func (p *parser) condition(test node, t token) (node, error) {
	c := &condition{common: common{pos: t.end}, test: test}
	var err error
	if c.then, err = p.expression(0); err != nil {
		return nil, err
	}
	c.inherit(test, c.then)
	more, err := p.skip(":")
	if err != nil || !more {
		return c, err
	}
	if c.otherwise, err = p.expression(0); err != nil {
		return nil, err
	}
	c.inherit(c.otherwise)
	return c, nil
}

// nameOf is how errors name an expression that was written where a function or a
// variable was wanted.
func nameOf(n node) (name string, number bool) {
	if n.base().rare().filters != nil {
		return "[", false
	}
	switch n := n.(type) {
	case *variable:
		return n.name, false
	case *literal:
		if n.value.Kind() == jsonvalue.String {
			return n.value.Text(), false
		}
		return n.value.JSON(), true
	case *pathNode:
		if first, ok := n.steps[0].(*nameNode); ok {
			return first.name, false
		}
		return nameOf(n.steps[0])
	case *call:
		return "(", false
	}
	return "", false
}
