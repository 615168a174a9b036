package synth

import (
	"slices"

	"github.com/quickstep-go/quickstep/internal/graph"
)

// captures are what a distributed map hands to its children, with each item or
// with each batch: they are executions of their own, and know neither variables
// nor input of the parent.
type captures struct {
	list []*capture
	item bool // the children read their item other than as their document
}

// capture is a value from outside, or a field of one.
type capture struct {
	value *graph.Value
	path  []string
	expr  graph.Expr // what reads it outside
	name  string     // the member of the child's input
}

// input is the value that is the input of the execution that a scope is the body
// of.
func (s *scope) input(p *plan) *graph.Value {
	if s.owner == nil {
		return p.machine.Input
	}
	return s.graph.Item
}

// isOutside tells whether a value belongs to an execution around that of a scope.
func (p *plan) isOutside(v *graph.Value, s *scope) bool {
	home := p.homes[v]
	if home == nil || home == s.domain {
		return false
	}
	for outer := s.domain; outer.owner != nil; {
		if outer = outer.owner.scope.domain; outer == home {
			return true
		}
	}
	return false
}

// captured gives the value from outside, or the field of one, that an expression
// selects from, or nil. Only fields that JSON always shows are selected outside:
// that others are absent is for the reader to see.
func (p *plan) captured(x graph.Expr, s *scope) *capture {
	switch x := x.(type) {
	case *graph.Ref:
		if p.isOutside(x.Value, s) {
			return &capture{value: x.Value, expr: x, name: x.Value.Name}
		}
	case *graph.Field:
		c := p.captured(x.Of, s)
		if c != nil && x.Sure && c.expr == x.Of {
			return &capture{value: c.value, path: append(slices.Clip(c.path), x.Name), expr: x, name: x.Name}
		}
		return c
	}
	return nil
}

func (p *plan) capturesOf(owner *state) *captures {
	if p.captures[owner] == nil {
		p.captures[owner] = &captures{}
	}
	return p.captures[owner]
}

// handedBy lists what a state hands to its children.
func (p *plan) handedBy(s *state) []*capture {
	if all := p.captures[s]; all != nil {
		return all.list
	}
	return nil
}

// capture notes that a distributed map hands a value over, and so reads it.
func (p *plan) capture(c *capture, at place) {
	owner := at.state.scope.domain.owner
	all := p.capturesOf(owner)
	if all.find(c) != nil {
		return
	}
	all.list = slices.DeleteFunc(all.list, c.holds)
	all.list = append(all.list, c)
	p.use(c.expr, place{state: owner})
}

// handItem notes that the children of a distributed map read their item.
func (p *plan) handItem(s *scope) {
	if s.owner != nil {
		p.capturesOf(s.owner).item = true
	}
}

// holds tells whether a capture has another one in it.
func (c *capture) holds(other *capture) bool {
	return c.value == other.value && len(c.path) <= len(other.path) && slices.Equal(c.path, other.path[:len(c.path)])
}

// find gives the capture that has another one in it.
func (c *captures) find(wanted *capture) *capture {
	if c == nil {
		return nil
	}
	for _, known := range c.list {
		if known.holds(wanted) {
			return known
		}
	}
	return nil
}

// handsOver notes which distributed maps hand anything over, and tells whether
// there are more of them than before.
func (p *plan) handsOver() bool {
	more := false
	for owner, all := range p.captures {
		if len(all.list) > 0 && !p.handed[owner] {
			p.handed[owner], more = true, true
		}
	}
	return more
}

// given is what the document of an iteration is at its entry.
func (p *plan) given(s *scope) []*graph.Value {
	if d := s.owner.Distributed; d != nil && (d.Batch != nil || p.handed[s.owner]) {
		return nil
	}
	return []*graph.Value{s.graph.Item}
}

// itemIn is where in the execution's input its item is, as the end of a path.
func (p *plan) itemIn(s *scope) string {
	switch {
	case s.owner == nil:
		return ""
	case s.owner.Distributed.Batch != nil:
		return ".Items"
	case len(p.handedBy(s.owner)) > 0:
		return ".item"
	}
	return ""
}

// handedName is where in the execution's input an expression is that is handed
// over as a whole; "" where it is none.
func (p *plan) handedName(x graph.Expr, s *scope) string {
	c := p.captured(x, s)
	if c == nil || c.expr != x {
		return ""
	}
	owner := s.domain.owner
	known := p.captures[owner].find(c)
	switch {
	case known == nil || len(known.path) != len(c.path):
		return "" // it is a field of one that is
	case owner.Distributed.Batch != nil:
		return "BatchInput." + known.name
	}
	return known.name
}

// nameCaptures names what distributed maps hand over, after what it is.
func (p *plan) nameCaptures() {
	for _, all := range p.captures {
		taken := map[string]bool{"item": true}
		free := &names{isTaken: func(name string) bool { return taken[name] }}
		for _, c := range all.list {
			c.name = free.free(variableName(c.name))
			taken[c.name] = true
		}
	}
}

// handing adds what is handed over.
func (p *plan) handing(o *object, s *state) {
	for _, c := range p.handedBy(s) {
		p.language(s).payload(o, c.name, c.expr, place{state: s})
	}
}
