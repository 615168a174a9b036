package runner

import (
	"fmt"
	"strconv"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// The codes of what [Compile] reports beyond what package asl does.
const (
	codeQuery     = "QS8201" // a path, an intrinsic function or an expression cannot be read
	codeStructure = "QS8202" // something a state needs is missing or unknown
)

// compiler turns a definition into a machine, and collects what is wrong.
type compiler struct {
	machine *Machine
	file    string
	found   diag.List

	activities []string // substitutions that stand for activities
	source     *asl.StateMachine

	at     *state            // the state being compiled
	base   *asl.Common       // its text
	states map[string]*state // of the scope being compiled
}

func (c *compiler) compile(m *asl.StateMachine) {
	c.source = m
	if n, ok := m.TimeoutSeconds.Int(); ok {
		c.machine.timeout = seconds(n)
	}
	c.machine.start = c.inner(&m.States, m.StartAt, &m.Object)
}

// inner compiles the states of one scope, and gives the first one to run.
func (c *compiler) inner(of *asl.States, startAt string, object *asl.Object) *state {
	at, base, states := c.at, c.base, c.states
	defer func() { c.at, c.base, c.states = at, base, states }()
	c.states = make(map[string]*state, of.Len())
	for name, s := range of.All() {
		compiled := events[s.Kind()]
		compiled.name = name
		compiled.jsonata = c.source.LanguageOf(s) == asl.JSONata
		c.states[name] = &compiled
		c.enlist(&compiled)
	}
	for name, s := range of.All() {
		c.at, c.base = c.states[name], s.Base()
		c.state(s)
	}
	first := c.states[startAt]
	if first == nil {
		c.found.Add(diag.Diagnostic{Severity: diag.Error, Code: codeStructure, Position: object.At("StartAt"),
			Message: fmt.Sprintf("StartAt names %q, which is no state beside it", startAt), Help: diag.DidYouMean(startAt, of.Names())})
	}
	return first
}

// enlist gives a state its number, by which the journals of executions call it.
func (c *compiler) enlist(s *state) {
	all := c.machine.states
	*all = append(*all, s)
	s.number = int32(len(*all))
}

// state compiles one state into c.at.
func (c *compiler) state(s asl.State) {
	switch s := s.(type) {
	case *asl.Pass:
		c.at.next, c.at.node = c.next(s.Next, s.End), c.pass(s)
	case *asl.Task:
		c.at.next, c.at.node = c.next(s.Next, s.End), c.task(s)
	case *asl.Choice:
		c.at.node = c.choice(s)
	case *asl.Wait:
		c.at.next, c.at.node = c.next(s.Next, s.End), c.wait(s)
	case *asl.Succeed:
		c.at.node = c.succeed(s)
	case *asl.Fail:
		c.at.node = c.fail(s)
	case *asl.Parallel:
		c.at.next, c.at.node = c.next(s.Next, s.End), c.parallel(s)
	case *asl.Map:
		c.at.next, c.at.node = c.next(s.Next, s.End), c.mapState(s)
	default:
		kinds := make([]string, 0, 8)
		for _, k := range asl.Kinds() {
			kinds = append(kinds, string(k))
		}
		c.bad([]string{"Type"}, "the state has no known Type but %q", diag.DidYouMean(string(s.Kind()), kinds), s.Kind())
	}
}

// next gives where a state goes on; nil ends.
func (c *compiler) next(name string, end bool) *state {
	if name == "" {
		if !end {
			c.bad(nil, "the state neither goes on nor ends", `give it "Next" or "End": true`)
		}
		return nil
	}
	return c.target(name, "Next")
}

// target gives the state of a transition.
func (c *compiler) target(name string, path ...string) *state {
	s := c.states[name]
	if s == nil {
		names := make([]string, 0, len(c.states))
		for n := range c.states {
			names = append(names, n)
		}
		c.bad(path, "it goes to %q, which does not exist beside it", diag.DidYouMean(name, names), name)
	}
	return s
}

// policies compiles Retry and Catch.
func (c *compiler) policies(retry []asl.Retrier, catch []asl.Catcher) {
	for i := range retry {
		c.at.retry = append(c.at.retry, newRetrier(&retry[i]))
	}
	for i := range catch {
		of, place := &catch[i], []string{"Catch", strconv.Itoa(i)}
		at := "Catch[" + place[1] + "]/"
		compiled := catcher{errors: of.ErrorEquals, next: c.target(of.Next, with(place, "Next")...)}
		if c.at.jsonata {
			compiled.output = c.payload(at+"Output", of.Output, with(place, "Output"))
		} else {
			compiled.place = c.place(of.ResultPath, with(place, "ResultPath")...)
		}
		compiled.assign = c.assignment(at+"Assign", of.Assign, with(place, "Assign"))
		c.at.catch = append(c.at.catch, compiled)
	}
}

// outcome compiles the fields that shape a result.
func (c *compiler) outcome(selector jsonvalue.Value, result, output asl.Path, shape, assign jsonvalue.Value) outcome {
	o := outcome{assign: c.assignment("Assign", assign, []string{"Assign"})}
	if c.at.jsonata {
		o.shape = c.template("Output", shape)
		return o
	}
	o.selector = c.template("ResultSelector", selector)
	o.place = c.place(result, "ResultPath")
	o.output = c.selection("OutputPath", output)
	return o
}

// bad reports a mistake in the state being compiled.
func (c *compiler) bad(path []string, format, help string, args ...any) {
	c.report(codeStructure, path, fmt.Sprintf(format, args...), help)
}

func (c *compiler) report(code string, path []string, message, help string) {
	c.found.Add(diag.Diagnostic{Severity: diag.Error, Code: code, Position: c.base.At(path...), State: c.at.name,
		Message: fmt.Sprintf("state %q: %s", c.at.name, message), Help: help})
}
