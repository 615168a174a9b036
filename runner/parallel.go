package runner

import (
	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

func (c *compiler) parallel(s *asl.Parallel) node {
	n := &parallelNode{outcome: c.outcome(s.ResultSelector, s.ResultPath, s.OutputPath, s.Output, s.Assign)}
	if c.at.jsonata {
		n.arguments = c.template("Arguments", s.Arguments)
	} else {
		n.input = c.selection("InputPath", s.InputPath)
		n.arguments = c.template("Parameters", s.Parameters)
	}
	c.policies(s.Retry, s.Catch)
	for i := range s.Branches {
		n.branches = append(n.branches, c.inner(&s.Branches[i].States, s.Branches[i].StartAt, &s.Branches[i].Object))
	}
	if len(n.branches) == 0 {
		c.bad([]string{"Branches"}, "the Parallel state has no branch", "give it at least one")
	}
	return n
}

// parallelNode is a Parallel state: it runs its branches at the same time (ASL
// spec, "Parallel State").
type parallelNode struct {
	input     *selection
	arguments *template // Parameters or Arguments
	branches  []*state  // the first state of each
	outcome   outcome
}

func (n *parallelNode) enter(t *thread) move {
	if t.broken != nil {
		return t.broken.redrive()
	}
	return n.again(t)
}

// again starts all branches, also for a retry.
func (n *parallelNode) again(t *thread) move {
	t.forget()
	input, f := n.input.of(t, t.input)
	if f == nil && n.arguments != nil {
		input, f = n.arguments.eval(t.data(input))
	}
	if f != nil {
		return t.fail(f)
	}
	t.note(ParallelStateStarted, jsonvalue.Value{}, nil)
	b := &block{owner: t, node: n, results: make([]jsonvalue.Value, len(n.branches)), started: make([]*thread, 0, len(n.branches))}
	t.block = b
	for i, first := range n.branches {
		b.start(first, i, input)
	}
	return waits
}

func (n *parallelNode) join(t *thread, results []jsonvalue.Value) move {
	t.joined = t.run.note(record{kind: ParallelStateSucceeded, prev: t.prev, of: t.at})
	return t.finish(&n.outcome, jsonvalue.ArrayOf(results...))
}

func (n *parallelNode) ended(*block, *thread) bool { return false }

func (n *parallelNode) broken(_ *block, t *thread) { t.noteBroken() }

func (n *parallelNode) stopped(*block, *thread) {}
