package runner

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// A Machine is a state machine, compiled: its paths, expressions and templates
// are parsed and its transitions resolved. It never changes, and any number of
// executions may run at once.
type Machine struct {
	name    string
	start   *state
	timeout time.Duration // of an execution; 0 is for ever
	states  *[]*state     // of all scopes, by their number less one; the machines inside have the same
	records atomic.Int64  // how many events the last execution had
	values  atomic.Int64  // how many values those had
	watches sync.Pool     // of *watch
}

func newMachine() *Machine { return &Machine{name: "StateMachine", states: new([]*state)} }

// A CompileOption says how a machine is compiled.
type CompileOption func(*compiler)

// Named gives the machine a name, which stands in ARNs and in the context object.
// The default is "StateMachine".
func Named(name string) CompileOption { return func(c *compiler) { c.machine.name = name } }

// Activities names the substitutions that stand for activities, such as Approve
// for a Resource of ${Approve}; others are taken for Lambda functions.
func Activities(names ...string) CompileOption {
	return func(c *compiler) { c.activities = append(c.activities, names...) }
}

// File names the file that the definition is from, for diagnostics.
func File(name string) CompileOption { return func(c *compiler) { c.file = name } }

// Compile reads a definition in the Amazon States Language, JSON or YAML. The
// error holds a [github.com/quickstep-go/quickstep/diag.List] with all that is wrong (see [github.com/quickstep-go/quickstep/diag.FromError]).
// Substitutions such as ${Recorder} stay as they are.
func Compile(definition []byte, options ...CompileOption) (*Machine, error) {
	c := &compiler{machine: newMachine()}
	for _, o := range options {
		o(c)
	}
	text, found := asl.Parse(definition, asl.File(c.file))
	if c.found = found; !found.HasErrors() {
		c.compile(text)
	}
	if err := c.found.Err(); err != nil {
		return nil, err
	}
	return c.machine, nil
}

// CompileParsed is Compile for a definition that was read or built before.
func CompileParsed(definition *asl.StateMachine, options ...CompileOption) (*Machine, error) {
	c := &compiler{machine: newMachine()}
	for _, o := range options {
		o(c)
	}
	c.compile(definition)
	if err := c.found.Err(); err != nil {
		return nil, err
	}
	return c.machine, nil
}

// Start begins an execution with an input, a JSON text; none is {}. It runs until
// it ends, or waits for something from outside: a task token, an activity's
// worker. The context ends the execution as ABORTED when it is cancelled. The
// error is about the input or the options; what the workflow comes to is in
// [Execution.Result].
func (m *Machine) Start(ctx context.Context, input []byte, options Options) (*Execution, error) {
	v, err := parseInput(input)
	if err != nil {
		return nil, err
	}
	return m.startWith(ctx, v, &options)
}

// Prepare is Start for an execution that does not run yet: it does once somebody
// asks for its result, lets its time advance or sends it something. So it can be
// looked at from its first event on.
func (m *Machine) Prepare(ctx context.Context, input []byte, options Options) (*Execution, error) {
	v, err := parseInput(input)
	if err != nil {
		return nil, err
	}
	e, err := m.engine(ctx, v, &options)
	if err != nil {
		return nil, err
	}
	e.launch(e.root)
	e.leave()
	return &e.self, nil
}

// StartValue is Start for an input that is parsed already, for code within this
// module.
func (m *Machine) StartValue(ctx context.Context, input jsonvalue.Value, options Options) (*Execution, error) {
	return m.startWith(ctx, input, &options)
}

func (m *Machine) startWith(ctx context.Context, input jsonvalue.Value, options *Options) (*Execution, error) {
	e, err := m.engine(ctx, input, options)
	if err != nil {
		return nil, err
	}
	e.launch(e.root)
	e.private = true
	e.pump(horizon{mode: settle, run: e.root})
	e.private = false
	return &e.self, nil
}

func parseInput(input []byte) (jsonvalue.Value, error) {
	if len(input) == 0 {
		return emptyObject, nil
	}
	v, err := jsonvalue.Parse(input)
	if err != nil {
		return v, fmt.Errorf("InvalidExecutionInput: %w", err)
	}
	return v, nil
}

// engine makes what runs an execution, which has yet to begin.
func (m *Machine) engine(ctx context.Context, input jsonvalue.Value, options *Options) (*engine, error) {
	e := &engine{ctx: background(ctx), options: *options, driving: true}
	o := &e.options
	if err := o.setDefaults(); err != nil {
		return nil, err
	}
	if o.Quotas.tooLarge(input) {
		return nil, fmt.Errorf("InvalidExecutionInput: the input has %d bytes, the quota is %d", input.Size(), o.Quotas.PayloadBytes)
	}
	e.start = o.Start.UnixNano()
	e.now = e.start
	e.turn.L, e.ready, e.calls, e.independent = &e.mu, e.few[:0], e.one[:0], e.alone[:0]
	if o.RealTime {
		e.began = time.Now()
	}
	e.root = &e.first
	e.self.run = e.root
	e.initRun(e.root, m, input, o.Name, o.Type == asl.Express)
	return e, nil
}
