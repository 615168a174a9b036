package synth

import (
	"slices"

	"github.com/quickstep-go/quickstep/internal/graph"
)

// arrange puts the states of a scope, which stand each after those that lead to it, in
// the order in which they are read best: on along the way, rules before the default,
// but first what the way ends with there or goes back by; and what handles errors last,
// in the order of what it handles.
func (s *scope) arrange() {
	at := make(map[*state]int, len(s.states))
	for i, st := range s.states {
		at[st] = i
	}
	before := make([]int, len(s.states)) // how many edges lead on to a state, from those that are not placed yet
	handles := make([]bool, len(s.states))
	for i, st := range s.states {
		handles[i] = true
		for _, e := range st.in {
			if e.from == nil {
				handles[i] = false
			} else if at[e.from] < i {
				before[i]++
				handles[i] = handles[i] && e.err != nil
			}
		}
	}
	var next, handlers []*state // the next one is at the end of next, and at the start of handlers
	if s.entry.to != nil {
		next = append(next, s.entry.to)
	}
	placed := make([]*state, 0, len(s.states))
	for len(next)+len(handlers) > 0 {
		var st *state
		if n := len(next); n > 0 {
			st, next = next[n-1], next[:n-1]
		} else {
			st, handlers = handlers[0], handlers[1:]
		}
		placed = append(placed, st)
		var ends, on []*state
		for _, e := range st.edges() {
			if e.to == nil || at[e.to] <= at[st] {
				continue
			}
			switch before[at[e.to]]--; {
			case before[at[e.to]] > 0:
			case handles[at[e.to]]:
				handlers = append(handlers, e.to)
			case goesOn(e.to, at):
				on = append(on, e.to)
			default:
				ends = append(ends, e.to)
			}
		}
		slices.Reverse(on)
		slices.Reverse(ends)
		next = append(append(next, on...), ends...)
	}
	s.states = placed
}

// goesOn tells whether a state works, or leads to another one that is not before it.
func goesOn(s *state, at map[*state]int) bool {
	switch s.Kind {
	case graph.Task, graph.Map, graph.Parallel, graph.Raw:
		return true
	}
	return slices.ContainsFunc(s.edges(), func(e *edge) bool { return e.to != nil && at[e.to] > at[s] })
}
