package check

import (
	"iter"
	"slices"
	"strconv"

	"github.com/quickstep-go/quickstep/asl"
)

// part is an object in a state, or outside of any: the machine, a retrier, a
// reader's configuration.
type part struct {
	state  string
	kind   string // what it is for people: "a Task state", "a retrier"
	object *asl.Object
	place  *visit   // the state it stands in; nil for the machine and its scopes
	lists  asl.Part // what lists the fields it may have
}

// part gives what holds a scope's states.
func (s *scope) part() part {
	switch {
	case s.outer == nil:
		return part{kind: "a state machine", object: s.Object, lists: new(asl.StateMachine)}
	case s.outer.State.Kind() == asl.KindMap:
		return part{state: s.outer.Name, kind: "an item processor", object: s.Object, lists: new(asl.ItemProcessor)}
	}
	return part{state: s.outer.Name, kind: "a branch", object: s.Object, lists: new(asl.Branch)}
}

// listParts gathers every object of the state whose fields the language defines and
// that is an object in the text.
func (v *visit) listParts() {
	v.parts = v.parts[:0]
	if _, bad := v.State.(*asl.Unrecognized); bad {
		return
	}
	all := append(v.parts, part{kind: stateKinds[v.State.Kind()], object: &v.base().Object, lists: v.State})
	for i := range v.view.retry {
		all = append(all, part{kind: "a retrier", object: &v.view.retry[i].Object, lists: &v.view.retry[i]})
	}
	for i := range v.view.catch {
		all = append(all, part{kind: "a catcher", object: &v.view.catch[i].Object, lists: &v.view.catch[i]})
	}
	switch s := v.State.(type) {
	case *asl.Task:
		if s.Credentials != nil {
			all = append(all, part{kind: "Credentials", object: &s.Credentials.Object, lists: s.Credentials})
		}
	case *asl.Map:
		all = append(all, mapParts(s)...)
	case *asl.Choice:
		for i := range s.Choices {
			rule := &s.Choices[i]
			all = append(all, part{kind: "a rule", object: &rule.Object, lists: rule})
			for t := range inside(&rule.Test) {
				all = append(all, part{kind: "a test inside a rule", object: &t.Object, lists: t})
			}
		}
	}
	for i := range all {
		all[i].state, all[i].place = v.Name, v
	}
	v.parts = slices.DeleteFunc(all, func(x part) bool { return x.object.Malformed() })
}

// stateKinds names the kinds of states for people.
var stateKinds = func() map[asl.Kind]string {
	names := map[asl.Kind]string{}
	for _, k := range asl.Kinds() {
		names[k] = "a " + string(k) + " state"
	}
	return names
}()

func mapParts(m *asl.Map) []part {
	var all []part
	if p := m.Processor(); p != nil && p.ProcessorConfig != nil {
		all = append(all, part{kind: "ProcessorConfig", object: &p.ProcessorConfig.Object, lists: p.ProcessorConfig})
	}
	if r := m.ItemReader; r != nil {
		all = append(all, part{kind: "ItemReader", object: &r.Object, lists: r})
		if c := r.ReaderConfig; c != nil {
			all = append(all, part{kind: "ReaderConfig", object: &c.Object, lists: c})
		}
	}
	if b := m.ItemBatcher; b != nil {
		all = append(all, part{kind: "ItemBatcher", object: &b.Object, lists: b})
	}
	if w := m.ResultWriter; w != nil {
		all = append(all, part{kind: "ResultWriter", object: &w.Object, lists: w})
		if c := w.WriterConfig; c != nil {
			all = append(all, part{kind: "WriterConfig", object: &c.Object, lists: c})
		}
	}
	return all
}

// inside gives the tests within a test, at every depth, but not the test itself.
func inside(t *asl.Test) iter.Seq[*asl.Test] {
	return func(yield func(*asl.Test) bool) { walkTests(t, yield) }
}

func walkTests(t *asl.Test, yield func(*asl.Test) bool) bool {
	for _, list := range [][]asl.Test{t.And, t.Or} {
		for i := range list {
			if !yield(&list[i]) || !walkTests(&list[i], yield) {
				return false
			}
		}
	}
	if t.Not != nil {
		return yield(t.Not) && walkTests(t.Not, yield)
	}
	return true
}

// index writes a number as a step of a path.
func index(i int) string { return strconv.Itoa(i) }
