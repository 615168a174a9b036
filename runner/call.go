package runner

import (
	"errors"
	"fmt"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// A call is a handler at work in a goroutine of its own.
type call struct {
	engine  *engine
	attempt *attempt // nil once nobody wants the answer
	service Service
	task    *Task
	ctx     callContext
	message atomic.Pointer[message]
	answer  message // the last one, in place
}

// A message is what a handler has to say: its answer, or that it waits.
type message struct {
	text  []byte
	err   error
	panic *crash
	pause *pause
}

// A crash is a handler's panic: with what, and where.
type crash struct {
	value any
	stack jsonvalue.Value
}

// A pause is a handler's wait for virtual time.
type pause struct {
	length  time.Duration
	resumed chan struct{}
}

// startCall has a service do an attempt's work.
func (e *engine) startCall(a *attempt, s Service, task *Task) {
	c := &a.work
	c.engine, c.attempt, c.service, c.task = e, a, s, task
	task.call = c
	c.ctx.Context = e.ctx
	a.call = c
	e.calls = append(e.calls, c)
	_, plain := s.(handler)
	e.private = e.private && plain // a task leads to the execution, a payload does not
	if e.inPlace(a) {
		c.work()
	} else {
		go c.work()
	}
}

// inPlace tells whether a handler may be called in the goroutine that drives.
//
// A goroutine of its own is what lets an execution end, and its clock go on, while a
// handler hangs; to hand over to it and back costs more than most handlers. In place
// nobody can tell the difference, but by a handler that ends its goroutine, where all
// of this holds: whoever drives would wait for the answer for ever, the context cannot
// be cancelled, there is no handle of the execution with which somebody could stop it
// or look at it meanwhile (it is being started, and handlers see payloads only), and
// nothing else could run beside the handler, such as another that it waits for.
func (e *engine) inPlace(a *attempt) bool {
	return e.private && e.options.Patience < 0 && !e.options.RealTime && e.ctx.Done() == nil &&
		a.thread == e.root.root && len(e.independent) == 1 && len(e.calls) == 1
}

func (c *call) work() {
	m := &c.answer
	m.err = errExited
	defer func() {
		if p := recover(); p != nil {
			*m = message{panic: &crash{p, frames()}}
		}
		c.message.Store(m)
		c.engine.signal()
	}()
	m.text, m.err = c.service.Call(&c.ctx, c.task)
}

// errExited stands for a handler that ended its goroutine and never returned.
var errExited = errors.New("the handler ended its goroutine (runtime.Goexit), as t.Fatal and t.FailNow do")

// frames tells where a panic happened, innermost first, as Lambda functions in Go
// tell it.
func frames() jsonvalue.Value {
	pcs := make([]uintptr, 64)
	all := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	var list []jsonvalue.Value
	for {
		f, more := all.Next()
		if strings.HasSuffix(f.Function, ".(*call).work") || !more {
			break
		}
		if strings.HasPrefix(f.Function, "runtime.") || strings.HasSuffix(f.Function, ".(*call).work.func1") {
			continue
		}
		list = append(list, jsonvalue.ObjectOf(
			jsonvalue.Member{Name: "path", Value: jsonvalue.StringOf(path.Join(path.Base(path.Dir(f.File)), path.Base(f.File)))},
			jsonvalue.Member{Name: "line", Value: jsonvalue.IntOf(int64(f.Line))},
			jsonvalue.Member{Name: "label", Value: jsonvalue.StringOf(f.Function[strings.LastIndexByte(f.Function, '.')+1:])}))
	}
	return jsonvalue.ArrayOf(list...)
}

// awaitCall takes the answer of the call that was made first; on a real clock,
// of any that is done.
func (e *engine) awaitCall(h horizon) {
	if c := e.answered(); c != nil {
		e.take(c)
		return
	}
	if e.options.RealTime && e.timers.len() > 0 {
		if e.waitUntil(e.timers.first().at, h) {
			e.passTime(horizon{mode: finish})
		}
		return
	}
	if e.options.RealTime {
		e.guard(h)
		e.rest()
		return
	}
	first := e.calls[0]
	if !e.bear(h, func() bool { return first.message.Load() != nil }) {
		e.stalled = append(e.stalled, first)
		e.calls = e.calls[1:]
	}
}

// bear waits as long as patience lasts, and tells whether something came before it
// ended. Who wants to look meanwhile may, and does not make it last longer.
func (e *engine) bear(h horizon, came func() bool) bool {
	e.guard(h)
	if e.options.Patience > 0 {
		e.alarm(h, e.options.Patience)
	}
	for !came() && !e.stopping.Load() && e.ctx.Err() == nil && !h.isOver() {
		if e.watch.over() {
			return false
		}
		e.rest()
		e.show()
	}
	return true
}

func (e *engine) answered() *call {
	if e.calls[0].message.Load() != nil {
		return e.calls[0]
	}
	if e.options.RealTime {
		for _, c := range e.calls {
			if c.message.Load() != nil {
				return c
			}
		}
	}
	return nil
}

// take acts on what a handler says.
func (e *engine) take(c *call) {
	e.calls = without(e.calls, c)
	m := c.message.Swap(nil)
	if m.pause != nil {
		e.pause(c, m.pause)
		return
	}
	c.ctx.end()
	if a := c.attempt; a != nil {
		a.call = nil
		a.answer(m)
	}
}

// without gives the calls but one, which is most often the first.
func without(calls []*call, c *call) []*call {
	switch {
	case calls[0] != c:
	case len(calls) == 1: // keeps its room
		calls[0] = nil
		return calls[:0]
	default:
		calls[0] = nil
		return calls[1:]
	}
	return slices.DeleteFunc(calls, func(other *call) bool { return other == c })
}

// pause lets a handler wait for virtual time.
func (e *engine) pause(c *call, p *pause) {
	a := c.attempt
	if a == nil {
		return
	}
	a.sleep = e.after(p.length, func() {
		a.sleep = nil
		e.calls = append(e.calls, c)
		close(p.resumed)
	})
}

// takeStalled acts on handlers that answered after all.
func (e *engine) takeStalled() bool {
	for _, c := range e.stalled {
		if c.message.Load() != nil {
			e.stalled = without(e.stalled, c)
			e.calls = append(e.calls, c)
			e.take(c)
			return true
		}
	}
	return false
}

// waitForStalled gives handlers that hang one more while, then gives up on them.
func (e *engine) waitForStalled(h horizon) bool {
	return e.bear(h, func() bool {
		return e.commanded.Load() || slices.ContainsFunc(e.stalled, func(c *call) bool { return c.message.Load() != nil })
	})
}

// abandon tells a handler that nobody wants its answer any more.
func (e *engine) abandon(c *call) {
	if c == nil {
		return
	}
	c.attempt = nil
	c.ctx.end()
	if slices.Contains(e.calls, c) {
		e.calls = without(e.calls, c)
	} else if slices.Contains(e.stalled, c) {
		e.stalled = without(e.stalled, c)
	}
}

// result gives what a service answered as a value, or how the task failed.
func (a *attempt) result(m *message) (jsonvalue.Value, *failure, error) {
	lambda := a.task.function
	if a.task.async && a.unheard(m) {
		return jsonvalue.Value{}, nil, nil
	}
	if m.panic != nil {
		return jsonvalue.Value{}, m.panic.failure(), nil
	}
	if m.err != nil {
		return a.erred(m.err, lambda)
	}
	if len(m.text) == 0 {
		return jsonvalue.NullValue(), nil, nil
	}
	v, err := jsonvalue.Parse(m.text)
	if err != nil {
		return jsonvalue.Value{}, notJSON(err, lambda), nil
	}
	return v, nil, nil
}

// unheard tells whether a message is the answer of a function, or its error,
// rather than what Lambda says of the request, or the runner of the test.
func (a *attempt) unheard(m *message) bool {
	var exact *Failure
	var fault *Fault
	return m.err != errExited && !errors.As(m.err, &exact) && !errors.As(m.err, &fault)
}

func (a *attempt) erred(err error, lambda bool) (jsonvalue.Value, *failure, error) {
	var fault *Fault
	if err == errExited {
		fault = &Fault{State: a.thread.at.name, Resource: a.node.resource.text, Message: err.Error()}
		err = fault
	}
	if errors.As(err, &fault) {
		return jsonvalue.Value{}, nil, err
	}
	var exact *Failure
	if errors.As(err, &exact) {
		return jsonvalue.Value{}, &failure{name: given(&exact.Name), cause: given(&exact.Cause)}, nil
	}
	if lambda {
		return jsonvalue.Value{}, lambdaFailure(err), nil
	}
	return jsonvalue.Value{}, failed(errorType(err), err.Error()), nil
}

// failure is how a task fails whose function, written in Go, panics.
func (c *crash) failure() *failure {
	trace := jsonvalue.Member{Name: "stackTrace", Value: c.stack}
	if err, ok := c.value.(error); ok {
		return lambdaError(errorType(err), err.Error(), trace)
	}
	return lambdaError(typeName(c.value), fmt.Sprint(c.value), trace)
}

func notJSON(err error, lambda bool) *failure {
	what := "Unable to marshal response: " + err.Error()
	if lambda {
		return lambdaError("Runtime.MarshalError", what)
	}
	return failed(errRuntime, what)
}
