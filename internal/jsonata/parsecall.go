package jsonata

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// call parses left(…): a call, a partial application or, after the word function,
// a function definition.
func (p *parser) call(left node, t token) (node, error) {
	c := &call{common: common{pos: t.end}, function: left}
	c.name, c.number = nameOf(left)
	for !p.token.is(")") {
		argument, err := p.argument(c)
		if err != nil {
			return nil, err
		}
		c.arguments = append(c.arguments, argument)
		if more, err := p.skip(","); err != nil {
			return nil, err
		} else if !more {
			break
		}
	}
	if err := p.expect(")", false); err != nil {
		return nil, err
	}
	if isFunctionWord(left) {
		return p.lambda(c)
	}
	c.inherit(c.arguments...)
	return c, nil
}

func (p *parser) argument(c *call) (node, error) {
	if !p.token.is("?") {
		return p.expression(0)
	}
	c.partial = true
	n := &placeholder{common{pos: p.token.end}}
	return n, p.advance(false)
}

// isFunctionWord tells whether a node is the word function, or a lambda sign.
func isFunctionWord(n node) bool {
	path, ok := n.(*pathNode)
	if !ok || len(path.steps) != 1 {
		return false
	}
	name, ok := path.steps[0].(*nameNode)
	return ok && (name.name == "function" || name.name == "λ")
}

// lambda parses the rest of a function definition after its parameters.
func (p *parser) lambda(head *call) (node, error) {
	l := &lambda{common: common{pos: head.pos}}
	for i, argument := range head.arguments {
		v, ok := argument.(*variable)
		if !ok {
			token, number := nameOf(argument)
			f := fail("S0208", jsonvalue.IntOf(int64(i+1))).about(token).at(argument.base().pos)
			f.tokenNum = number
			return nil, f
		}
		l.parameters = append(l.parameters, v.name)
	}
	if p.token.is("<") {
		if err := p.signature(l); err != nil {
			return nil, err
		}
	}
	if err := p.expect("{", true); err != nil {
		return nil, err
	}
	body, err := p.expression(0)
	if err != nil {
		return nil, err
	}
	l.body = body
	markTail(body)
	return l, p.expect("}", true) // true: see filter
}

// signature parses <…> of a function definition.
func (p *parser) signature(l *lambda) error {
	pos := p.token.end
	text := "<"
	for depth := 1; depth > 0 && !p.token.is("{") && p.token.kind != endToken; {
		if err := p.advance(true); err != nil {
			return err
		}
		switch {
		case p.token.is(">"):
			depth--
		case p.token.is("<"):
			depth++
		}
		text += p.token.text
	}
	if err := p.expect(">", true); err != nil {
		return err
	}
	s, err := parseSignature(text)
	if err != nil {
		return within(err, "", pos)
	}
	l.signature = s
	return nil
}

// markTail finds the calls that are the last thing a function does: these need no
// stack of their own.
func markTail(n node) {
	if c := n.base(); c.rare().filters != nil || c.group != nil || c.keepArray {
		return
	}
	switch n := n.(type) {
	case *call:
		n.tail = !n.partial
	case *condition:
		markTail(n.then)
		if n.otherwise != nil {
			markTail(n.otherwise)
		}
	case *block:
		if len(n.items) > 0 {
			markTail(n.items[len(n.items)-1])
		}
	}
}
