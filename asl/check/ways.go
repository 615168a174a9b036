package check

import (
	"iter"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// ways says how the states of one scope lead to each other. States go by their
// numbers.
type ways struct {
	start int   // -1 where it is not one of the states
	first []int // by state, where its ways begin in all; one more at the end
	all   []way
	ends  bool // some state ends the scope, reached or not
	// broken says that some way through the scope is not to be known: it leads nowhere,
	// or is missing.
	broken bool
}

// way leads from a state to another.
type way struct {
	to      int
	assigns jsonvalue.Value // the Assign that is made on the way
}

func (w *ways) of(state int) []way { return w.all[w.first[state]:w.first[state+1]] }

// waysOf gives the ways of a scope, computed once.
func (r *run) waysOf(s *scope) *ways {
	if s.ways == nil {
		s.ways = r.findWays(s)
	}
	return s.ways
}

func (r *run) findWays(s *scope) *ways {
	n := s.States.Len()
	w := &ways{start: s.States.Index(s.StartAt), first: make([]int, 0, n+1), all: make([]way, 0, n+n/4)}
	w.broken = s.StartAt == "" || r.dangles(s, s.StartAt) || substituted(s.StartAt)
	for _, state := range s.States.All() {
		w.first = append(w.first, len(w.all))
		w.ends = w.ends || endsScope(state)
		w.broken = w.broken || breaks(state)
		for target, assigns := range targets(state) {
			to := s.States.Index(target)
			if to < 0 {
				w.broken = true
				continue
			}
			w.all = append(w.all, way{to, assigns})
		}
	}
	w.first = append(w.first, len(w.all))
	return w
}

// targets gives the names that a state leads to, each with what is assigned on the
// way.
func targets(s asl.State) iter.Seq2[string, jsonvalue.Value] {
	return func(yield func(string, jsonvalue.Value) bool) {
		v := viewOf(s)
		if v.next != "" && !yield(v.next, v.assign) {
			return
		}
		for i := range v.catch {
			if c := &v.catch[i]; c.Next != "" && !yield(c.Next, c.Assign) {
				return
			}
		}
		c, ok := s.(*asl.Choice)
		if !ok {
			return
		}
		for i := range c.Choices {
			if rule := &c.Choices[i]; rule.Next != "" && !yield(rule.Next, rule.Assign) {
				return
			}
		}
		if c.Default != "" {
			yield(c.Default, c.Assign)
		}
	}
}

// endsScope tells whether nothing comes after a state.
func endsScope(s asl.State) bool {
	switch s.(type) {
	case *asl.Succeed, *asl.Fail:
		return true
	}
	return viewOf(s).end
}

// onward are the fields of a state that lead on.
var onward = []string{"Next", "Default", "Catch", "Choices"}

// breaks tells whether a way out of a state is missing or misspelt.
func breaks(s asl.State) bool {
	if _, bad := s.(*asl.Unrecognized); bad {
		return true
	}
	if _, help := misspelt(&s.Base().Object, onward); help != "" {
		return true
	}
	v := viewOf(s)
	if v.catch == nil && s.Base().Has("Catch") {
		return true
	}
	if v.goesOn && v.next == "" && !v.end {
		return true
	}
	for i := range v.catch {
		if v.catch[i].Next == "" {
			return true
		}
	}
	c, ok := s.(*asl.Choice)
	return ok && breaksChoice(c)
}

func breaksChoice(c *asl.Choice) bool {
	for i := range c.Choices {
		if c.Choices[i].Next == "" {
			return true
		}
	}
	return len(c.Choices) == 0 || c.Has("Default") && c.Default == ""
}
