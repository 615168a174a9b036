package syntax

import (
	"slices"
	"sort"
)

// UnknownFunction is a call of a function that nobody defines.
type UnknownFunction struct {
	// Name is the name as written: "$foo", or "foo" where the $ may be missing.
	Name string
	// Position counts the bytes of the source before the name.
	Position int
}

// facts is what is known of an expression without evaluating it.
type facts struct {
	variables []string
	states    [][]string
	unknown   []UnknownFunction
	context   []string // see ContextReads
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
func (e *Expr) UnknownFunctions() []UnknownFunction { return slices.Clone(e.facts().unknown) }

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
	profile Profile
	seen    map[string]bool
	settled map[Node]bool // what the path around it has already said everything about
}

func gather(tree Node, p Profile) facts {
	g := &gatherer{profile: p, seen: map[string]bool{}, settled: map[Node]bool{}}
	top := (*scope)(nil).inner()
	g.bindings(tree, top)
	g.walk(tree, top)
	g.contextReads(tree)
	sort.Strings(g.variables)
	return g.facts
}

// bindings collects the names bound in a scope: all that are not inside a block or
// a function of their own.
func (g *gatherer) bindings(n Node, s *scope) {
	if b, ok := n.(*Binding); ok {
		s.names[b.Name] = true
	}
	c := n.Base()
	more := c.rare()
	if more.focus != "" {
		s.names[more.focus] = true
	}
	if more.index != "" {
		s.names[more.index] = true
	}
	for _, st := range more.stages {
		if st.Index != "" {
			s.names[st.Index] = true
		}
	}
	switch n.(type) {
	case *Lambda:
		return
	case *Block:
		if !c.Tuple { // bindings of a tuple stream are seen outside
			return
		}
	}
	Visit(n, func(inside Node) { g.bindings(inside, s) })
}

func (g *gatherer) walk(n Node, s *scope) {
	switch n := n.(type) {
	case *Block:
		s = s.inner()
		for _, item := range n.Items {
			g.bindings(item, s)
		}
	case *Lambda:
		s = s.inner()
		for _, name := range n.Parameters {
			s.names[name] = true
		}
		g.bindings(n.Body, s)
	case *Variable:
		g.variable(n, s)
	case *Call:
		g.call(n, s)
	case *Apply:
		if _, isCall := n.Right.(*Call); !isCall {
			g.called(n.Right, s)
		}
	case *Path:
		g.path(n, s)
	}
	Visit(n, func(inside Node) { g.walk(inside, s) })
}

func (g *gatherer) variable(v *Variable, s *scope) {
	if v.Name == "" || v.Name == "$" || s.has(v.Name) {
		return
	}
	if _, isFunction := FunctionSignature(g.profile, v.Name); isFunction {
		return
	}
	if !g.seen[v.Name] {
		g.seen[v.Name] = true
		g.variables = append(g.variables, v.Name)
	}
	if v.Name == "states" && !g.settled[v] {
		g.addStates(nil)
	}
}

func (g *gatherer) call(c *Call, s *scope) { g.called(c.Function, s) }

// called looks at what is called as a function.
func (g *gatherer) called(function Node, s *scope) {
	switch f := function.(type) {
	case *Variable:
		if _, known := FunctionSignature(g.profile, f.Name); !known && f.Name != "" && f.Name != "$" && !s.has(f.Name) {
			g.unknown = append(g.unknown, UnknownFunction{"$" + f.Name, f.start})
		}
	case *Path:
		if name, ok := f.Steps[0].(*Name); ok && len(f.Steps) == 1 && !g.settled[f] {
			g.unknown = append(g.unknown, UnknownFunction{name.Name, max(0, name.Pos-len(name.Name))})
		}
	}
}

// path notes the names that follow $states, and that a call in a later step may be
// one of a function that an object holds.
func (g *gatherer) path(p *Path, s *scope) {
	for _, step := range p.Steps[1:] {
		if c, ok := step.(*Call); ok {
			g.settled[c.Function] = true
		}
	}
	v, ok := p.Steps[0].(*Variable)
	if !ok || v.Name != "states" || s.has(v.Name) || v.rare().filters != nil {
		return
	}
	g.settled[v] = true
	var names []string
	for _, step := range p.Steps[1:] {
		name, ok := step.(*Name)
		if !ok {
			break
		}
		names = append(names, name.Name)
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
