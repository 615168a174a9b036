package runner

import (
	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

func (c *compiler) pass(s *asl.Pass) node {
	n := &passNode{result: s.Result}
	if !c.at.jsonata {
		n.input = c.selection("InputPath", s.InputPath)
		n.parameters = c.template("Parameters", s.Parameters)
	}
	n.outcome = c.outcome(jsonvalue.Value{}, s.ResultPath, s.OutputPath, s.Output, s.Assign)
	n.plain = *n == passNode{}
	return n
}

// passNode is a Pass state: it shapes data and sets variables (ASL spec, "Pass
// State").
type passNode struct {
	input      *selection
	parameters *template
	result     jsonvalue.Value
	outcome    outcome
	plain      bool // nothing is shaped and nothing set
}

func (n *passNode) enter(t *thread) move {
	if n.plain && t.run.probe == nil {
		return t.leave(t.input, nil, t.at.next)
	}
	if t.at.jsonata {
		return t.finishJSONata(&n.outcome, jsonvalue.Value{}, t.input)
	}
	result, f := n.input.of(t, t.input)
	if f == nil && !n.result.Exists() {
		t.see(afterInputPath, result)
	}
	if f == nil && n.parameters != nil {
		result, f = n.parameters.eval(t.data(result))
	}
	if f != nil {
		return t.fail(f)
	}
	if n.result.Exists() {
		result = n.result
		t.see(rawResult, result)
	} else {
		t.see(afterParameters, result)
	}
	t.see(afterResultSelector, result)
	assigned, f := n.outcome.assign.from(t, result)
	if f != nil {
		return t.fail(f)
	}
	return t.finishPath(&n.outcome, t.input, result, assigned)
}
