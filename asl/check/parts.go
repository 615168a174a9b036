package check

import (
	"iter"
	"strconv"

	"github.com/quickstep-go/quickstep/asl"
)

// part is an object in a state, or outside of any: the machine, a retrier, a
// reader's configuration.
type part struct {
	state  string
	kind   string // what it is for people: "a Task state", "a retrier"
	object *asl.Object
	place  *place   // the state it stands in; nil for the machine and its scopes
	lists  asl.Part // what lists the fields it may have
}

// parts gives every object of the machine whose fields the language defines.
func (r *run) parts() iter.Seq[part] {
	return func(yield func(part) bool) {
		for _, s := range r.scopes {
			if x := s.part(); !x.object.Malformed() && !yield(x) {
				return
			}
		}
		for i := range r.places {
			p := &r.places[i]
			for _, x := range p.parts() {
				x.state, x.place = p.Name, p
				if !x.object.Malformed() && !yield(x) {
					return
				}
			}
		}
	}
}

func (s *scope) part() part {
	switch {
	case s.outer == nil:
		return part{kind: "a state machine", object: s.Object, lists: new(asl.StateMachine)}
	case s.outer.State.Kind() == asl.KindMap:
		return part{state: s.outer.Name, kind: "an item processor", object: s.Object, lists: new(asl.ItemProcessor)}
	}
	return part{state: s.outer.Name, kind: "a branch", object: s.Object, lists: new(asl.Branch)}
}

func (p *place) parts() []part {
	if _, bad := p.State.(*asl.Unrecognized); bad {
		return nil
	}
	all := []part{{kind: "a " + string(p.State.Kind()) + " state", object: &p.base().Object, lists: p.State}}
	for i := range p.view.retry {
		all = append(all, part{kind: "a retrier", object: &p.view.retry[i].Object, lists: new(asl.Retrier)})
	}
	for i := range p.view.catch {
		all = append(all, part{kind: "a catcher", object: &p.view.catch[i].Object, lists: new(asl.Catcher)})
	}
	switch s := p.State.(type) {
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
	return all
}

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
