package runner

import (
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// What SendTaskSuccess, SendTaskFailure and SendTaskHeartbeat answer with where
// they refuse (AWS Step Functions API Reference).
var (
	ErrInvalidToken     = errors.New("InvalidToken: the provided token is not valid")
	ErrTaskDoesNotExist = errors.New("TaskDoesNotExist: the activity does not exist")
	ErrTaskTimedOut     = errors.New("TaskTimedOut: the task token has either expired or the task associated with the token has already been closed")
	ErrInvalidOutput    = errors.New("InvalidOutput: the provided JSON output data is not valid")
)

// An OpenTask is a Task that waits for somebody outside: a callback with its
// token, or an activity worker.
type OpenTask struct {
	Token    string
	State    string
	Resource string
	Activity bool      // it waits for a worker to take it, or to answer
	Since    time.Time // when the attempt began
	Input    []byte    // what the state sent
}

// A Reply is what happens to an open task.
type Reply struct {
	Output    []byte        // success, with this JSON; nil is null
	Failure   *Failure      // failure instead
	Heartbeat bool          // a sign of life instead
	Never     bool          // no answer, ever: time may pass without one
	After     time.Duration // on the execution's clock, from now
}

// newToken makes a task token out of the seed.
func (e *engine) newToken() string {
	var raw [48]byte
	for i := range raw {
		raw[i] = byte(e.rand().Uint32())
	}
	return "AQ" + base64.RawURLEncoding.EncodeToString(raw[:])
}

// await lets the attempt wait for somebody outside.
func (a *attempt) await() move {
	e := a.thread.run.eng
	a.open = true
	e.tasks = append(e.tasks, a)
	e.outside++
	for _, x := range a.early {
		a.arrange(x)
	}
	e.expectation(a)
	return waits
}

// register makes the token known, before anybody can be told of it.
func (a *attempt) register() {
	e := a.thread.run.eng
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.tokens == nil {
		e.tokens = map[string]*attempt{}
	}
	e.tokens[a.token] = a
}

// shut ends the waiting for somebody outside.
func (a *attempt) shut() {
	if !a.open {
		return
	}
	e := a.thread.run.eng
	a.open = false
	if a.planned == 0 {
		e.outside--
	}
	for i, other := range e.tasks {
		if other == a {
			e.tasks = append(e.tasks[:i], e.tasks[i+1:]...)
			break
		}
	}
}

// plan counts an answer that is on its way, or one that has come.
func (a *attempt) plan(n int) {
	before := a.planned == 0
	a.planned += n
	if after := a.planned == 0; a.open && before != after {
		if after {
			a.thread.run.eng.outside++
		} else {
			a.thread.run.eng.outside--
		}
	}
}

// reply plans what happens to an attempt, or does it at once. A token's answer
// may come before what the task calls has returned; it then waits for that.
func (a *attempt) reply(x expected) {
	switch {
	case a.over:
	case !a.open:
		a.early = append(a.early, x)
	default:
		a.arrange(x)
	}
}

func (a *attempt) arrange(x expected) {
	switch {
	case a.over:
	case x.reply.Never:
		a.plan(1)
	case x.reply.After <= 0:
		a.act(x)
	case x.reply.Heartbeat: // no answer yet: time does not pass because of it
		a.thread.run.eng.after(x.reply.After, func() { a.act(x) })
	default:
		a.plan(1)
		a.thread.run.eng.after(x.reply.After, func() {
			if !a.over {
				a.plan(-1)
				a.act(x)
			}
		})
	}
}

// act gives an open task its answer.
func (a *attempt) act(x expected) {
	r := x.reply
	switch {
	case a.over:
	case r.Heartbeat:
		if a.heartbeat != nil {
			a.thread.run.eng.timers.remove(a.heartbeat)
			a.listen()
		}
	case r.Failure != nil:
		a.take("")
		f := &failure{name: given(&r.Failure.Name), cause: given(&r.Failure.Cause)}
		a.thread.resume(a.fail(f))
	default:
		a.take("")
		a.thread.resume(a.succeed(x.output))
	}
}

// expectation gives an attempt that begins to wait the reply that was made for
// its state before, and the heartbeats that were planned before that.
func (e *engine) expectation(a *attempt) {
	name := a.thread.at.name
	for len(e.expected[name]) > 0 && a.planned == 0 && !a.over {
		first := e.expected[name][0]
		e.expected[name] = e.expected[name][1:]
		a.arrange(first)
	}
}

// unsaid gives the task that a timer would end for want of a reply that nobody has
// thought of, where that matters.
func (e *engine) unsaid(next *timer) *attempt {
	if !e.options.NeedsReplies {
		return nil
	}
	for _, a := range e.tasks {
		if next != a.timeout && next != a.heartbeat && next != a.thread.run.limit && next != e.root.limit {
			continue
		}
		if a.planned == 0 && !e.said[a.thread.at.name] {
			return a
		}
	}
	return nil
}

// say remembers that a reply was made for a state.
func (e *engine) say(state string) {
	if !e.options.NeedsReplies {
		return
	}
	if e.said == nil {
		e.said = map[string]bool{}
	}
	e.said[state] = true
}

// An expected reply is one that waits for its task to open.
type expected struct {
	reply  Reply
	output jsonvalue.Value
}

// find gives the task of a token, or the open one of a state that a reply is for:
// the oldest, and for an answer the oldest that has none. There may be none yet.
func (e *engine) find(tokenOrState string, heartbeat bool) *attempt {
	e.mu.Lock()
	byToken := e.tokens[tokenOrState]
	e.mu.Unlock()
	if byToken != nil {
		return byToken
	}
	for _, a := range e.tasks {
		if a.thread.at.name == tokenOrState && (heartbeat || a.planned == 0) {
			return a
		}
	}
	return nil
}

// parseReply checks a reply's output.
func parseReply(r Reply) (jsonvalue.Value, error) {
	if r.Failure != nil || r.Heartbeat || r.Never || len(r.Output) == 0 {
		return jsonvalue.NullValue(), nil
	}
	v, err := jsonvalue.Parse(r.Output)
	if err != nil {
		return v, fmt.Errorf("%w: %w", ErrInvalidOutput, err)
	}
	return v, nil
}
