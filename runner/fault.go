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
	// ErrEndless: executions start one another, or an Express one goes round in
	// circles, and no time passes that would end it.
	ErrEndless = errors.New("it goes on without an end")
)

// A Fault is a failure of the harness, not of the workflow: no Retry and no
// Catch sees it. It ends the run with a Go error.
type Fault struct {
	Kind     error  // ErrUnserved, ErrStuck, ErrEndless, or nil
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

// stuckOn ends all executions with a fault.
func (e *engine) stuckOn(err error) move {
	if e.fault == nil {
		e.fault = err
	}
	e.abortAll(failed("", err.Error()))
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
	if e.timers.len() > 0 {
		if a := e.unsaid(e.timers.first()); a != nil {
			return &Fault{Kind: ErrStuck, State: a.thread.at.name, Resource: a.node.resource.text,
				Message: fmt.Sprintf("it waits for %s and would time out, and no reply was made for it; write Reply, with Never where the timeout is meant", a.thread.waitsFor())}
		}
	}
	f := &Fault{Kind: ErrStuck, Message: "nothing can happen any more"}
	var waiting []string
	visit := func(t *thread) {
		what := t.waitsFor()
		if what == "" {
			return
		}
		waiting = append(waiting, fmt.Sprintf("state %q waits for %s", t.at.name, what))
		if f.State == "" {
			f.State, f.Resource = t.at.name, t.attempt.node.resource.text
		}
	}
	for _, r := range e.independent {
		r.root.walk(visit)
	}
	if len(waiting) > 0 {
		f.Message += ": " + strings.Join(waiting, "; ")
	}
	return f
}

// waitsFor says what from outside a thread waits for, or nothing.
func (t *thread) waitsFor() string {
	a := t.attempt
	switch {
	case a == nil || a.child != nil:
		return ""
	case a.open && a.node.resource.kind == activityResource && !a.worker:
		return "an activity worker (GetActivityTask)"
	case a.open:
		return "the answer to its task token (SendTaskSuccess or SendTaskFailure)"
	case a.call != nil:
		return fmt.Sprintf("its handler, which has not returned for %s of real time", t.run.eng.options.Patience)
	}
	return "an answer that its service does not give (ErrNoAnswer), and it has no timeout"
}

// walk visits the thread and all inside it, nested executions too.
func (t *thread) walk(visit func(*thread)) {
	visit(t)
	if t.attempt != nil && t.attempt.child != nil {
		t.attempt.child.root.walk(visit)
	}
	if t.block == nil {
		return
	}
	for _, inner := range t.block.started {
		if !inner.over {
			inner.walk(visit)
		}
	}
}
