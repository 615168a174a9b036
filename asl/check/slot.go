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
	place  *visit
	object *asl.Object
	path   []string // from the object to the value
	value  jsonvalue.Value
	phase  phase

	first, last int // its leaves among the visit's
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

// listSlots gathers the computed fields of a state.
func (v *visit) listSlots() {
	v.slots = v.slots[:0]
	l := slotList{visit: v, object: &v.base().Object}
	done := atRest
	switch s := v.State.(type) {
	case *asl.Unrecognized:
		return // nobody knows what its fields are for
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
	for i := range v.view.catch {
		l.in(&v.view.catch[i].Object).add(caught, "Assign", "Output")
	}
}

// slotList adds the slots of one object of a state.
type slotList struct {
	visit  *visit
	object *asl.Object
}

func (l slotList) in(o *asl.Object) slotList { return slotList{l.visit, o} }

func (l slotList) add(when phase, fields ...string) {
	for _, f := range fields {
		if v := l.object.Raw(f); v.Exists() {
			l.visit.slots = append(l.visit.slots, slot{place: l.visit, object: l.object, path: []string{f}, value: v, phase: when})
		}
	}
}

func (l slotList) ofMap(m *asl.Map) {
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

// leaf is one value in a slot that holds no others. What a template's computed field
// holds is one, whatever it is.
type leaf struct {
	slot   *slot
	path   []string // from the slot's object
	name   string   // of the member it is, or "" in an array or where it is the slot itself
	holder jsonvalue.Value
	value  jsonvalue.Value
	parsed parsed // of a template's computed field
}

// leaves gives what the slot holds, at every depth.
func (s *slot) leaves() []leaf { return s.place.leaves[s.first:s.last] }

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
func (l *leaf) dynamic() bool { return isDynamic(l.name) }

func isDynamic(name string) bool { return strings.HasSuffix(name, ".$") }

// eachSlot gives the slots of the state.
func (v *visit) eachSlot() iter.Seq[*slot] {
	return func(yield func(*slot) bool) {
		for i := range v.slots {
			if !yield(&v.slots[i]) {
				return
			}
		}
	}
}
