package check

import (
	"slices"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
	"github.com/quickstep-go/quickstep/internal/numset"
)

// flow says which variables have a value when a state of one scope is entered.
type flow struct {
	outer  *flow // of the scope around, nil where its variables are not seen
	holder string
	names  []string // that the scope assigns
	index  map[string]int
	states *asl.States
	seen   []bool       // by state: some way leads to it
	sure   []numset.Set // by state: what every way to it assigns
	maybe  []numset.Set // by state: what some way to it assigns
}

// mostFlow is the most that states times variables may be for a flow to be computed.
// What states have in common is held once, so that it takes little; where they are made
// to have nothing in common, it takes up to 200 MiB. No definition that AWS takes comes
// near it.
const mostFlow = 1 << 27

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
	f := &flow{index: map[string]int{}, states: s.States}
	if s.outer != nil {
		if m, ok := s.outer.State.(*asl.Map); !ok || !m.Distributed() {
			f.outer, f.holder = r.flow(s.outer.scope), s.outer.Name
		}
	}
	w := r.waysOf(s)
	assigned := f.assignments(r, w)
	if n := s.States.Len(); n*len(f.names) <= mostFlow {
		f.seen, f.sure, f.maybe = make([]bool, n), make([]numset.Set, n), make([]numset.Set, n)
		f.spread(w, assigned)
	}
	return f
}

// assignments gives by way the numbers of the variables that are assigned on it.
func (f *flow) assignments(r *run, w *ways) [][]int {
	assigned := make([][]int, len(w.all))
	state := 0
	for _, s := range f.states.All() {
		language := r.languageOf(s)
		f.numbers(language, viewOf(s).assign) // also where it leads nowhere
		for i := w.first[state]; i < w.first[state+1]; i++ {
			assigned[i] = f.numbers(language, w.all[i].assigns)
		}
		state++
	}
	return assigned
}

// numbers gives the numbers of the variables that an Assign sets.
func (f *flow) numbers(language asl.QueryLanguage, assign jsonvalue.Value) []int {
	if assign.Len() == 0 {
		return nil
	}
	all := make([]int, 0, assign.Len())
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

// spread carries what is assigned along the ways until nothing changes. States come
// before those that they lead to but where the ways form a loop; without one it is
// done in one round, and otherwise in a few.
func (f *flow) spread(w *ways, assigned [][]int) {
	if w.start < 0 {
		return
	}
	f.seen[w.start] = true
	order := w.order()
	place := make([]int, len(f.seen))
	for i, state := range order {
		place[state] = i
	}
	for again := true; again; {
		again = false
		for _, state := range order {
			for i := w.first[state]; i < w.first[state+1]; i++ {
				sure, maybe := f.after(state, assigned[i])
				to := w.all[i].to
				if f.enter(to, sure, maybe) && place[to] <= place[state] {
					again = true
				}
			}
		}
	}
}

// after gives what is known where a way leaves a state that assigns some variables.
func (f *flow) after(state int, assigned []int) (sure, maybe numset.Set) {
	sure, maybe = f.sure[state], f.maybe[state]
	alike := sure == maybe
	for _, v := range assigned {
		sure = sure.With(v)
		if !alike {
			maybe = maybe.With(v)
		}
	}
	if alike {
		maybe = sure
	}
	return sure, maybe
}

// enter brings what one way assigns to a state, and tells whether that changed what
// is known there.
func (f *flow) enter(state int, sure, maybe numset.Set) bool {
	if !f.seen[state] {
		f.seen[state], f.sure[state], f.maybe[state] = true, sure, maybe
		return true
	}
	less, more := f.sure[state].And(sure), f.maybe[state].Or(maybe)
	changed := !less.Equal(f.sure[state]) || !more.Equal(f.maybe[state])
	f.sure[state], f.maybe[state] = less, more
	return changed
}

// order gives the states that the start leads to, each before those that it leads to
// where the ways form no loop.
func (w *ways) order() []int {
	type step struct{ state, next int }
	left := make([]int, 0, len(w.first)-1)
	seen := make([]bool, len(w.first)-1)
	seen[w.start] = true
	pending := []step{{w.start, w.first[w.start]}}
	for len(pending) > 0 {
		top := &pending[len(pending)-1]
		if top.next == w.first[top.state+1] {
			left = append(left, top.state)
			pending = pending[:len(pending)-1]
			continue
		}
		to := w.all[top.next].to
		top.next++
		if !seen[to] {
			seen[to] = true
			pending = append(pending, step{to, w.first[to]})
		}
	}
	slices.Reverse(left)
	return left
}

// assigns tells whether the scope assigns a variable anywhere.
func (f *flow) assigns(name string) bool {
	_, ok := f.index[name]
	return ok
}

// enters tells whether some way leads to a state.
func (f *flow) enters(state string) bool {
	i := f.states.Index(state)
	return i >= 0 && (f.seen == nil || f.seen[i])
}

// isSure tells whether a variable has a value on every way to a state. It holds for
// a state that is never reached.
func (f *flow) isSure(state, name string) bool { return f.has(state, name, true) }

// isMaybe tells whether a variable has a value on some way to a state.
func (f *flow) isMaybe(state, name string) bool { return f.has(state, name, false) }

func (f *flow) has(state, name string, always bool) bool {
	if f.seen == nil || !f.enters(state) {
		return true
	}
	known := f.maybe
	if always {
		known = f.sure
	}
	if i, ok := f.index[name]; ok && known[f.states.Index(state)].Has(i) {
		return true
	}
	return f.outer != nil && f.outer.has(f.holder, name, always)
}
