package jsonata

// order parses left^(<key, >key).
func (p *parser) order(left node, t token) (node, error) {
	if err := p.expect("(", true); err != nil {
		return nil, err
	}
	sort := &sortStep{common: common{pos: t.end}}
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
		sort.terms = append(sort.terms, sortTerm{key, down})
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
	path.steps = append(path.steps, sort)
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
	v, ok := right.(*variable)
	if !ok {
		return "", fail("S0214").about(t.text).at(right.base().pos)
	}
	return v.name, nil
}

// focus parses left@$name.
func (p *parser) focus(left node, t token) (node, error) {
	name, err := p.boundName(t)
	if err != nil {
		return nil, err
	}
	step, _ := last(left)
	c := step.base()
	if c.rare().stages != nil || c.rare().filters != nil {
		p.note(fail("S0215").at(t.end))
	} else if _, ok := step.(*sortStep); ok {
		p.note(fail("S0216").at(t.end))
	}
	c.edit().focus, c.tuple = name, true
	return left, nil
}

// position parses left#$name.
func (p *parser) position(left node, t token) (node, error) {
	name, err := p.boundName(t)
	if err != nil {
		return nil, err
	}
	path := asPath(left)
	step, _ := last(path)
	c := step.base()
	more := c.edit()
	if more.filters != nil {
		more.stages, more.filters = more.filters, nil
	}
	if more.stages == nil {
		more.index = name
	} else {
		more.stages = append(more.stages, stage{index: name, pos: t.end})
	}
	c.tuple = true
	return path, nil
}

func (p *parser) binding(left node, t token) (node, error) {
	v, ok := left.(*variable)
	if !ok || v.rare().filters != nil || v.group != nil {
		token, number := nameOf(left)
		f := fail("S0212").about(token).at(left.base().pos)
		f.tokenNum = number
		return nil, f
	}
	value, err := p.expression(power[":="] - 1)
	if err != nil {
		return nil, err
	}
	b := &binding{common: common{pos: t.end}, name: v.name, value: value}
	b.inherit(value)
	return b, nil
}
