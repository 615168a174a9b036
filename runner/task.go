package runner

import (
	"errors"
	"sync/atomic"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

func (c *compiler) task(s *asl.Task) node {
	n := &taskNode{resource: c.resource(s.Resource), outcome: c.outcome(s.ResultSelector, s.ResultPath, s.OutputPath, s.Output, s.Assign)}
	if s.Resource == "" {
		c.bad(nil, "the Task state has no Resource", "name the ARN of the work")
	}
	if c.at.jsonata {
		n.arguments = c.template("Arguments", s.Arguments)
	} else {
		n.input = c.selection("InputPath", s.InputPath)
		n.arguments = c.template("Parameters", s.Parameters)
	}
	if s.Credentials != nil {
		n.role = c.role(s.Credentials)
	}
	n.timeout = c.amount("TimeoutSeconds", s.TimeoutSeconds, s.TimeoutSecondsPath)
	n.heartbeat = c.amount("HeartbeatSeconds", s.HeartbeatSeconds, s.HeartbeatSecondsPath)
	c.policies(s.Retry, s.Catch)
	return n
}

// role compiles the role that a call is made with.
func (c *compiler) role(r *asl.Credentials) *template {
	if r.RoleArnPath != "" {
		return c.field("RoleArn.$", r.RoleArnPath, []string{"Credentials", "RoleArn.$"})
	}
	return c.payload("Credentials/RoleArn", jsonvalue.StringOf(r.RoleArn), []string{"Credentials", "RoleArn"})
}

// taskNode is a Task state: it has work done (ASL spec, "Task State").
type taskNode struct {
	resource  resource
	input     *selection
	arguments *template // Parameters or Arguments
	role      *template // of Credentials
	timeout   *amount   // seconds
	heartbeat *amount   // seconds
	outcome   outcome
}

// An attempt is one try at a Task's work.
type attempt struct {
	thread    *thread
	node      *taskNode
	seq       uint64
	arguments jsonvalue.Value
	role      string
	token     string
	since     int64
	call      *call
	child     *run // the nested execution that it waits for
	sleep     *timer
	timeout   *timer
	heartbeat *timer
	seconds   int64 // until it times out; 0 is never
	beat      int64 // seconds between heartbeats; 0 is any time
	open      bool  // it waits for something from outside
	planned   int   // answers that are on their way
	worker    bool  // an activity worker has taken the work
	whole     bool  // the service gives the task's result, token or not
	over      bool
	shutdown  atomic.Bool // over, as those may see it who do not drive
	early     []expected  // replies that came before what it calls has returned
	task      Task        // what the service sees
	work      call        // the service at work
}

func (n *taskNode) enter(t *thread) move { return n.again(t) }

// again makes an attempt; each evaluates the fields anew.
func (n *taskNode) again(t *thread) move {
	a := &attempt{thread: t, node: n, since: t.run.eng.now}
	t.attempt = a
	if n.resource.pattern == waitForToken || n.resource.kind == activityResource {
		a.token = t.run.eng.newToken()
	}
	if f := a.prepare(); f != nil {
		t.attempt = nil
		return t.fail(f)
	}
	a.schedule()
	return a.begin()
}

// prepare evaluates what the attempt needs.
func (a *attempt) prepare() (f *failure) {
	t, n := a.thread, a.node
	if a.arguments, f = n.input.of(t, t.input); f != nil {
		return
	}
	t.see(afterInputPath, a.arguments)
	if n.arguments != nil {
		if a.arguments, f = n.arguments.eval(t.data(a.arguments)); f != nil {
			return
		}
		if t.at.jsonata {
			t.see(afterArguments, a.arguments)
		}
	}
	t.see(afterParameters, a.arguments)
	if n.role != nil {
		var role jsonvalue.Value
		if role, f = n.role.eval(t.data(t.input)); f != nil {
			return
		}
		a.role = role.Text()
	}
	if a.seconds, f = n.timeout.eval(t); f != nil {
		return
	}
	if a.beat, f = n.heartbeat.eval(t); f != nil {
		return
	}
	return n.check(t, a.arguments)
}

// schedule notes that the work is to be done. Its time counts from now, but for
// an activity, whose time counts from when a worker takes it.
func (a *attempt) schedule() {
	t, e := a.thread, a.thread.run.eng
	e.seq++
	a.seq = e.seq
	if a.token != "" {
		a.register()
	}
	rec := record{kind: a.node.event(TaskScheduled, LambdaFunctionScheduled, ActivityScheduled), prev: t.prev, of: t.at, data: a.arguments}
	if a.beat > 0 || a.role != "" || a.seconds != a.node.timeout.fixed() {
		rec.more = &details{timeout: a.seconds, heartbeat: a.beat, role: a.role}
	}
	t.prev = t.run.note(rec)
	if a.node.resource.kind != activityResource {
		a.setTimers()
	}
}

func (a *attempt) setTimers() {
	if a.seconds > 0 {
		a.timeout = a.thread.run.eng.after(seconds(a.seconds), func() { a.expire(false) })
	}
	if a.beat > 0 && a.token != "" {
		a.listen()
	}
}

// listen waits for the next heartbeat.
func (a *attempt) listen() {
	a.heartbeat = a.thread.run.eng.after(seconds(a.beat), func() { a.expire(true) })
}

// event picks the event type that belongs to the task's kind of resource.
func (n *taskNode) event(service, function, activity EventType) EventType {
	switch n.resource.kind {
	case functionResource:
		return function
	case activityResource:
		return activity
	}
	return service
}

// begin hands the work to who does it.
func (a *attempt) begin() move {
	t, e, n := a.thread, a.thread.run.eng, a.node
	service, task := a.serve()
	if service == nil && n.resource.kind == activityResource {
		return a.await()
	}
	if service == nil && n.resource.optimized("states", "startExecution") {
		if m := e.machine(a.arguments.Get("StateMachineArn").Text()); m != nil {
			t.note(TaskStarted, jsonvalue.Value{}, nil)
			return a.startNested(m)
		}
	}
	if service == nil {
		return e.stuckOn(a.unserved())
	}
	_, a.whole = service.(wholeService)
	if n.resource.kind == activityResource {
		a.take("")
	} else {
		a.note(n.event(TaskStarted, LambdaFunctionStarted, 0))
	}
	e.startCall(a, service, task)
	return waits
}

// answer takes what a service said.
func (a *attempt) answer(m *message) {
	t := a.thread
	pattern := a.node.resource.pattern
	if errors.Is(m.err, ErrNoAnswer) {
		if pattern != requestResponse {
			a.note(TaskSubmitted)
		}
		return
	}
	v, f, fault := a.result(m)
	switch {
	case fault != nil:
		t.run.eng.stuckOn(fault)
		return
	case pattern == waitForToken && !a.whole && f == nil:
		a.submit(v)
		return
	case pattern != requestResponse && (pattern != waitForToken || a.whole):
		a.note(TaskSubmitted) // a job that fails has been taken before
	}
	if f != nil {
		t.resume(a.fail(f))
	} else {
		t.resume(a.succeed(v))
	}
}

// submit notes that what the task calls has taken the work, and waits for the
// token's answer.
func (a *attempt) submit(v jsonvalue.Value) {
	if a.task.wrapped {
		v = a.invoked(v)
	}
	a.noteOutput(TaskSubmitted, v)
	a.await()
}

// succeed ends the attempt with a result.
func (a *attempt) succeed(v jsonvalue.Value) move {
	t, n := a.thread, a.node
	if a.task.wrapped && n.resource.pattern != waitForToken {
		v = a.invoked(v)
	}
	if t.run.quotas().tooLarge(v) {
		return a.fail(dataLimit(n.who()))
	}
	a.close()
	t.see(rawResult, v)
	a.noteOutput(n.event(TaskSucceeded, LambdaFunctionSucceeded, ActivitySucceeded), v)
	return t.finish(&n.outcome, v)
}

// who names the task in the words for a result that is too large.
func (n *taskNode) who() string {
	if n.resource.kind == serviceResource {
		return n.resource.service
	}
	return n.resource.text
}

// fail ends the attempt with an error.
func (a *attempt) fail(f *failure) move {
	a.close()
	a.thread.noteFailure(a.node.event(TaskFailed, LambdaFunctionFailed, ActivityFailed), f)
	return a.thread.fail(f)
}

// expire ends the attempt because it took too long, in all or between two
// heartbeats.
func (a *attempt) expire(heartbeat bool) {
	a.close()
	f := timedOut(heartbeat)
	a.thread.noteFailure(a.node.event(TaskTimedOut, LambdaFunctionTimedOut, ActivityTimedOut), f)
	a.thread.resume(a.thread.fail(f))
}

// close lets go of everything the attempt holds.
func (a *attempt) close() {
	e := a.thread.run.eng
	a.over = true
	a.shutdown.Store(true)
	if a.child != nil {
		a.child.abort(failed("", ""))
	}
	e.abandon(a.call)
	a.call = nil
	for _, timer := range []*timer{a.timeout, a.heartbeat, a.sleep} {
		e.timers.remove(timer)
	}
	a.shut()
	if a.thread.attempt == a {
		a.thread.attempt = nil
	}
}

func (a *attempt) note(kind EventType) { a.thread.note(kind, jsonvalue.Value{}, nil) }

func (a *attempt) noteOutput(kind EventType, v jsonvalue.Value) { a.thread.note(kind, v, nil) }
