package runner

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// An Execution is a run of a [Machine]. Its methods may be called from any
// goroutine, also while another is in Result. A handler may call those that look
// at the execution or send it something; Result and Advance would wait for the
// handler itself.
type Execution struct{ run *run }

// A Result is what an execution came to.
type Result struct {
	Status  Status
	Output  json.RawMessage // where it SUCCEEDED
	Error   string          // the error's name, where it FAILED or was ABORTED
	Cause   string
	History []Event
	Path    []string      // the names of the states it entered, in order
	Elapsed time.Duration // on its clock
}

// Result runs the execution to its end: the clock jumps from timer to timer. So do
// those that it has started without waiting for them (see [Execution.Nested]), unless
// they wait for something from outside; on a real clock it returns without them. The
// error is of the harness: a [*Fault] where nothing serves a task, where nothing can
// ever happen again, or where executions go on without an end; the context's where it
// was cancelled, which ends the waiting and not the execution. How the workflow ended
// is in the result, which is there in any case.
func (x *Execution) Result(ctx context.Context) (*Result, error) {
	e := x.run.eng
	ctx = background(ctx)
	e.acquire()
	e.follow(x.run)
	e.pump(horizon{mode: finish, run: x.run, ctx: ctx})
	var r *Result
	var err error
	x.peek(func() {
		r = x.run.result()
		switch {
		case e.fault != nil:
			err = e.fault
		case r.Status == Running && ctx.Err() != nil:
			err = context.Cause(ctx)
		case r.Status == Running:
			err = e.stuck()
		}
	})
	return r, err
}

func (r *run) result() *Result {
	res := &Result{Status: r.status, History: r.history(), Elapsed: r.elapsed()}
	if r.status == Succeeded {
		res.Output = r.output.AppendJSON(nil)
	}
	if r.failure != nil {
		res.Error, res.Cause = text(r.failure.name), text(r.failure.cause)
	}
	res.Path = r.path()
	return res
}

// path lists the states that were entered.
func (r *run) path() []string {
	path := make([]string, 0, r.journal.len()/2) // a state has two events or more
	for i := range r.journal.len() {
		if rec := r.record(i); rec.of != nil && rec.kind == rec.of.entered {
			path = append(path, rec.of.name)
		}
	}
	return path
}

func (r *run) elapsed() time.Duration {
	if r.live() {
		return time.Duration(r.eng.now - r.started)
	}
	return time.Duration(r.ended - r.started)
}

// Advance lets time pass on the execution's clock. It stops early where the
// execution and all that it has started end; after that, it brings a later
// [Execution.Redrive]. The error is a [*Fault], if one happened.
func (x *Execution) Advance(d time.Duration) error {
	e := x.run.eng
	e.acquire()
	until := e.in(d)
	if len(e.independent) == 0 && !e.options.RealTime {
		e.now = until
	}
	e.pump(horizon{mode: advance, until: until})
	return x.Err()
}

// Err gives the fault that ended the run, or nil.
func (x *Execution) Err() error { return read(x, func(r *run) error { return r.eng.fault }) }

// peek reads what only one goroutine at a time may touch.
func (x *Execution) peek(f func()) { x.run.eng.look(f) }

// read is peek for one thing, which f does no more than read: while nobody drives, it
// holds mu, without which nobody begins to.
func read[T any](x *Execution, f func(*run) T) T {
	e := x.run.eng
	e.mu.Lock()
	if e.driving {
		e.mu.Unlock()
		return readLater(x, f)
	}
	v := f(x.run)
	e.mu.Unlock()
	return v
}

func readLater[T any](x *Execution, f func(*run) T) (v T) {
	x.peek(func() { v = f(x.run) })
	return v
}

// Status tells where the execution stands.
func (x *Execution) Status() Status { return read(x, func(r *run) Status { return r.status }) }

// Now gives the time on the execution's clock.
func (x *Execution) Now() time.Time {
	return read(x, func(r *run) time.Time { return instant(r.eng.now) })
}

// Elapsed gives how long the execution has run, on its clock.
func (x *Execution) Elapsed() time.Duration { return read(x, (*run).elapsed) }

// History gives the events so far.
func (x *Execution) History() []Event { return x.HistoryAfter(0) }

// HistoryAfter gives the events so far whose id is greater than one, for those who
// watch an execution while it runs.
func (x *Execution) HistoryAfter(id int64) (events []Event) {
	x.peek(func() { events = x.run.historyAfter(id) })
	return events
}

// ARN gives the execution's ARN.
func (x *Execution) ARN() string { return x.run.arn() }

