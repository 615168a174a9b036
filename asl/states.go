package asl

import "iter"

// States holds the states of one machine, branch or item processor, in the order
// of the text. The zero States is empty and ready to use.
type States struct {
	Object
	entries []entry
	index   map[string]int
}

type entry struct {
	name  string
	state State
}

// Set adds a state, or puts another in the place of one that has the name.
func (s *States) Set(name string, state State) {
	if i, ok := s.index[name]; ok {
		s.entries[i].state = state
		return
	}
	if s.index == nil {
		s.index = map[string]int{}
	}
	s.index[name] = len(s.entries)
	s.entries = append(s.entries, entry{name, state})
}

// Delete removes a state.
func (s *States) Delete(name string) {
	at, ok := s.index[name]
	if !ok {
		return
	}
	s.entries = append(s.entries[:at:at], s.entries[at+1:]...)
	delete(s.index, name)
	for i, e := range s.entries[at:] {
		s.index[e.name] = at + i
	}
}

// Get gives the state of that name, or nil.
func (s *States) Get(name string) State {
	if i, ok := s.index[name]; ok {
		return s.entries[i].state
	}
	return nil
}

// Index gives the place of a state among the others, from 0, or -1 where there is none
// of that name.
func (s *States) Index(name string) int {
	if i, ok := s.index[name]; ok {
		return i
	}
	return -1
}

// Len counts the states.
func (s *States) Len() int { return len(s.entries) }

// All gives each name with its state, in order.
func (s *States) All() iter.Seq2[string, State] {
	return func(yield func(string, State) bool) {
		for _, e := range s.entries {
			if !yield(e.name, e.state) {
				return
			}
		}
	}
}

// Names gives the names in order.
func (s *States) Names() []string {
	names := make([]string, len(s.entries))
	for i, e := range s.entries {
		names[i] = e.name
	}
	return names
}
