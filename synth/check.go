package synth

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/quickstep-go/quickstep/internal/graph"
)

// checking looks for what the expressions of a plan cannot be, each mistake once.
type checking struct {
	plan      *plan
	bad       map[*graph.Bad]bool
	code      map[*graph.Code]bool
	reads     map[*graph.Code][][]string // of the context object
	told      map[*graph.Code]bool       // that read of it what there is not
	misplaced map[*graph.Value]bool      // tokens and elements that were reported
}

// check reports what the expressions of the plan cannot be.
func (p *plan) check() {
	c := &checking{p, map[*graph.Bad]bool{}, map[*graph.Code]bool{}, map[*graph.Code][][]string{}, map[*graph.Code]bool{}, map[*graph.Value]bool{}}
	p.local = map[string]bool{}
	for _, name := range bound {
		p.local[name] = true
	}
	p.absent = map[*graph.Field]bool{}
	c.edge(nil, p.body.entry)
	for _, s := range p.all {
		p.checkExpress(s)
		p.holdsToken(s)
		p.checkCases(s)
		by := graph.Origin{As: strconv.Quote(s.Name), At: s.Position}
		for _, x := range s.own() {
			c.expr(x, place{state: s}, by)
		}
		for _, e := range s.edges() {
			c.edge(s, e)
		}
		for _, b := range s.branches {
			c.edge(nil, b.entry)
		}
	}
}

// edge checks what an edge of a state sets and gives; the entry of a scope is no
// state's.
func (c *checking) edge(s *state, e *edge) {
	for i, a := range e.assign {
		c.expr(a.Expr, place{s, e, i}, a.From)
	}
	if e.output != nil {
		c.expr(e.output, place{s, e, len(e.assign)}, e.gives)
	}
}

func (c *checking) expr(x graph.Expr, at place, by graph.Origin) {
	c.plan.checkAbsent(x, true)
	c.elements(x, nil, by)
	graph.Walk(x, func(x graph.Expr) {
		switch x := x.(type) {
		case *graph.Bad:
			if x.Diagnostic.Message != "" && !c.bad[x] {
				c.bad[x] = true
				c.plan.found.Add(x.Diagnostic)
			}
		case *graph.Code:
			if !c.code[x] {
				c.code[x] = true
				c.plan.checkLanguage(x)
			}
			c.codeContext(x, at, by)
		case *graph.Ref:
			c.token(x.Value, at, by)
		case *graph.Apply:
			c.context(x, at, by)
		}
	})
}

// elements reports an element of a list that is used outside of the function that is
// given it.
func (c *checking) elements(x graph.Expr, known []*graph.Value, by graph.Origin) {
	inside := func(of graph.Expr, item *graph.Value, x graph.Expr) {
		c.elements(of, known, by)
		c.elements(x, append(known[:len(known):len(known)], item), by)
	}
	switch x := x.(type) {
	case *graph.Filter:
		inside(x.Of, x.Item, x.Keep)
		return
	case *graph.Each:
		inside(x.Of, x.Item, x.To)
		return
	case *graph.Ref:
		if v := x.Value; v.Source == graph.FromElement && !slices.Contains(known, v) && !c.misplaced[v] {
			c.misplaced[v] = true
			c.plan.report(by.At, "QS0010", fmt.Sprintf("the element that a function is given at %s is read in %s, outside of that function", v.Position, by.As),
				"use it only there; dsl.Filter and dsl.Each give the list of what the function keeps or makes")
		}
	}
	for below := range graph.Children(x) {
		c.elements(below, known, by)
	}
}

// checkExpress reports work for an activity in the child executions of an Express
// map, which the checker of the text cannot tell from a function.
func (p *plan) checkExpress(s *state) {
	owner := s.scope.domain.owner
	if s.Call == nil || owner == nil || !owner.Distributed.Express || !s.Call.Activity() {
		return
	}
	p.report(s.Position, "QS0017", fmt.Sprintf("%q is work for an activity in a child execution of %q, and Express executions have none", s.Name, owner.Name),
		"let the children be Standard, without Express")
}
