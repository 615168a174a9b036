package asl

import "strconv"

// Transition is a way from one state to another.
type Transition struct {
	Target string   // the name of the state it leads to
	Path   []string // the field that says so, from the state: "Next", or "Catch", "0", "Next"
}

// Transitions gives the ways out of a state that are there, in the order in which
// they are asked: rules, Default, catchers, Next.
func Transitions(s State) []Transition {
	var all []Transition
	add := func(target string, path ...string) {
		if target != "" {
			all = append(all, Transition{target, path})
		}
	}
	catchers := func(of []Catcher) {
		for i := range of {
			add(of[i].Next, "Catch", strconv.Itoa(i), "Next")
		}
	}
	switch s := s.(type) {
	case *Task:
		catchers(s.Catch)
		add(s.Next, "Next")
	case *Parallel:
		catchers(s.Catch)
		add(s.Next, "Next")
	case *Map:
		catchers(s.Catch)
		add(s.Next, "Next")
	case *Choice:
		for i := range s.Choices {
			add(s.Choices[i].Next, "Choices", strconv.Itoa(i), "Next")
		}
		add(s.Default, "Default")
	case *Pass:
		add(s.Next, "Next")
	case *Wait:
		add(s.Next, "Next")
	}
	return all
}
