package runner

import (
	"errors"
	"fmt"
	"strings"
)

// The kinds of [Fault], for errors.Is.
var (
	// ErrUnserved: a Task state was reached that nothing serves.
	ErrUnserved = errors.New("nothing serves the task")
	// ErrStuck: the execution waits for something that can never happen.
	ErrStuck = errors.New("nothing can happen any more")
)

// A Fault is a failure of the harness, not of the workflow: no Retry and no
// Catch sees it. It ends the run with a Go error.
type Fault struct {
	Kind     error  // ErrUnserved, ErrStuck, or nil
	State    string // the state it happened in
	Resource string // what the state calls, if it calls something
	Message  string // what happened, and what to write
}

// Error gives the state and what happened.
func (f *Fault) Error() string {
	if f.State == "" {
		return f.Message
	}
	return fmt.Sprintf("state %q: %s", f.State, f.Message)
}

// Unwrap gives the kind.
func (f *Fault) Unwrap() error { return f.Kind }

// stuckOn ends the execution with a fault.
func (e *engine) stuckOn(err error) move {
	if e.fault == nil {
		e.fault = err
	}
	e.root.abort(failed("", err.Error()))
	return isOver
}

// unserved says who is missing, and the line to write.
func (a *attempt) unserved() *Fault {
	r := &a.node.resource
	f := &Fault{Kind: ErrUnserved, State: a.thread.at.name, Resource: r.text}
	switch name := a.functionName(); {
	case r.kind == activityResource:
		f.Message = fmt.Sprintf("nothing serves the activity %s", r.text)
	case r.optimized("states", "startExecution"):
		f.Message = fmt.Sprintf("no machine to start for %s; write Options.Machines: map[string]*runner.Machine{%q: …}", r.text, bare(a.arguments.Get("StateMachineArn").Text()))
	case name != "":
		f.Message = fmt.Sprintf("nothing serves the function %q of %s; write Options.Functions: map[string]runner.Service{%q: …}", name, r.text, name)
	default:
		f.Message = fmt.Sprintf("nothing serves %s; write Options.Services: map[string]runner.Service{%q: …}", r.text, r.service+":"+r.api)
	}
	return f
}

// stuck says what an execution waits for that can never come.
func (e *engine) stuck() *Fault {
	f := &Fault{Kind: ErrStuck, Message: "the execution waits, and nothing can happen any more"}
	var waiting []string
	for _, a := range e.tasks {
		what := "the answer to its task token (SendTaskSuccess or SendTaskFailure)"
		if a.node.resource.kind == activityResource {
			what = "an activity worker (GetActivityTask)"
		}
		waiting = append(waiting, fmt.Sprintf("state %q waits for %s", a.thread.at.name, what))
		if f.State == "" {
			f.State, f.Resource = a.thread.at.name, a.node.resource.text
		}
	}
	for _, c := range e.stalled {
		waiting = append(waiting, fmt.Sprintf("state %q waits for its handler, which has not returned for %s of real time", c.task.State, e.options.Patience))
		if f.State == "" {
			f.State, f.Resource = c.task.State, c.task.Resource
		}
	}
	if len(waiting) > 0 {
		f.Message = "nothing can happen any more: " + strings.Join(waiting, "; ")
	}
	return f
}
