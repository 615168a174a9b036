package sfntest

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/activity"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/synth"
)

// A Run is one workflow under test.
type Run[In, Out any] struct {
	t       testing.TB
	output  *synth.Output
	machine *runner.Machine
	options runner.Options
	calls   map[string]*calls
	handled map[string]bool // the functions that the test serves

	children []*synth.Output // of the workflows that it starts
}

// An Option says how a workflow is run.
type Option func(*runner.Options)

// StartAt starts the clock at a time; the default is [runner.DefaultStart].
func StartAt(t time.Time) Option { return func(o *runner.Options) { o.Start = t } }

// Seed decides what is random: jitter, tokens, UUIDs. The default is 0.
func Seed(n uint64) Option { return func(o *runner.Options) { o.Seed = n } }

// Name is the execution's, which [dsl.ExecutionName] reads. The default follows from
// the seed.
func Name(name string) Option { return func(o *runner.Options) { o.Name = name } }

// Objects are what distributed maps read their items from and write their results
// to, such as a [runner.MemoryObjects]. A bucket that the definition names as
// ${Name} is the bucket Name there.
func Objects(objects runner.Objects) Option {
	return func(o *runner.Options) { o.Objects = named{objects} }
}

// New prepares a workflow. What is wrong with it ends the test, all of it at
// once and with file and line; warnings are logged. Functions that were declared with [lambda.Handle]
// are served by their own handlers.
func New[In, Out any](t testing.TB, w *dsl.Workflow[In, Out], options ...Option) *Run[In, Out] {
	t.Helper()
	output, err := synth.Workflow(w)
	if err != nil {
		t.Fatalf("the workflow %q is not right:\n%v", w.Name(), err)
		return nil
	}
	warn(t, output)
	machine, err := compiled(output)
	if err != nil {
		t.Fatalf("the definition of %q does not run:\n%v", w.Name(), located(output, err))
		return nil
	}
	r := &Run[In, Out]{t: t, output: output, machine: machine, calls: map[string]*calls{}, handled: map[string]bool{}}
	for _, o := range options {
		o(&r.options)
	}
	r.options.NeedsReplies = true
	r.options.Functions = map[string]runner.Service{}
	r.options.Services = map[string]runner.Service{}
	r.options.Machines = map[string]*runner.Machine{}
	r.serve(output)
	return r
}

// serve takes over the handlers that a workflow brings along, and the workflows
// that it starts, with theirs.
func (r *Run[In, Out]) serve(output *synth.Output) {
	for _, known := range output.Resources {
		if known.Handler != nil {
			r.options.Functions[known.Name] = runner.Handler(known.Handler)
		}
		if known.Machine == nil || r.options.Machines[known.Name] != nil {
			continue
		}
		child, err := synth.Workflow(known.Machine)
		if err != nil {
			r.t.Fatalf("the workflow %q, which %q starts, is not right:\n%v", known.Name, output.Name, err)
		}
		warn(r.t, child)
		machine, err := compiled(child)
		if err != nil {
			r.t.Fatalf("the definition of %q does not run:\n%v", known.Name, located(child, err))
		}
		r.options.Machines[known.Name] = machine
		r.serve(child)
		r.children = append(r.children, child)
	}
}

// warn logs what is likely a mistake of a workflow.
func warn(t testing.TB, output *synth.Output) {
	t.Helper()
	if len(output.Warnings) > 0 {
		t.Logf("the workflow %q:\n%v", output.Name, output.Warnings)
	}
}

func compiled(output *synth.Output) (*runner.Machine, error) {
	return runner.CompileParsed(output.Machine, runner.Named(output.Name), runner.Activities(output.Named("activity")...))
}

// located gives diagnostics about the text the lines of Go that made it.
func located(output *synth.Output, err error) error {
	if found, ok := diag.FromError(err); ok {
		return output.Locate(found).Err()
	}
	return err
}

// Handle serves a function for this run, in place of its own handler if it has
// one. An error fails the task under the name of its Go type, or of its method
// ErrorType() string; see [Error] for one with a name of your choice.
func Handle[RIn, ROut, In, Out any](r *Run[RIn, ROut], f *lambda.Function[In, Out], h func(context.Context, In) (Out, error)) {
	r.t.Helper()
	r.mustName("function", f.Name())
	if r.handled[f.Name()] {
		r.t.Logf("the function %q is served a second time; from now on by this handler alone", f.Name())
	}
	r.handled[f.Name()] = true
	mustServe(r.t, h == nil)
	r.options.Functions[f.Name()] = runner.Handler(lambda.Handler(h))
}

// Work is a worker of an activity for this run: it takes each piece of work and
// answers at once, or with an error as [Handle] has them. Work that nobody does
// is answered by the name of its state, with [Answer], [Reject] or [Never] and a
// callback of that name.
func Work[RIn, ROut, In, Out any](r *Run[RIn, ROut], a *activity.Activity[In, Out], h func(context.Context, In) (Out, error)) {
	r.t.Helper()
	r.mustName("activity", a.Name())
	mustServe(r.t, h == nil)
	r.options.Services[a.Name()] = runner.Handler(lambda.Handler(h))
}

