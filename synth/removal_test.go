package synth_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/synth"
	"github.com/quickstep-go/quickstep/synth/permissions"
)

// TestRemovedStateTakesItsStatementsAlong removes every state of every example,
// leads past it what led to it, and derives again. What is gone then must be what
// the removed states need by themselves, and nothing else.
func TestRemovedStateTakesItsStatementsAlong(t *testing.T) {
	removed, less := 0, 0
	for name, w := range with(examples, map[string]dsl.Definition{"integrations": integrations, "csvtobucket": csvToBucket}) {
		out, err := synth.Workflow(w)
		if err != nil {
			t.Fatal(err)
		}
		before := allowed(t, out, out.Definition)
		for place := range out.Machine.Walk() {
			text := without(t, out.Definition, place.Name)
			after := allowed(t, out, text)
			gone := atomsOf(onlyIn(t, out, text))
			want := union(after, gone)
			if !maps.Equal(before, want) {
				t.Errorf("%s without %q:\nwith it %s\nwithout %s\nit alone %s", name, place.Name, lines(before), lines(after), lines(gone))
			}
			removed++
			if len(after) < len(before) {
				less++
			}
		}
	}
	if less < 20 {
		t.Errorf("of %d removals only %d took a permission along", removed, less)
	}
	t.Logf("%d states removed, %d of which took permissions along", removed, less)
}

// allowed gives what a definition needs, as single actions on single resources.
func allowed(t *testing.T, out *synth.Output, text string) map[string]bool {
	t.Helper()
	m, found := asl.Parse([]byte(text))
	if found.HasErrors() {
		t.Fatalf("%v\n%s", found, text)
	}
	return atomsOf(derive(t, out, m))
}

func derive(t *testing.T, out *synth.Output, m *asl.StateMachine) []permissions.Statement {
	t.Helper()
	o := permissions.Options{On: maps.Clone(out.Stated)}
	there := map[string]bool{}
	for p := range m.Walk() {
		there[p.Name] = true
	}
	maps.DeleteFunc(o.On, func(state string, _ []string) bool { return !there[state] })
	for _, r := range out.Resources {
		o.Resources = append(o.Resources, permissions.Resource{Name: r.Name, Kind: permissions.Kind(r.Kind)})
	}
	statements, found := permissions.Derive(m, o)
	if found.HasErrors() {
		t.Fatal(found)
	}
	return statements
}

// onlyIn gives the statements of the states that a text lacks: those of the whole
// definition in which all others do nothing.
func onlyIn(t *testing.T, out *synth.Output, text string) []permissions.Statement {
	t.Helper()
	rest, _ := asl.Parse([]byte(text))
	left := enterable(rest.StartAt, &rest.States)
	whole, _ := asl.Parse([]byte(out.Definition))
	blankAll(&whole.States, left)
	return derive(t, out, whole)
}

// enterable gives the names of the states that a run may enter.
func enterable(start string, states *asl.States) map[string]bool {
	seen := map[string]bool{}
	next := []string{start}
	for len(next) > 0 {
		name := next[len(next)-1]
		next = next[:len(next)-1]
		s := states.Get(name)
		if s == nil || seen[name] {
			continue
		}
		seen[name] = true
		for _, to := range asl.Transitions(s) {
			next = append(next, to.Target)
		}
		for _, in := range asl.Inner(s) {
			maps.Copy(seen, enterable(in.StartAt, in.States))
		}
	}
	return seen
}

// blankAll takes the calls out of the states with these names, and leaves the
// paths through them. A Map keeps what is inside it and loses its own files.
func blankAll(states *asl.States, names map[string]bool) {
	for name, s := range states.All() {
		for _, in := range asl.Inner(s) {
			blankAll(in.States, names)
		}
		if !names[name] {
			continue
		}
		switch s := s.(type) {
		case *asl.Task:
			var caught []asl.Rule
			for _, c := range s.Catch {
				caught = append(caught, asl.Rule{Next: c.Next})
			}
			states.Set(name, blankOf(s, caught))
		case *asl.Map:
			s.ItemReader, s.ResultWriter = nil, nil
			if p := s.Processor(); p != nil {
				p.ProcessorConfig = nil
			}
		}
	}
}

// blankOf is a state that leads where a task does, its catchers included.
func blankOf(s *asl.Task, rules []asl.Rule) asl.State {
	if len(rules) == 0 {
		return &asl.Pass{Next: s.Next, End: s.End}
	}
	return &asl.Choice{Choices: rules, Default: s.Next}
}

// atomsOf takes statements apart into single actions on single resources.
func atomsOf(statements []permissions.Statement) map[string]bool {
	all := map[string]bool{}
	for _, s := range statements {
		condition, _ := json.Marshal(s.Condition)
		for _, action := range s.Actions {
			for _, resource := range s.Resources {
				all[action+" on "+resource+" if "+string(condition)] = true
			}
		}
	}
	return all
}

func union(a, b map[string]bool) map[string]bool {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

func lines(set map[string]bool) string {
	return "\n  " + strings.Join(slices.Sorted(maps.Keys(set)), "\n  ")
}

// without removes a state from a definition's text and leads past it what led to
// it: to where it leads itself, or to an end.
func without(t *testing.T, text, name string) string {
	t.Helper()
	var machine map[string]any
	if err := json.Unmarshal([]byte(text), &machine); err != nil {
		t.Fatal(err)
	}
	if !removeFrom(machine, name) {
		t.Fatalf("there is no state %q", name)
	}
	made, err := json.Marshal(machine)
	if err != nil {
		t.Fatal(err)
	}
	return string(made)
}

// removeFrom removes a state from a scope or from one inside it.
func removeFrom(scope map[string]any, name string) bool {
	states, _ := scope["States"].(map[string]any)
	if s, ok := states[name].(map[string]any); ok {
		delete(states, name)
		after := nextOf(s)
		if after == "" {
			after = "Removed"
			states[after] = map[string]any{"Type": "Succeed"}
		}
		redirect(scope, name, after)
		return true
	}
	for _, s := range states {
		for _, in := range scopesOf(s.(map[string]any)) {
			if removeFrom(in, name) {
				return true
			}
		}
	}
	return false
}

func nextOf(s map[string]any) string {
	for _, field := range []string{"Next", "Default"} {
		if next, ok := s[field].(string); ok {
			return next
		}
	}
	if rules, ok := s["Choices"].([]any); ok {
		return rules[0].(map[string]any)["Next"].(string)
	}
	return ""
}

func scopesOf(s map[string]any) []map[string]any {
	var all []map[string]any
	for _, field := range []string{"ItemProcessor", "Iterator"} {
		if in, ok := s[field].(map[string]any); ok {
			all = append(all, in)
		}
	}
	branches, _ := s["Branches"].([]any)
	for _, b := range branches {
		all = append(all, b.(map[string]any))
	}
	return all
}

// redirect changes the targets of a scope's transitions.
func redirect(scope map[string]any, from, to string) {
	change := func(in map[string]any, field string) {
		if in[field] == from {
			in[field] = to
		}
	}
	change(scope, "StartAt")
	for _, s := range scope["States"].(map[string]any) {
		state := s.(map[string]any)
		change(state, "Next")
		change(state, "Default")
		for _, field := range []string{"Choices", "Catch"} {
			list, _ := state[field].([]any)
			for _, one := range list {
				change(one.(map[string]any), "Next")
			}
		}
	}
}
