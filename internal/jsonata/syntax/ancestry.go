package syntax

// The parent operator % means the value that the step before began with. The
// parser hands each % upwards until the step it belongs to is known; that step
// then keeps its starting value under the label of the slot, in the bindings that
// travel with each item.

// inherit takes over the % of the nodes inside that have not met their step.
func (c *Common) inherit(inside ...Node) {
	for _, n := range inside {
		if seeking := n.Base().rare().seeking; seeking != nil {
			c.seek(seeking...)
		}
		if p, ok := n.(*Parent); ok {
			c.seek(p.slot)
		}
	}
}

// seek adds % that have not met their step.
func (c *Common) seek(slots ...*slot) {
	more := c.edit()
	more.seeking = append(more.seeking, slots...)
}

// adopt settles the % inside a predicate of a step: the first level is the step
// itself, further ones are before it.
func (c *Common) adopt(step, predicate Node) error {
	if predicate.Base().rare().seeking == nil {
		return nil
	}
	for _, s := range predicate.Base().rare().seeking {
		if s.level == 1 {
			if err := seek(step, s); err != nil {
				return err
			}
			continue
		}
		s.level--
	}
	c.inherit(predicate)
	return nil
}

// resolve settles the % of a path's last step among the steps before it. What is
// left looks for its step outside the path.
func (p *Path) resolve() error {
	end := p.Steps[len(p.Steps)-1]
	slots := end.Base().rare().seeking
	if up, ok := end.(*Parent); ok {
		slots = append(slots[:len(slots):len(slots)], up.slot)
	}
	for _, s := range slots {
		i := len(p.Steps) - 2
		for s.level > 0 {
			if i < 0 {
				p.seek(s)
				break
			}
			step := p.Steps[i]
			i--
			for i >= 0 && step.Base().rare().focus != "" && p.Steps[i].Base().rare().focus != "" {
				step = p.Steps[i]
				i--
			}
			if err := seek(step, s); err != nil {
				return err
			}
		}
	}
	return nil
}

// seek goes one step back for a slot.
func seek(n Node, s *slot) error {
	c := n.Base()
	switch n := n.(type) {
	case *Name, *Wildcard:
		s.level--
		if s.level == 0 {
			if known := c.rare().ancestor; known != nil {
				s.label = known.label
			}
			c.edit().ancestor, c.Tuple = s, true
		}
		return nil
	case *Parent:
		s.level++
		return nil
	case *Block:
		if len(n.Items) == 0 {
			return nil
		}
		c.Tuple = true
		return seek(n.Items[len(n.Items)-1], s)
	case *Path:
		c.Tuple = true
		i := len(n.Steps) - 1
		if err := seek(n.Steps[i], s); err != nil {
			return err
		}
		for i--; s.level > 0 && i >= 0; i-- {
			if err := seek(n.Steps[i], s); err != nil {
				return err
			}
		}
		return nil
	}
	return Fail("S0217").About(kindName(n)).At(c.Pos)
}
