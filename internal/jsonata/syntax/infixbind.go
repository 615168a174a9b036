package syntax

// order parses left^(<key, >key).
func (p *parser) order(left Node, t token) (Node, error) {
	if err := p.expect("(", true); err != nil {
		return nil, err
	}
	sort := &Sort{Common: Common{Pos: t.end}}
	for {
		down, err := p.skip(">")
		if err == nil && !down {
			_, err = p.skip("<")
		}
		if err != nil {
			return nil, err
		}
		key, err := p.expression(0)
		if err != nil {
			return nil, err
		}
		sort.Terms = append(sort.Terms, SortTerm{key, down})
		sort.inherit(key)
		if more, err := p.skip(","); err != nil {
			return nil, err
		} else if !more {
			break
		}
	}
	if err := p.expect(")", true); err != nil { // true: see filter
		return nil, err
	}
	path := asPath(left)
	path.Steps = append(path.Steps, sort)
	if err := path.resolve(); err != nil {
		p.note(err)
	}
	return path, nil
}

// boundName parses the variable after @ or #.
func (p *parser) boundName(t token) (string, error) {
	right, err := p.expression(t.power)
	if err != nil {
		return "", err
	}
	v, ok := right.(*Variable)
	if !ok {
		return "", Fail("S0214").About(t.text).At(right.Base().Pos)
	}
	return v.Name, nil
}

// focus parses left@$name.
func (p *parser) focus(left Node, t token) (Node, error) {
	name, err := p.boundName(t)
	if err != nil {
		return nil, err
	}
	step, _ := last(left)
	c := step.Base()
	if c.rare().stages != nil || c.rare().filters != nil {
		p.note(Fail("S0215").At(t.end))
	} else if _, ok := step.(*Sort); ok {
		p.note(Fail("S0216").At(t.end))
	}
	c.edit().focus, c.Tuple = name, true
	return left, nil
}

// position parses left#$name.
func (p *parser) position(left Node, t token) (Node, error) {
	name, err := p.boundName(t)
	if err != nil {
		return nil, err
	}
	path := asPath(left)
	step, _ := last(path)
	c := step.Base()
	more := c.edit()
	if more.filters != nil {
		more.stages, more.filters = more.filters, nil
	}
	if more.stages == nil {
		more.index = name
	} else {
		more.stages = append(more.stages, Stage{Index: name})
	}
	c.Tuple = true
	return path, nil
}

func (p *parser) binding(left Node, t token) (Node, error) {
	v, ok := left.(*Variable)
	if !ok || v.rare().filters != nil || v.Group != nil {
		token, number := nameOf(left)
		f := Fail("S0212").About(token).At(left.Base().Pos)
		f.Number = number
		return nil, f
	}
	value, err := p.expression(power[":="] - 1)
	if err != nil {
		return nil, err
	}
	b := &Binding{Common: Common{Pos: t.end}, Name: v.Name, Value: value}
	b.inherit(value)
	return b, nil
}
