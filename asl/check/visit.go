package check

import (
	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// visit is one state with all that rules ask of it, gathered once. A run visits its
// states one after the other, and asks every rule while the state is at hand: a large
// machine does not fit a processor's cache, and a state does. What the lists hold is
// gone when the next state is visited.
type visit struct {
	*place
	view        view
	arn         resourceARN // of a Task
	parts       []part
	slots       []slot
	leaves      []leaf
	expressions []compiled
	paths       []pathField

	steps []string // that the paths of leaves are made of
	at    []string // where the walk to the leaves is
}

// see turns to another state.
func (v *visit) see(r *run, p *place) {
	v.place, v.view, v.arn = p, viewOf(p.State), resourceARN{}
	if t, ok := p.State.(*asl.Task); ok {
		v.arn = parseResource(t.Resource)
	}
	v.listParts()
	v.listSlots()
	v.listLeaves()
	v.listExpressions(r)
	v.listPaths(r)
}

// listLeaves gathers what the slots hold.
func (v *visit) listLeaves() {
	v.leaves, v.steps = v.leaves[:0], v.steps[:0]
	for i := range v.slots {
		s := &v.slots[i]
		v.at = append(v.at[:0], s.path...)
		first := len(v.leaves)
		v.walk(s, "", jsonvalue.Value{}, s.value)
		s.first, s.last = first, len(v.leaves)
	}
}

// walk adds the leaves of a value, which stands at v.at.
func (v *visit) walk(s *slot, name string, holder, value jsonvalue.Value) {
	inner := value.Kind() == jsonvalue.Array || value.Kind() == jsonvalue.Object
	if !inner || s.isTemplate() && isDynamic(name) {
		first := len(v.steps)
		v.steps = append(v.steps, v.at...)
		l := leaf{slot: s, path: v.steps[first:len(v.steps):len(v.steps)], name: name, holder: holder, value: value}
		if text := value.Text(); text != "" && s.isTemplate() && l.dynamic() && !substituted(text) {
			l.parsed = parse(text, true)
		}
		v.leaves = append(v.leaves, l)
		return
	}
	deep := len(v.at)
	for i, item := range value.Items() {
		v.at = append(v.at[:deep], index(i))
		v.walk(s, "", value, item)
	}
	for _, m := range value.Members() {
		v.at = append(v.at[:deep], m.Name)
		v.walk(s, m.Name, value, m.Value)
	}
	v.at = v.at[:deep]
}
