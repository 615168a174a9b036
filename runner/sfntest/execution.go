package sfntest

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/synth"
)

// An Execution is one execution of a workflow under test.
type Execution[Out any] struct {
	t      testing.TB
	output *synth.Output
	run    *runner.Execution

	children []*synth.Output // of the workflows that it starts
	never    map[string]bool // the callbacks of which Never was said
}

// Answer sends back the token of a callback, after a virtual delay: success,
// with a result. Where the callback's state has not been reached, the answer
// waits for it.
func Answer[Out, Result any](e *Execution[Out], cb *dsl.Callback[Result], result Result, after ...time.Duration) {
	e.t.Helper()
	output, err := dsl.Encode(result)
	if err != nil {
		e.t.Fatalf("the answer to %q does not encode to JSON: %v", cb.Name, err)
	}
	e.reply(cb.Name, runner.Reply{Output: output, After: sum(after)})
}

// Reject sends back a failure for a token, after a virtual delay.
func Reject[Out, Result any](e *Execution[Out], cb *dsl.Callback[Result], err dsl.ErrorName, cause string, after ...time.Duration) {
	e.t.Helper()
	e.reply(cb.Name, runner.Reply{Failure: &runner.Failure{Name: string(err), Cause: cause}, After: sum(after)})
}

// Heartbeat sends a sign of life for a token, after a virtual delay.
func Heartbeat[Out, Result any](e *Execution[Out], cb *dsl.Callback[Result], after ...time.Duration) {
	e.t.Helper()
	e.reply(cb.Name, runner.Reply{Heartbeat: true, After: sum(after)})
}

// Never leaves a callback unanswered: its timeout or heartbeat, or the machine's
// timeout, whichever is first, decides.
func Never[Out, Result any](e *Execution[Out], cb *dsl.Callback[Result]) {
	e.t.Helper()
	e.never[cb.Name] = true
	e.reply(cb.Name, runner.Reply{Never: true})
}

func sum(after []time.Duration) (total time.Duration) {
	for _, d := range after {
		total += d
	}
	return total
}

func (e *Execution[Out]) reply(state string, r runner.Reply) {
	e.t.Helper()
	e.mustWait(state)
	if err := e.run.Reply(state, r); err != nil {
		e.t.Fatalf("the answer to %q was refused: %v", state, err)
	}
}

// mustWait ends the test where neither the workflow nor one that it starts has a
// state of that name which waits for somebody outside.
func (e *Execution[Out]) mustWait(state string) {
	e.t.Helper()
	var names []string
	for _, output := range append(slices.Clip(e.children), e.output) {
		names = append(names, waiting(output)...)
	}
	if !slices.Contains(names, state) {
		e.t.Fatalf("the workflow %q has no callback %q%s", e.output.Name, state, among(state, names, "has"))
	}
}

// A Failure is how an execution ended other than well.
type Failure struct {
	Status runner.Status // FAILED, TIMED_OUT or ABORTED
	Name   dsl.ErrorName // "" where there is none
	Cause  string
}

// Error gives all three, and what may be behind a list that is null.
func (f *Failure) Error() string {
	text := string(f.Status)
	if f.Name != "" {
		text += " " + string(f.Name)
	}
	if f.Cause != "" {
		text += ": " + f.Cause
	}
	if strings.Contains(f.Cause, "Expected 'array', but was 'null'") {
		text += " (a nil slice is null in JSON; send []T{})"
	}
	return text
}

// Result runs the execution to its end, letting time pass, and gives its output,
// or a [*Failure] where it did not end well. What the test has left out, such as
// a function that nobody serves or a token of which it says nothing, ends the test:
// that a token times out is meant where [Never] says so.
func (e *Execution[Out]) Result() (Out, error) {
	e.t.Helper()
	var out Out
	result, err := e.run.Result(e.t.Context())
	if err != nil {
		e.t.Fatalf("%v", e.explain(err))
		return out, err
	}
	if result.Status != runner.Succeeded {
		return out, &Failure{result.Status, dsl.ErrorName(result.Error), result.Cause}
	}
	if err := json.Unmarshal(result.Output, &out); err != nil {
		e.t.Fatalf("the output %s does not decode into %T: %v", result.Output, out, err)
	}
	return out, nil
}

// Redrive goes on with an execution that did not end well, from where it failed (see
// [runner.Execution.Redrive]). One that cannot be redriven ends the test.
func (e *Execution[Out]) Redrive() {
	e.t.Helper()
	if err := e.run.Redrive(e.t.Context()); err != nil {
		e.t.Fatalf("the execution was not redriven: %v", err)
	}
}

// MapRuns tells what came of the workflow's distributed maps.
func (e *Execution[Out]) MapRuns() []runner.MapRun { return e.run.MapRuns() }

