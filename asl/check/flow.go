package check

import (
	"slices"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// flow says which variables have a value when a state of one scope is entered.
type flow struct {
	outer  *flow // of the scope around, nil where its variables are not seen
	holder string
	names  []string // that the scope assigns
	index  map[string]int
	states map[string]*entry
}

// entry is what is known at a state's entry.
type entry struct {
	sure, maybe bits
}

// edge is a way from a state to another, and what it assigns.
type edge struct {
	target  string
	assigns []int
}

// flow gives the flow of a scope, computed once.
func (r *run) flow(i int) *flow {
	if r.flows == nil {
		r.flows = make([]*flow, len(r.scopes))
	}
	if r.flows[i] == nil {
		r.flows[i] = r.computeFlow(&r.scopes[i])
	}
	return r.flows[i]
}

func (r *run) computeFlow(s *scope) *flow {
	f := &flow{index: map[string]int{}, states: make(map[string]*entry, s.States.Len())}
	if s.outer != nil {
		if m, ok := s.outer.State.(*asl.Map); !ok || !m.Distributed() {
			f.outer, f.holder = r.flow(s.outer.scope), s.outer.Name
		}
	}
	edges := make(map[string][]edge, s.States.Len())
	for name, state := range s.States.All() {
		edges[name] = f.edges(r.machine.LanguageOf(state), state)
	}
	f.spread(s.StartAt, edges)
	return f
}

// spread carries what is assigned along the edges until nothing changes.
func (f *flow) spread(start string, edges map[string][]edge) {
	size := (len(f.names) + 63) / 64
	f.states[start] = &entry{sure: make(bits, size), maybe: make(bits, size)}
	pending := []string{start}
	for len(pending) > 0 {
		name := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		from := f.states[name]
		for _, e := range edges[name] {
			if _, there := edges[e.target]; there && f.enter(e, from, size) {
				pending = append(pending, e.target)
			}
		}
	}
}

// enter brings an edge's values to its target, and tells whether that changed what
// is known there.
func (f *flow) enter(e edge, from *entry, size int) bool {
	sure, maybe := slices.Clone(from.sure), slices.Clone(from.maybe)
	for _, i := range e.assigns {
		sure.set(i)
		maybe.set(i)
	}
	to := f.states[e.target]
	if to == nil {
		f.states[e.target] = &entry{sure: sure, maybe: maybe}
		return true
	}
	changed := false
	for i := range size {
		changed = changed || to.sure[i]&sure[i] != to.sure[i] || to.maybe[i]|maybe[i] != to.maybe[i]
		to.sure[i] &= sure[i]
		to.maybe[i] |= maybe[i]
	}
	return changed
}

// edges gives the ways out of a state with what each assigns.
func (f *flow) edges(language asl.QueryLanguage, s asl.State) []edge {
	var all []edge
	v := viewOf(s)
	own := f.numbers(language, v.assign)
	if v.next != "" {
		all = append(all, edge{v.next, own})
	}
	for i := range v.catch {
		all = append(all, edge{v.catch[i].Next, f.numbers(language, v.catch[i].Assign)})
	}
	if c, ok := s.(*asl.Choice); ok {
		for i := range c.Choices {
			all = append(all, edge{c.Choices[i].Next, f.numbers(language, c.Choices[i].Assign)})
		}
		if c.Default != "" {
			all = append(all, edge{c.Default, own})
		}
	}
	return all
}

// numbers gives the numbers of the variables that an Assign sets.
func (f *flow) numbers(language asl.QueryLanguage, assign jsonvalue.Value) []int {
	var all []int
	for _, m := range assign.Members() {
		name := variableOf(language, m.Name)
		i, ok := f.index[name]
		if !ok {
			i = len(f.names)
			f.index[name] = i
			f.names = append(f.names, name)
		}
		all = append(all, i)
	}
	return all
}

// assigns tells whether the scope assigns a variable anywhere.
func (f *flow) assigns(name string) bool {
	_, ok := f.index[name]
	return ok
}

// enters tells whether some way leads to a state.
func (f *flow) enters(state string) bool { return f.states[state] != nil }

// sure tells whether a variable has a value on every way to a state. It holds for
// a state that is never reached.
func (f *flow) sure(state, name string) bool { return f.has(state, name, true) }

// maybe tells whether a variable has a value on some way to a state.
func (f *flow) maybe(state, name string) bool { return f.has(state, name, false) }

func (f *flow) has(state, name string, always bool) bool {
	at := f.states[state]
	if at == nil {
		return true
	}
	if i, ok := f.index[name]; ok {
		if known := at.maybe; !always && known.has(i) || always && at.sure.has(i) {
			return true
		}
	}
	return f.outer != nil && f.outer.has(f.holder, name, always)
}

// bits is a set of small numbers.
type bits []uint64

func (b bits) set(i int)      { b[i/64] |= 1 << (i % 64) }
func (b bits) has(i int) bool { return b[i/64]&(1<<(i%64)) != 0 }
