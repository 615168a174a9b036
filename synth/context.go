package synth

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
	jsonata "github.com/quickstep-go/quickstep/internal/jsonata/syntax"
	"github.com/quickstep-go/quickstep/internal/jsonpath"
)

// What the context object has in some states only.
var (
	taskToken  = []string{"Task", "Token"}
	retryCount = []string{"State", "RetryCount"}
)

// contextReads gives what code reads of the context object: the names that follow it,
// as far as they are written out.
func contextReads(c *graph.Code) (reads [][]string) {
	if c.Language == graph.JSONPath {
		paths, err := pathsOf(c.Text)
		if err != nil {
			return nil // reported
		}
		for _, path := range paths {
			if path.Root() == jsonpath.Context {
				reads = append(reads, path.Names())
			}
		}
		return reads
	}
	x, err := jsonata.Parse(c.Text, jsonata.AWS)
	if err != nil {
		return nil // reported
	}
	for _, path := range x.StatesPaths() {
		switch {
		case len(path) == 0:
			reads = append(reads, path)
		case path[0] == "context":
			reads = append(reads, path[1:])
		}
	}
	return reads
}

// isOf tells whether what is read begins with a member of the context object.
func isOf(read, member []string) bool {
	return len(read) >= len(member) && slices.Equal(read[:len(member)], member)
}

// isAround tells whether what is read has a member of the context object in it.
func isAround(read, member []string) bool {
	return len(read) <= len(member) && slices.Equal(read, member[:len(read)])
}

// codeContext reports what code reads of the context object where that has it not.
func (c *checking) codeContext(x *graph.Code, at place, by graph.Origin) {
	reads, known := c.reads[x]
	if !known {
		reads = contextReads(x)
		c.reads[x] = reads
	}
	for _, read := range reads {
		switch {
		case c.told[x]:
			return
		case isOf(read, taskToken[:1]) && (isOf(read, taskToken) || isAround(read, taskToken)) && !hasToken(at):
			c.told[x] = true
			c.misplacedToken(x.Position, at, by)
		case isOf(read, retryCount) && !isRetried(at):
			c.told[x] = true
			c.plan.report(x.Position, "QS0031", fmt.Sprintf("the count of retries is read in %s, which no retry repeats", by.As), readCount)
		}
	}
}

// hasToken tells whether a task token exists at a place: in the fields of a task that
// waits for one, or for a job.
func hasToken(at place) bool {
	s := at.state
	return at.edge == nil && s != nil && s.Kind == graph.Task && (s.Token != nil || s.Call != nil && strings.Contains(s.Call.Resource, ".sync"))
}

// misplacedToken reports a token that code reads where there is none.
func (c *checking) misplacedToken(at diag.Position, in place, by graph.Origin) {
	if s := in.state; s != nil && s.Token != nil {
		c.plan.report(at, "QS0025", fmt.Sprintf("the task token of %q is used in %s, and exists only in the payload of that task", s.Name, by.As), useToken)
		return
	}
	c.plan.report(at, "QS0025", fmt.Sprintf("a task token is used in %s, and exists only in the payload of a task that waits for it", by.As), useToken)
}

const (
	useToken  = "use it only in the function that makes the payload"
	readCount = "read it in the input of a task, a Map or a Parallel"
)

// token reports a task token that is used where it does not exist.
func (c *checking) token(v *graph.Value, at place, by graph.Origin) {
	if v.Source != graph.FromToken || at.edge == nil && v == at.state.Token || c.misplaced[v] {
		return
	}
	c.misplaced[v] = true
	c.plan.report(by.At, "QS0025", fmt.Sprintf("the task token of %q is used in %s, and exists only in the payload of that task", v.State.Name, by.As), useToken)
}

// context reports a member of the context object that the reading state has not.
func (c *checking) context(x *graph.Apply, at place, by graph.Origin) {
	if x.Op != graph.Context || !slices.Equal(x.Path, retryCount) || isRetried(at) {
		return
	}
	c.plan.report(by.At, "QS0031", fmt.Sprintf("dsl.RetryCount is read in %s, which no retry repeats", by.As), readCount)
}

func isRetried(at place) bool {
	if at.state == nil {
		return false
	}
	switch at.state.Kind {
	case graph.Task, graph.Map, graph.Parallel:
		return true
	}
	return false
}

// holdsToken reports a task that waits for its token and hands it to nobody. A payload
// that is bad may hold it, and the token of another task is told as what it is.
func (p *plan) holdsToken(s *state) {
	if s.Token == nil || s.Input == nil {
		return
	}
	found := false
	graph.Walk(s.Input, func(x graph.Expr) {
		switch x := x.(type) {
		case *graph.Ref:
			found = found || x.Value.Source == graph.FromToken
		case *graph.Bad:
			found = true
		case *graph.Code:
			found = found || slices.ContainsFunc(contextReads(x), func(read []string) bool { return isAround(read, taskToken) || isOf(read, taskToken) })
		}
	})
	if !found {
		p.report(s.Position, "QS0018", "the payload of "+strconv.Quote(s.Name)+" does not hold the task token, so nobody could answer", "put it in with dsl.To(&….Token, token)")
	}
}
