package syntax

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// call parses left(…): a call, a partial application or, after the word function,
// a function definition.
func (p *parser) call(left Node, t token) (Node, error) {
	c := &Call{Common: Common{Pos: t.end}, Function: left}
	c.Name, c.Number = nameOf(left)
	for more := !p.token.is(")"); more; {
		argument, err := p.argument(c)
		if err != nil {
			return nil, err
		}
		c.Arguments = append(c.Arguments, argument)
		if more, err = p.skip(","); err != nil {
			return nil, err
		}
	}
	if err := p.expect(")", false); err != nil {
		return nil, err
	}
	if isFunctionWord(left) {
		return p.lambda(c)
	}
	c.inherit(c.Arguments...)
	return c, nil
}

func (p *parser) argument(c *Call) (Node, error) {
	if !p.token.is("?") {
		return p.expression(0)
	}
	c.Partial = true
	n := &Placeholder{Common{Pos: p.token.end}}
	return n, p.advance(false)
}

// isFunctionWord tells whether a node is the word function, or a lambda sign.
func isFunctionWord(n Node) bool {
	path, ok := n.(*Path)
	if !ok || len(path.Steps) != 1 {
		return false
	}
	name, ok := path.Steps[0].(*Name)
	return ok && (name.Name == "function" || name.Name == "λ")
}

// lambda parses the rest of a function definition after its parameters.
func (p *parser) lambda(head *Call) (Node, error) {
	l := &Lambda{Common: Common{Pos: head.Pos}}
	for i, argument := range head.Arguments {
		v, ok := argument.(*Variable)
		if !ok {
			token, number := nameOf(argument)
			f := Fail("S0208", jsonvalue.IntOf(int64(i+1))).About(token).At(argument.Base().Pos)
			f.Number = number
			return nil, f
		}
		l.Parameters = append(l.Parameters, v.Name)
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
	l.Body = body
	markTail(body)
	return l, p.expect("}", true) // true: see filter
}

// signature parses <…> of a function definition.
func (p *parser) signature(l *Lambda) error {
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
	s, err := ParseSignature(text)
	if err != nil {
		return Within(err, "", pos)
	}
	l.Signature = s
	return nil
}

// markTail finds the calls that are the last thing a function does: these need no
// stack of their own.
func markTail(n Node) {
	if c := n.Base(); c.rare().filters != nil || c.Group != nil || c.KeepArray {
		return
	}
	switch n := n.(type) {
	case *Call:
		n.Tail = !n.Partial
	case *Condition:
		markTail(n.Then)
		if n.Otherwise != nil {
			markTail(n.Otherwise)
		}
	case *Block:
		if len(n.Items) > 0 {
			markTail(n.Items[len(n.Items)-1])
		}
	}
}
