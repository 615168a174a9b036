package synth

import (
	"slices"

	"github.com/quickstep-go/quickstep/internal/graph"
)

// place is where an expression stands: in a state's own fields, or, with an
// edge, in the assignments and the output of that edge, of which the first upto
// are in force.
type place struct {
	state *state
	edge  *edge
	upto  int
}

// way tells how a value is read at a place.
type way int

const (
	byVariable  way = iota
	byInline        // by the expression it was given on the same edge
	byResult        // $states.result
	byError         // $states.errorOutput
	byDocument      // $states.input
	byExecution     // the execution's input, $states.context.Execution.Input
	byToken         // $states.context.Task.Token
	byCapture       // a member of the execution's input, which a distributed map hands over
)

// how finds the way in which a value is read at a place; the edge's assignment
// is given for byInline.
func (p *plan) how(v *graph.Value, at place) (way, int) {
	if at.edge != nil {
		for i := at.upto - 1; i >= 0; i-- {
			if at.edge.assign[i].Value == v {
				return byInline, i
			}
		}
		if v == at.edge.err && v != nil {
			return byError, 0
		}
		if at.edge == at.state.next && v == at.state.Result && at.state.Kind != graph.Raw {
			return byResult, 0
		}
	}
	reads := at.edge == nil || !p.isJSONPath(at.state) || keepsDocument(at)
	switch {
	case v.Source == graph.FromToken:
		return byToken, 0
	case reads && slices.Contains(at.state.doc, v) && !p.preferred[v]:
		return byDocument, 0
	case v == at.state.scope.domain.input(p):
		return byExecution, 0
	case p.isOutside(v, at.state.scope):
		return byCapture, 0
	}
	return byVariable, 0
}

// keepsDocument tells whether $ is still the document on an edge in JSONPath: it is
// not where it is a result, or an error.
func keepsDocument(at place) bool {
	switch at.state.Kind {
	case graph.Choice, graph.Wait:
		return true
	case graph.Pass:
		return at.state.gives == nil
	}
	return false
}

// uses finds which values need a variable: those that some text that will be
// written reads in no other way.
func (p *plan) uses() {
	clear(p.variables)
	p.reads = p.reads[:0]
	p.captures = map[*state]*captures{}
	for _, s := range p.all {
		for _, e := range s.own() {
			p.use(e, place{state: s})
		}
		for _, e := range s.edges() {
			if e.to == nil && e.output != nil && !p.natural(e) {
				p.use(e.output, place{s, e, len(e.assign)})
			}
		}
	}
}

// own gives the expressions in a state's own fields.
func (s *state) own() []graph.Expr {
	var list []graph.Expr
	var role graph.Expr
	if s.Call != nil {
		role = s.Call.Role
	}
	for _, e := range []graph.Expr{s.Input, role, s.TimeoutVal, s.HeartbeatVal, s.Seconds, s.Timestamp, s.Error, s.Cause, s.MaxConcurrency, s.gift} {
		if e != nil {
			list = append(list, e)
		}
	}
	if s.Distributed != nil {
		list = append(list, s.Distributed.Exprs()...)
	}
	for _, r := range s.rules {
		list = append(list, r.when)
	}
	return list
}

func (p *plan) use(e graph.Expr, at place) {
	if c := p.captured(e, at.state.scope); c != nil {
		p.capture(c, at)
		return
	}
	if r, ok := e.(*graph.Ref); ok && r.Value.Source != graph.FromElement {
		switch way, i := p.how(r.Value, at); way {
		case byInline:
			p.use(at.edge.assign[i].Expr, place{at.state, at.edge, i})
		case byExecution:
			p.handItem(at.state.scope.domain)
		case byVariable:
			p.reads = append(p.reads, r.Value)
			p.need(r.Value)
		}
	}
	for below := range graph.Children(e) {
		p.use(below, at)
	}
}

// need notes that a value has a variable, and so what its assignments read.
func (p *plan) need(v *graph.Value) {
	if p.variables[v] {
		return
	}
	p.variables[v] = true
	for _, d := range p.defs[v] {
		if d.edge.from != nil && d.edge.to != nil {
			p.use(d.edge.assign[d.at].Expr, place{d.edge.from, d.edge, d.at})
		}
	}
}