// Nested gives the executions that this one has started, in order. One that it does
// not wait for goes on to its own end, on the same clock and whatever becomes of this
// one, as on AWS. But of a line of executions where a machine comes again, which may
// have no end (one that starts itself anew every night, say), only what comes before is
// run unasked; its own Result, or Advance, runs the next. A line that no Wait holds up
// ends the run with a [*Fault] after 10,000 executions at one moment.
func (x *Execution) Nested() []*Execution {
	return read(x, func(r *run) (all []*Execution) {
		for _, child := range r.nested {
			all = append(all, &Execution{child})
		}
		return all
	})
}

// Outcome gives the result so far without letting time pass, as of a nested
// execution.
func (x *Execution) Outcome() *Result { return read(x, (*run).result) }

// Output gives the output as a value, for code within this module.
func (x *Execution) Output() jsonvalue.Value {
	return read(x, func(r *run) jsonvalue.Value { return r.output })
}

// OpenTokens gives the tasks that wait for somebody outside, the oldest first.
func (x *Execution) OpenTokens() (open []OpenTask) {
	x.peek(func() {
		for _, a := range x.run.eng.tasks {
			open = append(open, OpenTask{
				Token: a.token, State: a.thread.at.name, Resource: a.node.resource.text,
				Activity: a.node.resource.kind == activityResource,
				Since:    instant(a.since), Input: a.arguments.AppendJSON(nil),
			})
		}
	})
	return open
}

// SendTaskSuccess answers a task by its token, with a JSON text (AWS Step
// Functions API Reference, "SendTaskSuccess").
func (x *Execution) SendTaskSuccess(token string, output []byte) error {
	return x.send(token, Reply{Output: output})
}

// SendTaskFailure fails a task by its token (AWS Step Functions API Reference,
// "SendTaskFailure").
func (x *Execution) SendTaskFailure(token, name, cause string) error {
	return x.send(token, Reply{Failure: &Failure{Name: name, Cause: cause}})
}

// SendTaskHeartbeat shows that a task is alive, by its token (AWS Step Functions
// API Reference, "SendTaskHeartbeat").
func (x *Execution) SendTaskHeartbeat(token string) error {
	return x.send(token, Reply{Heartbeat: true})
}

func (x *Execution) send(token string, r Reply) error {
	if token == "" {
		return ErrInvalidToken
	}
	return x.reply(token, r, true)
}

// Reply answers an open task by its token or by the name of its state, now or
// after a while on the execution's clock. Of several open tasks of one state it
// takes the oldest that has no reply yet; where none is open, the reply is kept
// for the next that opens. Time then passes up to the reply.
func (x *Execution) Reply(tokenOrState string, r Reply) error { return x.reply(tokenOrState, r, false) }

// Unused gives the states of the answers that were made with [Execution.Reply] and that
// no task has taken so far, one for each answer.
func (x *Execution) Unused() (states []string) {
	x.peek(func() {
		for state, all := range x.run.eng.expected {
			for _, kept := range all {
				if !kept.reply.Never && !kept.reply.Heartbeat {
					states = append(states, state)
				}
			}
		}
	})
	slices.Sort(states)
	return states
}

func (x *Execution) reply(to string, r Reply, token bool) error {
	output, err := parseReply(r)
	if err != nil {
		return err
	}
	e := x.run.eng
	e.mu.Lock()
	a := e.tokens[to]
	e.mu.Unlock()
	if a == nil && token {
		return ErrTaskDoesNotExist
	}
	if a != nil && a.shutdown.Load() {
		return ErrTaskTimedOut
	}
	var seq uint64
	if a != nil {
		seq = a.seq
	}
	e.submit(command{seq: seq, do: func() { e.deliver(to, expected{r, output}) }}, horizon{mode: settle, run: x.run})
	return nil
}

// deliver gives a reply to its task, or keeps it for one to come.
func (e *engine) deliver(to string, x expected) {
	if a := e.find(to, x.reply.Heartbeat); a != nil {
		e.say(a.thread.at.name)
		a.reply(x)
		return
	}
	e.say(to)
	if e.expected == nil {
		e.expected = map[string][]expected{}
	}
	e.expected[to] = append(e.expected[to], x)
}

// GetActivityTask gives a worker the next work of an activity, by the activity's
// ARN or name, and whether there is any (AWS Step Functions API Reference,
// "GetActivityTask").
func (x *Execution) GetActivityTask(activity, worker string) (task ActivityTask, ok bool) {
	x.peek(func() { task, ok = x.run.eng.poll(activity, worker) })
	return task, ok
}

// Stop ends the execution as ABORTED, with an error and a cause that may both be
// empty (AWS Step Functions API Reference, "StopExecution"), and those that it waits
// for.
func (x *Execution) Stop(name, cause string) {
	x.run.eng.stop(stop{x.run, failed(name, cause)}, horizon{mode: settle, run: x.run})
}

// IsFault tells whether an error is of the harness and not of a workflow.
func IsFault(err error) bool {
	var f *Fault
	return errors.As(err, &f)
}
