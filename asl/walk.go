package asl

import (
	"iter"
	"strconv"
	"strings"
)

// Place is where a state stands in a machine.
type Place struct {
	Name  string // of the state
	State State
	// Outer is the Parallel or Map state whose branch or processor holds this one;
	// nil at the top level.
	Outer *Place
	// Scope is the JSON pointer of what holds the field States: "", or
	// /States/Fan/Branches/0.
	Scope string
}

// Pointer gives the RFC 6901 JSON pointer of the state, such as /States/Charge.
func (p *Place) Pointer() string { return p.Scope + "/States/" + escape.Replace(p.Name) }

// Walk gives every state at every depth, an outer one before those inside, in the
// order of the text.
func (m *StateMachine) Walk() iter.Seq[*Place] {
	return func(yield func(*Place) bool) { walk(&m.States, "", nil, yield) }
}

func walk(s *States, scope string, outer *Place, yield func(*Place) bool) bool {
	for name, state := range s.All() {
		p := &Place{name, state, outer, scope}
		if !yield(p) {
			return false
		}
		for _, inner := range Inner(state) {
			if !walk(inner.States, p.Pointer()+"/"+strings.Join(inner.Path, "/"), p, yield) {
				return false
			}
		}
	}
	return true
}

// Scope is a set of states of its own inside a state: a branch or an item
// processor.
type Scope struct {
	Path    []string // from the state: "Branches", "0", or "ItemProcessor"
	StartAt string
	States  *States
	Object  *Object
}

// Inner gives the scopes inside a state: a Parallel's branches, a Map's
// processor, and none for any other kind.
func Inner(s State) []Scope {
	var all []Scope
	switch s := s.(type) {
	case *Parallel:
		for i := range s.Branches {
			b := &s.Branches[i]
			all = append(all, Scope{[]string{"Branches", strconv.Itoa(i)}, b.StartAt, &b.States, &b.Object})
		}
	case *Map:
		if p := s.ItemProcessor; p != nil {
			all = append(all, Scope{[]string{"ItemProcessor"}, p.StartAt, &p.States, &p.Object})
		}
		if p := s.Iterator; p != nil {
			all = append(all, Scope{[]string{"Iterator"}, p.StartAt, &p.States, &p.Object})
		}
	}
	return all
}
