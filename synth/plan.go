package synth

import (
	"fmt"
	"slices"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

// plan is a machine on its way to text: the graph without its joins, with the
// states that the language needs and the author did not write. The graph itself
// is never changed. What writes a plan holds it and does not embed it: the compiler
// would make each of its hundred methods once more.
type plan struct {
	machine *graph.Machine
	body    *scope
	all     []*state // of every scope, outer ones first
	found   diag.List

	defs      map[*graph.Value][]def  // where values are set on edges
	homes     map[*graph.Value]*scope // the execution that a value belongs to, see scope.domain
	captures  map[*state]*captures    // what distributed maps hand to their children
	absent    map[*graph.Field]bool   // that were reported as such
	handed    map[*state]bool         // that a distributed map hands anything over
	variables map[*graph.Value]bool   // values that are read through a variable
	preferred map[*graph.Value]bool   // those read so even where they are the document
	reads     []*graph.Value          // in the order of the text
	names     map[*graph.Value]string
	taken     map[string]bool // names that no other variable may have
	local     map[string]bool // names that expressions bind themselves
	source    map[string]diag.Position

	unfit   *unfit              // what JSONPath was found not to say, while it is being tried
	refused map[graph.Expr]bool // what was reported as unsayable
}

// scope is a body of states, in the order in which a reader wants them.
type scope struct {
	graph  *graph.Scope
	owner  *state
	domain *scope // the scope of the execution: a distributed map's iteration, or the workflow
	entry  *edge
	states []*state
}

// state is a state of the language.
type state struct {
	graph.State // a copy; its edges and branches are replaced by those below
	scope       *scope
	next        *edge
	rules       []*rule
	catch       []*catch
	branches    []*scope
	in          []*edge
	gives       *graph.Value // Pass: what its output is, where that is not its input
	gift        graph.Expr   // Pass: that output

	doc     []*graph.Value // the values that equal the document at its entry
	visited bool           // that doc is known
	reads   bool           // something in its text reads the document
	live    bool           // the document at its entry is read, by it or by what follows
}

type rule struct {
	when graph.Expr
	edge *edge
	at   diag.Position
}

type catch struct {
	on   []string
	edge *edge
}

// edge leads to a state, or to the end of its scope where to is nil.
type edge struct {
	from   *state
	scope  *scope
	err    *graph.Value
	assign []graph.Set
	to     *state
	output graph.Expr
	gives  graph.Origin // of the output
	live   bool         // what is beyond reads the document
}

// def is a place where a value is set.
type def struct {
	edge *edge
	at   int
}

func (p *plan) report(at diag.Position, code, message, help string) {
	p.found.Add(diag.Diagnostic{Severity: diag.Error, Code: code, Message: message, Help: help, Position: at})
}

func newPlan(m *graph.Machine) *plan {
	p := &plan{machine: m, source: map[string]diag.Position{}, captures: map[*state]*captures{}, handed: map[*state]bool{}, refused: map[graph.Expr]bool{},
		defs: map[*graph.Value][]def{}, homes: map[*graph.Value]*scope{}, variables: map[*graph.Value]bool{}}
	p.body = p.scope(m.Body, nil)
	return p
}

// scope takes over what can be reached in a scope.
func (p *plan) scope(g *graph.Scope, owner *state) *scope {
	s := &scope{graph: g, owner: owner}
	s.domain = s
	if owner != nil && owner.Distributed == nil {
		s.domain = owner.scope.domain
	}
	known := map[*graph.State]*state{}
	s.entry = p.edge(s, nil, g.Entry, known)
	s.order()
	for _, st := range s.states {
		for _, branch := range st.State.Branches {
			st.branches = append(st.branches, p.scope(branch, st))
		}
	}
	return s
}

// edge follows an edge through joins to a state, taking their assignments along.
func (p *plan) edge(s *scope, from *state, g *graph.Edge, known map[*graph.State]*state) *edge {
	e := &edge{from: from, scope: s, err: g.Error}
	e.assign = append(e.assign, g.Assign...)
	passed := map[*graph.State]bool{}
	for g.To != nil && g.To.Kind == graph.Join {
		if passed[g.To] {
			p.report(g.To.Position, "QS0024", fmt.Sprintf("the loop %q goes round without a state, for ever", g.To.Name), "put a dsl.Wait or a task into it")
			e.output = &graph.Bad{}
			return e
		}
		passed[g.To] = true
		g = g.To.Next
		e.assign = append(e.assign, g.Assign...)
	}
	e.output, e.gives = g.Output, g.Gives
	if g.To != nil {
		e.to = p.state(s, g.To, known)
		e.output = nil
	}
	return e
}

// state takes over a state and what follows it.
func (p *plan) state(s *scope, g *graph.State, known map[*graph.State]*state) *state {
	if st := known[g]; st != nil {
		return st
	}
	st := &state{State: *g, scope: s}
	known[g] = st
	if g.Next != nil {
		st.next = p.edge(s, st, g.Next, known)
	}
	for _, r := range g.Rules {
		st.rules = append(st.rules, &rule{r.If, p.edge(s, st, r.Edge, known), r.At})
	}
	for _, c := range g.Catch {
		st.catch = append(st.catch, &catch{c.On, p.edge(s, st, c.Edge, known)})
	}
	return st
}

// edges gives what leaves a state: rules, next or default, catchers.
func (s *state) edges() []*edge {
	made := make([]*edge, 0, len(s.rules)+len(s.catch)+1)
	for _, r := range s.rules {
		made = append(made, r.edge)
	}
	if s.next != nil {
		made = append(made, s.next)
	}
	for _, c := range s.catch {
		made = append(made, c.edge)
	}
	return made
}

// order lists the states, each after those that lead to it but for the ways back of
// loops, as a reader wants them. It also notes which edges come in.
func (s *scope) order() {
	type visit struct {
		state *state
		edges []*edge
	}
	s.states = nil
	seen := map[*state]bool{}
	var stack []visit
	enter := func(e *edge) {
		if e.to == nil {
			return
		}
		if !seen[e.to] {
			seen[e.to] = true
			e.to.in = nil
			stack = append(stack, visit{e.to, e.to.edges()})
		}
		e.to.in = append(e.to.in, e)
	}
	enter(s.entry)
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		if n := len(top.edges); n > 0 {
			e := top.edges[n-1]
			top.edges = top.edges[:n-1]
			enter(e)
			continue
		}
		s.states = append(s.states, top.state)
		stack = stack[:len(stack)-1]
	}
	slices.Reverse(s.states)
	s.arrange()
}