// mustServe ends the test where a handler is nil.
func mustServe(t testing.TB, isNil bool) {
	t.Helper()
	if isNil {
		t.Fatalf("the handler is nil; give it a function")
	}
}

// mustName ends the test where the workflow, and those that it starts, name no such
// resource.
func (r *Run[In, Out]) mustName(kind, name string) {
	r.t.Helper()
	var names []string
	for _, output := range append(slices.Clip(r.children), r.output) {
		names = append(names, output.Named(kind)...)
	}
	if !slices.Contains(names, name) {
		r.t.Fatalf("the workflow %q does not call the %s %q%s", r.output.Name, kind, name, known(name, names))
	}
}

// known words a suggestion, or else what there is.
func known(name string, names []string) string {
	if help := diag.DidYouMean(name, names); help != "" {
		return "; " + help
	}
	if len(names) == 0 {
		return "; it calls none"
	}
	return "; it calls " + strings.Join(names, ", ")
}

// Error is an error with exactly this name and cause, for a handler to return.
func Error(name dsl.ErrorName, cause string) error {
	return &runner.Failure{Name: string(name), Cause: cause}
}

// calls are the handlers of one integration, told apart by their constant
// arguments, such as the topic.
type calls struct{ handlers []handler }

type handler struct {
	arguments []dsl.Argument
	serve     func(context.Context, *runner.Task) ([]byte, error)
}

// Call serves any other integration. Calls that differ in their constant
// arguments, such as two topics, each have a handler of their own. Lambda functions
// are served with [Handle].
func Call[RIn, ROut, In, Out any](r *Run[RIn, ROut], c dsl.Call[In, Out], h func(context.Context, In) (Out, error)) {
	r.t.Helper()
	if name := functionOf(c.Resource(), c.Arguments()); name != "" {
		r.t.Fatalf("%s is a Lambda function; serve it with sfntest.Handle(run, %s, func(ctx context.Context, in %s) (%s, error) { … })",
			name, name, typeName(reflect.TypeFor[In](), ""), typeName(reflect.TypeFor[Out](), ""))
	}
	mustServe(r.t, h == nil)
	serve := func(ctx context.Context, task *runner.Task) ([]byte, error) {
		var in In
		if err := task.Decode(&in); err != nil {
			return nil, fmt.Errorf("the arguments of %q do not decode into %T: %w", task.State, in, err)
		}
		out, err := h(ctx, in)
		if err != nil {
			return nil, err
		}
		return dsl.Encode(out)
	}
	known := r.calls[c.Resource()]
	if known == nil {
		known = &calls{}
		r.calls[c.Resource()] = known
		r.options.Services[c.Resource()] = known
	}
	arguments := c.Arguments()
	known.handlers = slices.DeleteFunc(known.handlers, func(h handler) bool { return slices.Equal(h.arguments, arguments) })
	known.handlers = append(known.handlers, handler{arguments, serve})
}

// functionOf gives the name of the Lambda function that a call invokes, if it does.
func functionOf(resource string, arguments []dsl.Argument) string {
	i := slices.IndexFunc(arguments, func(a dsl.Argument) bool { return a.Name == "FunctionName" })
	if resource != "arn:aws:states:::lambda:invoke" || i < 0 {
		return ""
	}
	return strings.TrimSuffix(strings.TrimPrefix(arguments[i].Value, "${"), "}")
}

// Call implements [runner.Service].
func (c *calls) Call(ctx context.Context, task *runner.Task) ([]byte, error) {
	var given map[string]json.RawMessage
	if err := task.Decode(&given); err != nil {
		return nil, err
	}
	for _, h := range c.handlers {
		if h.fits(given) {
			return h.serve(ctx, task)
		}
	}
	return nil, &runner.Fault{Kind: runner.ErrUnserved, State: task.State, Resource: task.Resource,
		Message: "no handler has the arguments of this task: " + string(task.Input())}
}

func (h handler) fits(given map[string]json.RawMessage) bool {
	for _, a := range h.arguments {
		var text string
		if json.Unmarshal(given[a.Name], &text) != nil || text != a.Value {
			return false
		}
	}
	return true
}

// Start begins an execution; it runs until it ends or waits for something from
// outside. No time passes while a token is open.
func (r *Run[In, Out]) Start(in In) *Execution[Out] {
	r.t.Helper()
	input, err := dsl.Encode(in)
	if err != nil {
		r.t.Fatalf("the input does not encode to JSON: %v", err)
	}
	options := r.options
	options.Functions, options.Services = maps.Clone(options.Functions), maps.Clone(options.Services)
	x, err := r.machine.Start(r.t.Context(), input, options)
	if err != nil {
		r.t.Fatalf("the execution did not start: %v", err)
	}
	r.t.Cleanup(func() {
		for _, state := range x.Unused() {
			r.t.Logf("an answer to %q was never used", state)
		}
	})
	return &Execution[Out]{t: r.t, output: r.output, run: x, children: r.children, never: map[string]bool{}}
}