// explain words a fault, knowing what the test has said of its callbacks.
func (e *Execution[Out]) explain(err error) error {
	var fault *runner.Fault
	if !errors.As(err, &fault) || !errors.Is(err, runner.ErrStuck) || isActivity(e.output, fault.Resource) {
		return explain(e.output, err)
	}
	state, open := fault.State, false
	for _, task := range e.run.OpenTokens() {
		open = open || task.State == state
		if e.never[state] && !e.never[task.State] { // that one is to be told first
			state = task.State
		}
	}
	at := position(e.output, state)
	switch {
	case !open:
		return fmt.Errorf("%s%w", at, err)
	case e.never[state]:
		return fmt.Errorf("%sNever was said of %q, and neither that state nor the workflow has a timeout; give it one: dsl.Policy{Timeout: …}", at, state)
	}
	return fmt.Errorf("%sstate %q waits for the answer to its task token, and the test says nothing of it; write sfntest.Answer(e, callback, result), sfntest.Reject, or sfntest.Never(e, callback) where its timeout is meant", at, state)
}

// explain words a fault for who writes a test with this package.
func explain(output *synth.Output, err error) error {
	var fault *runner.Fault
	if !errors.As(err, &fault) {
		return err
	}
	at := position(output, fault.State)
	switch {
	case errors.Is(fault, runner.ErrStuck) && isActivity(output, fault.Resource):
		return fmt.Errorf("%sstate %q: %s; write sfntest.Work(run, activity, %s)", at, fault.State, fault.Message, handlerOf(output, fault.State))
	case !errors.Is(fault, runner.ErrUnserved):
		return fmt.Errorf("%s%w", at, err)
	case strings.HasPrefix(fault.Resource, "arn:aws:states:::s3:"):
		return fmt.Errorf("%sstate %q works on objects of S3, and there are none; write run.Objects().Put(bucket, key, content) before Start", at, fault.State)
	case fault.Resource == "Parquet":
		return fmt.Errorf("%sstate %q reads Parquet; import github.com/quickstep-go/quickstep/runner/parquet and write sfntest.New(t, workflow, sfntest.Parquet(parquet.Rows))", at, fault.State)
	}
	what := fault.Resource
	for _, r := range output.Resources {
		switch {
		case !slices.Contains(r.States, fault.State):
		case r.Kind == "function":
			return fmt.Errorf("%sstate %q: nothing serves the function %q; write sfntest.Handle(run, %s, %s)", at, fault.State, r.Name, r.Name, handlerOf(output, fault.State))
		default:
			what = fmt.Sprintf("%s of %q", fault.Resource, r.Name)
		}
	}
	return fmt.Errorf("%sstate %q: nothing serves %s; write sfntest.Call(run, call, %s) with the call of that state", at, fault.State, what, handlerOf(output, fault.State))
}

// handlerOf writes the handler of what a state calls.
func handlerOf(output *synth.Output, state string) string {
	call := output.Calls[state]
	return fmt.Sprintf("func(ctx context.Context, in %s) (%s, error) { … }", typeName(call.In, "In"), typeName(call.Out, "Out"))
}

// typeName writes a type as a file of another package names it, and something else
// where it is not known.
func typeName(t reflect.Type, unknown string) string {
	if t == nil {
		return unknown
	}
	return strings.ReplaceAll(importPath.ReplaceAllString(t.String(), ""), "struct {}", "struct{}")
}

// importPath is what stands before the package's name where a type is an argument of
// another one.
var importPath = regexp.MustCompile(`[\w.~-]+(?:/[\w.~-]+)*/`)

// isActivity tells whether a task's resource is the substitution of an activity.
func isActivity(output *synth.Output, resource string) bool {
	return slices.ContainsFunc(output.Resources, func(r synth.Resource) bool {
		return r.Kind == "activity" && resource == "${"+r.Name+"}"
	})
}

// position is the line of Go that made a state, as the beginning of a message.
func position(output *synth.Output, state string) string {
	for pointer, at := range output.Source {
		if name, ok := stateName(pointer); ok && name == state {
			return at.String() + ": "
		}
	}
	return ""
}

// Advance lets virtual time pass. It stops early where the execution ends.
func (e *Execution[Out]) Advance(d time.Duration) {
	e.t.Helper()
	if err := e.run.Advance(d); err != nil {
		e.t.Fatalf("%v", e.explain(err))
	}
}

// Status tells where the execution stands.
func (e *Execution[Out]) Status() runner.Status { return e.run.Status() }

// Path lists the states that were entered, in order.
func (e *Execution[Out]) Path() []string { return e.run.Outcome().Path }

// Elapsed is how much time has passed on the execution's clock.
func (e *Execution[Out]) Elapsed() time.Duration { return e.run.Elapsed() }

// History lists the events so far, as GetExecutionHistory gives them.
func (e *Execution[Out]) History() []runner.Event { return e.run.History() }
