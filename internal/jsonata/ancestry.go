package jsonata

// The parent operator % means the value that the step before began with. The
// parser hands each % upwards until the step it belongs to is known; that step
// then keeps its starting value under the label of the slot, in the bindings that
// travel with each item.

// inherit takes over the % of the nodes inside that have not met their step.
func (c *common) inherit(inside ...node) {
	for _, n := range inside {
		if seeking := n.base().rare().seeking; seeking != nil {
			c.seek(seeking...)
		}
		if p, ok := n.(*parent); ok {
			c.seek(p.slot)
		}
	}
}

// seek adds % that have not met their step.
func (c *common) seek(slots ...*slot) {
	more := c.edit()
	more.seeking = append(more.seeking, slots...)
}

// adopt settles the % inside a predicate of a step: the first level is the step
// itself, further ones are before it.
func (c *common) adopt(step, predicate node) error {
	if predicate.base().rare().seeking == nil {
		return nil
	}
	for _, s := range predicate.base().rare().seeking {
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
func (p *pathNode) resolve() error {
	end := p.steps[len(p.steps)-1]
	slots := end.base().rare().seeking
	if up, ok := end.(*parent); ok {
		slots = append(slots[:len(slots):len(slots)], up.slot)
	}
	for _, s := range slots {
		i := len(p.steps) - 2
		for s.level > 0 {
			if i < 0 {
				p.seek(s)
				break
			}
			step := p.steps[i]
			i--
			for i >= 0 && step.base().rare().focus != "" && p.steps[i].base().rare().focus != "" {
				step = p.steps[i]
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
func seek(n node, s *slot) error {
	c := n.base()
	switch n := n.(type) {
	case *nameNode, *wildcard:
		s.level--
		if s.level == 0 {
			if known := c.rare().ancestor; known != nil {
				s.label = known.label
			}
			c.edit().ancestor, c.tuple = s, true
		}
		return nil
	case *parent:
		s.level++
		return nil
	case *block:
		if len(n.items) == 0 {
			return nil
		}
		c.tuple = true
		return seek(n.items[len(n.items)-1], s)
	case *pathNode:
		c.tuple = true
		i := len(n.steps) - 1
		if err := seek(n.steps[i], s); err != nil {
			return err
		}
		for i--; s.level > 0 && i >= 0; i-- {
			if err := seek(n.steps[i], s); err != nil {
				return err
			}
		}
		return nil
	}
	return fail("S0217").about(kindName(n)).at(c.pos)
}