// insert puts a state on an edge. The edge keeps its first n assignments, the
// rest and what was beyond go to the new state's.
func (p *plan) insert(e *edge, kind graph.Kind, name string, n int) *state {
	made := &state{State: graph.State{Kind: kind, Name: name, Made: true, Position: p.near(e)}, scope: e.scope}
	made.next = &edge{from: made, scope: e.scope, assign: e.assign[n:], to: e.to, output: e.output}
	e.assign = e.assign[:n:n]
	e.to, e.output = made, nil
	return made
}

// near is the position of what an edge belongs to.
func (p *plan) near(e *edge) diag.Position {
	switch {
	case e.from != nil:
		return e.from.Position
	case e.scope.owner != nil:
		return e.scope.owner.Position
	}
	return p.machine.Position
}

// list gathers the states of every scope, and where values are set.
func (p *plan) list() {
	p.all = p.all[:0]
	clear(p.defs) // what the round before has made is about as large
	clear(p.homes)
	p.homes[p.machine.Input] = p.body
	var visit func(*scope)
	visit = func(s *scope) {
		s.order()
		p.settle(s.graph.Item, s)
		p.define(s.entry)
		for _, st := range s.states {
			p.all = append(p.all, st)
			p.settle(st.Result, s)
			p.settle(st.gives, s)
			for _, e := range st.edges() {
				p.define(e)
			}
			for _, b := range st.branches {
				visit(b)
			}
		}
	}
	visit(p.body)
}

// settle notes the execution that a value belongs to.
func (p *plan) settle(v *graph.Value, s *scope) {
	if v != nil {
		p.homes[v] = s.domain
	}
}

func (p *plan) define(e *edge) {
	p.settle(e.err, e.scope)
	for i, a := range e.assign {
		p.settle(a.Value, e.scope)
		p.defs[a.Value] = append(p.defs[a.Value], def{e, i})
	}
}
