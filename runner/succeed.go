package runner

import (
	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

func (c *compiler) succeed(s *asl.Succeed) node {
	n := &succeedNode{outcome: c.outcome(jsonvalue.Value{}, asl.Path{}, s.OutputPath, s.Output, jsonvalue.Value{})}
	if !c.at.jsonata {
		n.input = c.selection("InputPath", s.InputPath)
	}
	return n
}

// succeedNode is a Succeed state: it ends its machine or branch well (ASL spec,
// "Succeed State").
type succeedNode struct {
	input   *selection
	outcome outcome
}

func (n *succeedNode) enter(t *thread) move {
	if t.at.jsonata {
		return t.finishJSONata(&n.outcome, jsonvalue.Value{}, t.input)
	}
	document, f := n.input.of(t, t.input)
	if f != nil {
		return t.fail(f)
	}
	t.see(afterInputPath, document)
	return t.finishPath(&n.outcome, document, document, nil)
}
