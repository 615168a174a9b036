package check

import (
	"iter"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// slot is a field of a state that is computed when the state runs: a payload
// template, or in JSONata any field that may hold an expression.
type slot struct {
	place  *place
	object *asl.Object
	path   []string // from the object to the value
	value  jsonvalue.Value
	phase  phase
}

// phase is when a slot is computed, and so what it can read.
type phase int

const (
	before phase = iota // of the work: its input
	onItem              // for each item of a Map
	after               // the work, with its result
	caught              // after an error, with that error
	atRest              // after a state that does no work
)

func (s *slot) field() string { return s.path[0] }

// slots gives the computed fields of a state.
func (p *place) slots() []slot {
	if p.kept == nil {
		p.kept = p.listSlots()
	}
	return p.kept
}

func (p *place) listSlots() []slot {
	l := slotList{place: p, object: &p.base().Object}
	done := atRest
	switch s := p.State.(type) {
	case *asl.Unrecognized:
		return []slot{} // nobody knows what its fields are for
	case *asl.Task:
		done = after
		l.add(before, "Parameters", "Arguments", "TimeoutSeconds", "HeartbeatSeconds")
		l.add(after, "ResultSelector")
		if s.Credentials != nil {
			l.in(&s.Credentials.Object).add(before, "RoleArn")
		}
	case *asl.Parallel:
		done = after
		l.add(before, "Parameters", "Arguments")
		l.add(after, "ResultSelector")
	case *asl.Map:
		done = after
		l.add(before, "Items", "MaxConcurrency", "ToleratedFailurePercentage", "ToleratedFailureCount")
		l.add(onItem, "ItemSelector", "Parameters")
		l.add(after, "ResultSelector")
		l.ofMap(s)
	case *asl.Pass:
		l.add(before, "Parameters")
	case *asl.Wait:
		l.add(before, "Seconds", "Timestamp")
	case *asl.Fail:
		l.add(before, "Error", "Cause")
	case *asl.Choice:
		for i := range s.Choices {
			rule := l.in(&s.Choices[i].Object)
			rule.add(before, "Condition")
			rule.add(atRest, "Assign", "Output")
		}
	}
	l.add(done, "Assign", "Output")
	for i := range p.view.catch {
		l.in(&p.view.catch[i].Object).add(caught, "Assign", "Output")
	}
	return append([]slot{}, *l.all()...)
}

// slotList collects slots of one object of a state.
type slotList struct {
	place  *place
	object *asl.Object
	outer  *slotList
	slots  []slot
}

func (l *slotList) all() *[]slot {
	for l.outer != nil {
		l = l.outer
	}
	return &l.slots
}

func (l *slotList) in(o *asl.Object) *slotList { return &slotList{place: l.place, object: o, outer: l} }

func (l *slotList) add(when phase, fields ...string) {
	for _, f := range fields {
		if v := l.object.Raw(f); v.Exists() {
			*l.all() = append(*l.all(), slot{l.place, l.object, []string{f}, v, when})
		}
	}
}

func (l *slotList) ofMap(m *asl.Map) {
	if r := m.ItemReader; r != nil {
		l.in(&r.Object).add(before, "Parameters", "Arguments")
		if c := r.ReaderConfig; c != nil {
			l.in(&c.Object).add(before, "MaxItems")
		}
	}
	if b := m.ItemBatcher; b != nil {
		l.in(&b.Object).add(before, "BatchInput", "MaxItemsPerBatch", "MaxInputBytesPerBatch")
	}
	if w := m.ResultWriter; w != nil {
		l.in(&w.Object).add(before, "Parameters", "Arguments")
	}
}

// leaf is one value in a slot that holds no others.
type leaf struct {
	slot  *slot
	path  []string // from the slot's object
	name  string   // of the member it is, or "" in an array or where it is the slot itself
	value jsonvalue.Value
}

// leaves gives the scalars of a slot, at every depth.
func (s *slot) leaves() iter.Seq[leaf] {
	return func(yield func(leaf) bool) { s.walk(s.path, "", s.value, yield) }
}

func (s *slot) walk(path []string, name string, v jsonvalue.Value, yield func(leaf) bool) bool {
	for i, item := range v.Items() {
		if !s.walk(append(path[:len(path):len(path)], index(i)), "", item, yield) {
			return false
		}
	}
	for _, m := range v.Members() {
		if !s.walk(append(path[:len(path):len(path)], m.Name), m.Name, m.Value, yield) {
			return false
		}
	}
	if v.Kind() == jsonvalue.Array || v.Kind() == jsonvalue.Object {
		return true
	}
	return yield(leaf{s, path, name, v})
}

// isTemplate tells whether a JSONPath state computes the slot as a payload
// template.
func (s *slot) isTemplate() bool {
	switch s.field() {
	case "Parameters", "ResultSelector", "ItemSelector", "BatchInput", "Assign":
		return s.place.language == asl.JSONPath
	}
	return false
}

// dynamic tells whether a leaf of a template is computed: its name ends in ".$".
func (l *leaf) dynamic() bool { return strings.HasSuffix(l.name, ".$") }

// eachSlot gives the slots of all states.
func (r *run) eachSlot() iter.Seq[*slot] {
	return func(yield func(*slot) bool) {
		for i := range r.places {
			slots := r.places[i].slots()
			for j := range slots {
				if !yield(&slots[j]) {
					return
				}
			}
		}
	}
}
