package jsonata

import (
	"slices"
	"sort"
)

// Call is a call of a function that nobody defines.
type Call struct {
	// Name is the name as written: "$foo", or "foo" where the $ may be missing.
	Name string
	// Position counts the bytes of the source before the name.
	Position int
}

// facts is what is known of an expression without evaluating it.
type facts struct {
	variables []string
	states    [][]string
	unknown   []Call
	context   []string // see ContextReads
}

func (e *Expr) facts() *facts {
	e.once.Do(func() { e.known = gather(e.tree, e.prof) })
	return &e.known
}

// Variables gives the variables that the expression takes from outside, without
// their $, sorted: neither bound in the expression nor functions of the library.
func (e *Expr) Variables() []string { return slices.Clone(e.facts().variables) }

// StatesPaths gives what the expression uses of $states: the member names that
// follow it, one list for each different use; an empty list is $states itself.
func (e *Expr) StatesPaths() [][]string { return slices.Clone(e.facts().states) }

// UnknownFunctions gives the calls of names that neither the library nor the
// expression defines, in the order of the text. JSON variables hold no
// functions, so such a call fails with T1006 when it is evaluated.
func (e *Expr) UnknownFunctions() []Call { return slices.Clone(e.facts().unknown) }

// Functions gives the names of the library's functions, without the $, sorted.
func Functions(p Profile) []string {
	names := make([]string, 0, len(library(p)))
	for name := range library(p) {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// scope is the names bound around an expression.
type scope struct {
	outer *scope
	names map[string]bool
}

func (s *scope) inner() *scope { return &scope{outer: s, names: map[string]bool{}} }

func (s *scope) has(name string) bool {
	for ; s != nil; s = s.outer {
		if s.names[name] {
			return true
		}
	}
	return false
}

// gatherer walks a tree for its facts. A name counts as bound in all of the block
// that binds it, as functions may be used before the text defines them.
type gatherer struct {
	facts
	library map[string]*builtin
	seen    map[string]bool
	settled map[node]bool // what the path around it has already said everything about
}

func gather(tree node, p Profile) facts {
	g := &gatherer{library: library(p), seen: map[string]bool{}, settled: map[node]bool{}}
	top := (*scope)(nil).inner()
	g.bindings(tree, top)
	g.walk(tree, top)
	g.contextReads(tree)
	sort.Strings(g.variables)
	return g.facts
}

// bindings collects the names bound in a scope: all that are not inside a block or
// a function of their own.
func (g *gatherer) bindings(n node, s *scope) {
	if b, ok := n.(*binding); ok {
		s.names[b.name] = true
	}
	c := n.base()
	more := c.rare()
	if more.focus != "" {
		s.names[more.focus] = true
	}
	if more.index != "" {
		s.names[more.index] = true
	}
	for _, st := range more.stages {
		if st.index != "" {
			s.names[st.index] = true
		}
	}
	switch n.(type) {
	case *lambda:
		return
	case *block:
		if !c.tuple { // bindings of a tuple stream are seen outside
			return
		}
	}
	visit(n, func(inside node) { g.bindings(inside, s) })
}

func (g *gatherer) walk(n node, s *scope) {
	switch n := n.(type) {
	case *block:
		s = s.inner()
		for _, item := range n.items {
			g.bindings(item, s)
		}
	case *lambda:
		s = s.inner()
		for _, name := range n.parameters {
			s.names[name] = true
		}
		g.bindings(n.body, s)
	case *variable:
		g.variable(n, s)
	case *call:
		g.call(n, s)
	case *apply:
		if _, isCall := n.right.(*call); !isCall {
			g.called(n.right, s)
		}
	case *pathNode:
		g.path(n, s)
	}
	visit(n, func(inside node) { g.walk(inside, s) })
}

func (g *gatherer) variable(v *variable, s *scope) {
	if v.name == "" || v.name == "$" || s.has(v.name) {
		return
	}
	if _, isFunction := g.library[v.name]; isFunction {
		return
	}
	if !g.seen[v.name] {
		g.seen[v.name] = true
		g.variables = append(g.variables, v.name)
	}
	if v.name == "states" && !g.settled[v] {
		g.addStates(nil)
	}
}

func (g *gatherer) call(c *call, s *scope) { g.called(c.function, s) }

// called looks at what is called as a function.
func (g *gatherer) called(function node, s *scope) {
	switch f := function.(type) {
	case *variable:
		if _, known := g.library[f.name]; !known && f.name != "" && f.name != "$" && !s.has(f.name) {
			g.unknown = append(g.unknown, Call{"$" + f.name, f.start})
		}
	case *pathNode:
		if name, ok := f.steps[0].(*nameNode); ok && len(f.steps) == 1 && !g.settled[f] {
			g.unknown = append(g.unknown, Call{name.name, max(0, name.pos-len(name.name))})
		}
	}
}

// path notes the names that follow $states, and that a call in a later step may be
// one of a function that an object holds.
func (g *gatherer) path(p *pathNode, s *scope) {
	for _, step := range p.steps[1:] {
		if c, ok := step.(*call); ok {
			g.settled[c.function] = true
		}
	}
	v, ok := p.steps[0].(*variable)
	if !ok || v.name != "states" || s.has(v.name) || v.rare().filters != nil {
		return
	}
	g.settled[v] = true
	var names []string
	for _, step := range p.steps[1:] {
		name, ok := step.(*nameNode)
		if !ok {
			break
		}
		names = append(names, name.name)
		if len(name.rare().stages) > 0 {
			break
		}
	}
	g.addStates(names)
}

func (g *gatherer) addStates(names []string) {
	for _, known := range g.states {
		if slices.Equal(known, names) {
			return
		}
	}
	if names == nil {
		names = []string{}
	}
	g.states = append(g.states, names)
}
