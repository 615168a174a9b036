package runner

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// A Service does the work of Task states. Call gets the task and gives its
// result, a JSON text; nothing stands for null. It runs in a goroutine of its
// own, beside others (but see [Options].Patience). Its context ends when nobody wants the result any more:
// the task timed out, or the execution ended.
//
// An error fails the task: a *[Failure] with exactly its name and cause, any
// other as a Lambda function in Go fails, by the name of its type or, where it
// has one, of its method ErrorType() string. A panic fails the task as well.
// [ErrNoAnswer] leaves the task without an answer.
type Service interface {
	Call(ctx context.Context, task *Task) ([]byte, error)
}

// ServiceFunc is a function that serves.
type ServiceFunc func(ctx context.Context, task *Task) ([]byte, error)

// Call calls the function.
func (f ServiceFunc) Call(ctx context.Context, task *Task) ([]byte, error) { return f(ctx, task) }

// Handler makes a Service of a function from payload to payload, as a Lambda
// function is one.
func Handler(f func(ctx context.Context, payload []byte) ([]byte, error)) Service { return handler(f) }

// handler is a service that sees nothing but a payload.
type handler func(ctx context.Context, payload []byte) ([]byte, error)

func (f handler) Call(ctx context.Context, task *Task) ([]byte, error) { return f(ctx, task.Input()) }

// A Failure is an error that says exactly what a task fails with.
type Failure struct {
	Name  string // the error's name, such as "CardDeclined"
	Cause string
}

// Error gives name and cause.
func (f *Failure) Error() string { return f.Name + ": " + f.Cause }

// ErrNoAnswer is what a Service returns to leave a task without an answer: its
// timeout or heartbeat decides, or the execution's.
var ErrNoAnswer = errors.New("no answer")

// A Task is one attempt at a Task state's work, as a [Service] sees it.
type Task struct {
	Resource string    // the state's Resource
	Function string    // the name of the Lambda function, if it is one
	State    string    // the state's name
	Attempt  int       // 0 for the first, then the number of the retry
	Token    string    // to answer with, of a .waitForTaskToken task
	Role     string    // the role of the state's Credentials
	Time     time.Time // by the execution's clock
	input    jsonvalue.Value
	function bool // the answer is a function's payload
	wrapped  bool // the payload is part of what lambda:invoke gives
	async    bool // the function runs, but nobody hears how it went
	call     *call
	in       *run
}

// Input gives what the state sends: its Arguments or Parameters; to a Lambda
// function its payload.
func (t *Task) Input() []byte { return t.input.AppendJSON(nil) }

// Decode stores what the state sends in what to points to, as encoding/json does.
func (t *Task) Decode(to any) error { return json.Unmarshal(t.Input(), to) }

// Run gives the execution that the task belongs to, whose Send methods and Reply
// a handler may call.
func (t *Task) Run() *Execution { return &Execution{t.in} }

// ExecutionARN gives the ARN of the execution that the task belongs to.
func (t *Task) ExecutionARN() string { return t.in.arn() }

// Value gives what the state sends, for code within this module.
func (t *Task) Value() jsonvalue.Value { return t.input }

// Sleep lets virtual time pass: it returns when the execution's clock has come
// that far, or with the context's error. It is for the goroutine that Call was
// called in.
func (t *Task) Sleep(ctx context.Context, d time.Duration) error {
	p := &pause{d, make(chan struct{})}
	t.call.message.Store(&message{pause: p})
	t.call.engine.signal()
	select {
	case <-p.resumed:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-t.call.ctx.Done():
		return t.call.ctx.Err()
	}
}

// serve finds who serves an attempt.
func (a *attempt) serve() (Service, *Task) {
	o, n := &a.thread.run.eng.options, a.node
	task := a.newTask()
	if s := o.States[task.State]; s != nil {
		return s, task
	}
	if name := a.functionName(); name != "" {
		task.Function = name
		for _, key := range []string{a.functionText(), name, "${" + name + "}"} {
			if s := o.Functions[key]; s != nil {
				a.asFunction(task)
				return s, task
			}
		}
	}
	for key := range n.resource.keys {
		if s := o.Services[key]; s != nil {
			return s, task
		}
	}
	return nil, task
}

// keys are the names a service may be bound by, the most exact first.
func (r *resource) keys(yield func(string) bool) {
	plain := r.text
	if r.pattern != requestResponse {
		plain = strings.TrimSuffix(r.text, r.action) + r.api
	}
	keys := []string{r.text, plain, r.service + ":" + r.action, r.service + ":" + r.api}
	if r.kind != serviceResource {
		keys = []string{r.text, lastPart(r.text), bare(r.text)}
	}
	for _, key := range keys {
		if !yield(key) {
			return
		}
	}
}

func (a *attempt) newTask() *Task {
	t := a.thread
	a.task = Task{
		Resource: a.node.resource.text, State: t.at.name, Attempt: t.retries, Token: a.token,
		Role: a.role, Time: instant(t.run.eng.now), input: a.arguments, in: t.run,
	}
	return &a.task
}
