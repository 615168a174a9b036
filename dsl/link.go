package dsl

import (
	"slices"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// parentLink is the member of an execution's input by which Step Functions finds the
// execution that started it.
const parentLink = "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID"

// linked is what a call sends: in, and where the call asks for it the link to the
// parent in the argument Input, which in is or has.
func linked(c *graph.Call, in Any, at diag.Position) Any {
	if c == nil || !c.Linked || in == nil || in.expression() == nil {
		return in
	}
	e := in.expression()
	if _, isBad := e.(*graph.Bad); isBad {
		return in
	}
	if c.Payload == "Input" {
		return Val[any]{expr: withLink(e, at)}
	}
	return Val[any]{expr: &graph.Object{Members: []graph.Member{
		{Name: "Name", Expr: memberOf(e, "Name", at)},
		{Name: "Input", Expr: withLink(memberOf(e, "Input", at), at)},
	}}}
}

// memberOf selects a member of an object.
func memberOf(e graph.Expr, name string, at diag.Position) graph.Expr {
	for _, m := range membersOf(e) {
		if m.Name == name {
			return m.Expr
		}
	}
	return &graph.Field{Of: e, Name: name, Sure: true, Position: at}
}

// membersOf gives the members of an object that is written out.
func membersOf(e graph.Expr) []graph.Member {
	switch e := e.(type) {
	case *graph.Object:
		return slices.Clone(e.Members)
	case *graph.Const:
		if e.Value.Kind() != jsonvalue.Object {
			return nil
		}
		var made []graph.Member
		for _, m := range e.Value.Members() {
			made = append(made, graph.Member{Name: m.Name, Expr: &graph.Const{Value: m.Value}})
		}
		return made
	}
	return nil
}

// withLink adds the link to the members of an object.
func withLink(e graph.Expr, at diag.Position) graph.Expr {
	link := graph.Member{Name: parentLink, Expr: &graph.Apply{Op: graph.Context, Path: []string{"Execution", "Id"}, Position: at}}
	members := membersOf(e)
	if members == nil {
		return &graph.Apply{Op: graph.Merge, Args: []graph.Expr{e, &graph.Object{Members: []graph.Member{link}}}, Position: at}
	}
	members = slices.DeleteFunc(members, func(m graph.Member) bool { return m.Name == parentLink })
	return &graph.Object{Members: append(members, link)}
}
