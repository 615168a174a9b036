package syntax

import (
	"slices"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// after parses an operator and what follows it, given what stands before it.
func (p *parser) after(left Node) (Node, error) {
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
	at := Common{Pos: t.end}
	if t.text == "~>" {
		at.KeepArray = left.Base().KeepArray || right.Base().KeepArray
		return &Apply{Common: at, Left: left, Right: right}, nil
	}
	b := &Binary{Common: at, Operator: t.text, Left: left, Right: right}
	b.inherit(left, right)
	return b, nil
}

// asPath gives a path that starts with the node, or the node if it is one.
func asPath(n Node) *Path {
	if p, ok := n.(*Path); ok {
		return p
	}
	return &Path{Common: Common{Pos: n.Base().Pos}, Steps: []Node{n}}
}

// step parses left.right.
func (p *parser) step(left Node, t token) (Node, error) {
	right, err := p.expression(power["."])
	if err != nil {
		return nil, err
	}
	path := asPath(left)
	if up, ok := left.(*Parent); ok {
		path.seek(up.slot)
	}
	if rest, ok := right.(*Path); ok && rest.rare().filters == nil && rest.Group == nil {
		path.Steps = append(path.Steps, rest.Steps...)
		path.KeepSingleton = path.KeepSingleton || rest.KeepSingleton
	} else {
		if c := right.Base(); c.rare().filters != nil {
			c.more.stages, c.more.filters = append(c.more.filters, c.more.stages...), nil
		}
		path.Steps = append(path.Steps, right)
	}
	for i, s := range path.Steps {
		if s.Base().KeepArray {
			path.KeepSingleton = true
		}
		l, ok := s.(*Literal)
		if !ok {
			continue
		}
		if l.Value.Kind() != jsonvalue.String {
			p.note(Fail("S0213", l.Value).At(l.Pos))
			continue
		}
		path.Steps[i] = &Name{Common: l.Common, Name: l.Value.Text()}
	}
	keepWhole(path.Steps[0])
	keepWhole(path.Steps[len(path.Steps)-1])
	if err := path.resolve(); err != nil {
		p.note(err)
	}
	return path, nil
}

// keepWhole says of an array written at the start or the end of a path that it is
// not merged with its neighbours.
func keepWhole(n Node) {
	if a, ok := n.(*Array); ok {
		a.Whole = true
	}
}

// isCons tells of a node whether keepWhole was said of it or of what is inside.
func isCons(n Node) bool {
	switch n := n.(type) {
	case *Array:
		return n.Whole
	case *Block:
		return n.Whole
	}
	return false
}

func startsCons(n Node) bool {
	if p, ok := n.(*Path); ok {
		return isCons(p.Steps[0])
	}
	return isCons(n)
}

// last gives the step that what follows an expression applies to: the last one of
// a path, or the expression itself.
func last(n Node) (step Node, inPath bool) {
	if p, ok := n.(*Path); ok {
		return p.Steps[len(p.Steps)-1], true
	}
	return n, false
}

// filter parses left[…] and left[].
func (p *parser) filter(left Node, t token) (Node, error) {
	if p.token.is("]") {
		if path, ok := left.(*Path); ok && len(path.Steps) == 1 && path.Group == nil {
			if name, ok := path.Steps[0].(*Name); ok && !name.numbered() {
				name.KeepArray, path.KeepSingleton = true, true
			}
		}
		left.Base().KeepArray = true
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
	c := step.Base()
	if c.Group != nil {
		p.note(Fail("S0209").At(t.end))
	}
	if err := c.adopt(step, predicate); err != nil {
		p.note(err)
	}
	s, more := Stage{Filter: predicate}, c.edit()
	if inPath {
		more.stages = append(more.stages, s)
	} else {
		more.filters = append(more.filters, s)
	}
	return left, nil
}

// numbered tells whether the step's items have their positions bound.
func (c *Common) numbered() bool {
	return c.rare().index != "" || slices.ContainsFunc(c.rare().stages, func(s Stage) bool { return s.Index != "" })
}

// group parses left{…}.
func (p *parser) group(left Node, t token) (Node, error) {
	pairs, err := p.pairs()
	if err != nil {
		return nil, err
	}
	if left.Base().Group != nil {
		p.note(Fail("S0210").At(t.end))
	}
	left.Base().Group = &Grouping{Pairs: pairs, Pos: t.end}
	return left, nil
}

func (p *parser) condition(test Node, t token) (Node, error) {
	c := &Condition{Common: Common{Pos: t.end}, Test: test}
	var err error
	if c.Then, err = p.expression(0); err != nil {
		return nil, err
	}
	c.inherit(test, c.Then)
	more, err := p.skip(":")
	if err != nil || !more {
		return c, err
	}
	if c.Otherwise, err = p.expression(0); err != nil {
		return nil, err
	}
	c.inherit(c.Otherwise)
	return c, nil
}

// nameOf is how errors name an expression that was written where a function or a
// variable was wanted.
func nameOf(n Node) (name string, number bool) {
	if n.Base().rare().filters != nil {
		return "[", false
	}
	switch n := n.(type) {
	case *Variable:
		return n.Name, false
	case *Literal:
		if n.Value.Kind() == jsonvalue.String {
			return n.Value.Text(), false
		}
		return n.Value.JSON(), true
	case *Path:
		if first, ok := n.Steps[0].(*Name); ok {
			return first.Name, false
		}
		return nameOf(n.Steps[0])
	case *Call:
		return "(", false
	}
	return "", false
}
