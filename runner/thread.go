package runner

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// A thread is one line of work: an execution itself, a branch of a Parallel, an
// iteration of a Map. It is in one state at a time, and either goes on or waits
// for one thing.
type thread struct {
	run   *run
	at    *state
	input jsonvalue.Value // of the state, as it was entered
	scope *scope
	owned bool // the scope is the thread's own, not its parent's

	prev      int32 // the last event of this line of work
	before    int32 // the event before the state was entered
	entered   int32 // the event of the state's entry
	enteredAt int64
	retries   int     // of the current visit to the state
	retried   []int32 // of the current visit, by retrier

	parent *block // nil for an execution itself
	index  int    // of the branch or iteration
	item   *item  // of a Map's iteration
	inside bool   // it has entered its state
	over   bool   // nothing comes of it any more
	joined int32  // the event that its Parallel's or Map's work is done, until the state is left

	// What the thread waits for; at most one is set.
	attempt *attempt
	timer   *timer
	block   *block
	mapRun  *mapRun

	// What the state had done when it came to no good end, for a redrive.
	broken    *block
	brokenRun *mapRun
}

// move is what became of a thread.
type move uint8

const (
	movesOn move = iota // it is in a state to be run
	waits               // something will wake it
	isOver              // its last state is behind it
)

// node is what a state does.
type node interface {
	// enter runs the state that the thread has come to.
	enter(t *thread) move
}

// retryable is a state that can be tried again.
type retryable interface {
	again(t *thread) move
}

// proceed runs states until the thread waits or is over.
func (t *thread) proceed() {
	for turn := 1; ; turn++ {
		if !t.inside {
			t.arrive()
		}
		if t.at.node.enter(t) != movesOn {
			return
		}
		if turn%patrol == 0 && t.run.eng.interrupted() {
			t.run.eng.wakeUp(t)
			return
		}
	}
}

// resume goes on with a thread after what it waited for.
func (t *thread) resume(m move) {
	if m == movesOn {
		t.run.eng.wakeUp(t)
	}
}

func (e *engine) wakeUp(t *thread) { e.ready = append(e.ready, t) }

// arrive notes that the thread is in a state.
func (t *thread) arrive() {
	t.before = t.prev
	t.note(t.at.entered, t.input, nil)
	t.entered, t.enteredAt, t.inside = t.prev, t.run.eng.now, true
	t.retries = 0
	t.retried = t.retried[:0]
}

// leave notes that the state is done and goes to the next one.
func (t *thread) leave(output jsonvalue.Value, assigned []jsonvalue.Member, next *state) move {
	if t.run.quotas().tooLarge(output) {
		return t.fail(dataLimit(t.at.name))
	}
	if f := t.assign(assigned); f != nil {
		return t.fail(f)
	}
	var more *details
	if len(assigned) > 0 {
		more = &details{assigned: assigned}
	}
	t.note(t.at.exited, output, more)
	t.inside, t.joined = false, 0
	if t.run.full(t.at) {
		return isOver
	}
	if next == nil {
		t.end(output)
		return isOver
	}
	t.input, t.at = output, next
	return movesOn
}

// end hands the thread's output to whoever waits for it.
func (t *thread) end(output jsonvalue.Value) {
	if t.parent != nil {
		t.parent.done(t, output)
		return
	}
	t.run.succeed(output)
}

// fail deals with an error in the thread's state: by a retry, by a catcher, or by
// handing it up.
func (t *thread) fail(f *failure) move { return t.failAs(f, 0) }

// failAs is fail where the history shows an event of its own if no retry helps.
func (t *thread) failAs(f *failure, kind EventType) move {
	if t.run.eng.ctx.Err() != nil { // what failed may have failed because of that
		t.run.eng.heedStop()
		return isOver
	}
	t.prev, t.joined = t.last(), 0
	if f.evaluation != nil {
		t.noteEvaluation(f)
	}
	if m, ok := t.retry(f); ok {
		return m
	}
	before := t.prev
	if kind != 0 {
		t.note(kind, jsonvalue.Value{}, nil)
	}
	m, wrong := t.catch(f)
	switch {
	case wrong != nil && wrong.evaluation != nil:
		wrong.evaluation.previous = before
		t.noteEvaluation(wrong)
		if kind != 0 {
			t.note(kind, jsonvalue.Value{}, nil)
		}
		return t.giveUp(wrong)
	case wrong != nil:
		return t.giveUp(wrong)
	}
	return m
}

// giveUp hands a failure up. What nobody may handle ends the execution at once,
// without a word of the states around.
func (t *thread) giveUp(f *failure) move {
	switch {
	case t.parent == nil:
		t.run.fail(f)
	case f.final():
		root := t.run.root
		t.over, root.prev = true, t.prev
		root.drop(true)
		t.run.fail(f)
	default:
		t.parent.failed(t, f)
	}
	return isOver
}

// last gives the event that a failure follows.
func (t *thread) last() int32 {
	if t.joined != 0 {
		return t.joined
	}
	return t.prev
}

// noteEvaluation shows a failed query in the history, once.
func (t *thread) noteEvaluation(f *failure) {
	t.prev = t.run.note(record{kind: EvaluationFailed, prev: f.evaluation.previous, of: t.at,
		more: &details{name: f.name, cause: f.cause, location: f.evaluation.location}})
	f.evaluation = nil
}

// drop gives up what the thread waits for, and notes, unless it is to be quiet,
// that its state did not get to its end.
func (t *thread) drop(quiet bool) {
	e := t.run.eng
	if t.block != nil {
		t.broken = t.block
		t.block.abort(quiet)
	}
	if t.mapRun != nil {
		t.brokenRun = t.mapRun
		t.mapRun.abort()
	}
	if t.attempt != nil {
		t.attempt.close()
	}
	e.timers.remove(t.timer)
	t.attempt, t.timer, t.block, t.over = nil, nil, nil, true
	if !quiet && t.inside && t.at.aborted != 0 {
		t.note(t.at.aborted, jsonvalue.Value{}, nil)
	}
}
