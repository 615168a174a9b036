package synth

import (
	"fmt"
	"slices"

	"github.com/quickstep-go/quickstep/internal/graph"
)

// loops reports those that can only go round for ever: that nothing leads out of, or
// in which nothing changes from round to round.
func (p *plan) loops(s *graph.Scope) {
	if s.Entry.To == nil {
		return
	}
	w := newWalk()
	w.from(s.Entry.To)
	w.sortAll(s.Entry)
	for _, l := range w.loops {
		p.checkLoop(l, 0)
	}
	for _, st := range w.seen {
		for _, b := range st.Branches {
			p.loops(b)
		}
	}
}

// A loop is a largest set of states of which each leads to each.
type loop struct {
	states []*graph.State // in the order in which they are come to
	left   bool           // that some edge leads out of it
	edges  []*graph.Edge  // those inside
	into   []*graph.Edge  // those that lead into it from outside

	strayed bool // it lacks states that were written to another block
}

// deepest is how many loops deep inside of one another they are looked for. Blocks that
// all jump to each other are about as many loops as blocks.
const deepest = 20

// checkLoop reports a loop, or, where that one may end, loops inside of it.
func (p *plan) checkLoop(l *loop, depth int) {
	works := slices.IndexFunc(l.states, func(s *graph.State) bool { return s.Kind != graph.Join })
	head := slices.IndexFunc(l.states, func(s *graph.State) bool { return s.Kind == graph.Join })
	told := slices.ContainsFunc(l.states, func(s *graph.State) bool { return s.Told })
	if works < 0 || head < 0 || len(l.edges) == 0 || told || l.strayed {
		return // no loop, or one without a state, which is reported where its edge is followed
	}
	at, name := l.states[head].Position, l.states[head].Name
	switch {
	case !l.left:
		p.report(at, "QS0024", fmt.Sprintf("the loop %q goes round for ever: nothing leads out of it", name), "return a value in some round, or end the workflow with dsl.Succeed or dsl.Fail")
	case l.endless():
		p.report(at, "QS0024", fmt.Sprintf("the loop %q goes round for ever: its condition holds in each round", name), "count towards what the condition asks for")
	case l.steady() && !l.idle():
		p.report(at, "QS0024", fmt.Sprintf("the loop %q goes round for ever: nothing that it asks changes from round to round", name), "let its condition ask for what a round changes, or put a task into it")
	case l.idle():
		p.report(at, "QS0024", fmt.Sprintf("the loop %q waits for nothing and changes nothing, so that each round decides as the one before", name), "put a dsl.Wait or a task into it")
	case depth < deepest:
		for _, inner := range l.inner() {
			p.checkLoop(inner, depth+1)
		}
	}
}

// inner gives the loops that are left where nothing goes back to the head of l.
func (l *loop) inner() []*loop {
	w := newWalk()
	w.inside = make(map[*graph.State]bool, len(l.states))
	for _, s := range l.states[1:] {
		w.inside[s] = true
	}
	for _, s := range l.states[1:] {
		if _, seen := w.order[s]; !seen {
			w.from(s)
		}
	}
	w.sortAll(append(l.into[:len(l.into):len(l.into)], l.states[0].Edges()...)...)
	return w.loops
}

// idle tells whether a second round can only be like the first.
func (l *loop) idle() bool {
	for _, s := range l.states {
		if s.Kind != graph.Join && s.Kind != graph.Choice {
			return false
		}
		if slices.ContainsFunc(s.Rules, func(r *graph.Rule) bool { return varies(r.If) }) {
			return false
		}
	}
	return !slices.ContainsFunc(l.edges, func(e *graph.Edge) bool { return len(e.Assign) > 0 })
}

// varies tells whether an expression may be another one the next time, though the
// values that it reads are the same.
func varies(x graph.Expr) bool {
	found := false
	graph.Walk(x, func(x graph.Expr) {
		switch x := x.(type) {
		case *graph.Code, *graph.Bad:
			found = true
		case *graph.Apply:
			found = found || graph.IsRandom(x) || x.Op == graph.Context && x.Path[0] == "State"
		}
	})
	return found
}

// walk finds the loops of a scope in one pass over its states (Tarjan's strongly
// connected components), without recursion, as scopes may be long.
type walk struct {
	inside     map[*graph.State]bool // the only states that count; nil is all
	seen       []*graph.State        // by the order in which they are come to
	order, low map[*graph.State]int
	open       []*graph.State // whose loop is not known yet
	loop       map[*graph.State]*loop
	loops      []*loop
}

func newWalk() *walk {
	return &walk{order: map[*graph.State]int{}, low: map[*graph.State]int{}, loop: map[*graph.State]*loop{}}
}

type visit struct {
	state *graph.State
	edges []*graph.Edge
}

func (w *walk) from(first *graph.State) {
	stack := []visit{w.enter(first)}
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		if len(top.edges) == 0 {
			done := top.state
			w.leave(done)
			stack = stack[:len(stack)-1]
			if len(stack) > 0 {
				w.lower(stack[len(stack)-1].state, w.low[done])
			}
			continue
		}
		to := top.edges[0].To
		top.edges = top.edges[1:]
		switch _, seen := w.order[to]; {
		case to == nil || w.inside != nil && !w.inside[to]:
		case !seen:
			stack = append(stack, w.enter(to))
		case w.loop[to] == nil:
			w.lower(top.state, w.order[to])
		}
	}
}

// sortAll puts states and edges where they belong, those that lead in from outside as
// well.
func (w *walk) sortAll(into ...*graph.Edge) {
	for _, e := range into {
		if to := w.loop[e.To]; to != nil {
			to.into = append(to.into, e)
		}
	}
	for _, s := range w.seen {
		w.sort(s)
	}
}

func (w *walk) enter(s *graph.State) visit {
	w.order[s], w.low[s] = len(w.seen), len(w.seen)
	w.seen, w.open = append(w.seen, s), append(w.open, s)
	return visit{s, s.Edges()}
}

func (w *walk) lower(s *graph.State, to int) { w.low[s] = min(w.low[s], to) }

// leave closes the loop that begins with a state, which may be that state alone.
func (w *walk) leave(s *graph.State) {
	if w.low[s] != w.order[s] {
		return
	}
	l := &loop{}
	w.loops = append(w.loops, l)
	i := len(w.open) - 1
	for w.open[i] != s {
		i--
	}
	for _, inside := range w.open[i:] {
		w.loop[inside] = l
	}
	w.open = w.open[:i]
}

// sort puts a state and its edges where they belong.
func (w *walk) sort(s *graph.State) {
	l := w.loop[s]
	l.states = append(l.states, s)
	l.left = l.left || s.Terminal()
	for _, e := range s.Edges() {
		l.strayed = l.strayed || e.Strayed
		to := w.loop[e.To] // none at the end of the scope
		if to == l {
			l.edges = append(l.edges, e)
			continue
		}
		l.left = true
		if to != nil {
			to.into = append(to.into, e)
		}
	}
}
