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
	misplaced map[*graph.Value]bool // tokens and elements that were reported
}

// check reports what the expressions of the plan cannot be.
func (p *plan) check() {
	c := &checking{p, map[*graph.Bad]bool{}, map[*graph.Code]bool{}, map[*graph.Value]bool{}}
	p.local = map[string]bool{}
	for _, name := range bound {
		p.local[name] = true
	}
	p.absent = map[*graph.Field]bool{}
	c.edge(nil, p.body.entry)
	for _, s := range p.all {
		p.checkExpress(s)
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
		case *graph.Ref:
			c.token(x.Value, at, by)
		case *graph.Apply:
			c.context(x, at, by)
		}
	})
}

// token reports a task token that is used where it does not exist.
func (c *checking) token(v *graph.Value, at place, by graph.Origin) {
	if v.Source != graph.FromToken || at.edge == nil && v == at.state.Token || c.misplaced[v] {
		return
	}
	c.misplaced[v] = true
	c.plan.report(by.At, "QS0025", fmt.Sprintf("the task token of %q is used in %s, and exists only in the payload of that task", v.State.Name, by.As),
		"use it only in the function that makes the payload")
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
	for _, below := range graph.Children(x) {
		c.elements(below, known, by)
	}
}

// context reports a member of the context object that the reading state has not.
func (c *checking) context(x *graph.Apply, at place, by graph.Origin) {
	if x.Op != graph.Context || !slices.Equal(x.Path, []string{"State", "RetryCount"}) {
		return
	}
	if at.state != nil {
		switch at.state.Kind {
		case graph.Task, graph.Map, graph.Parallel:
			return
		}
	}
	c.plan.report(by.At, "QS0031", fmt.Sprintf("dsl.RetryCount is read in %s, which no retry repeats", by.As), "read it in the input of a task, a Map or a Parallel")
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
