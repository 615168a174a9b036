package runner

import (
	"context"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"
)

// An engine runs an execution, and those it starts, on one clock. Only one
// goroutine at a time drives it, and that goroutine owns everything but the
// fields under mu.
//
// Driving is: run every thread that can go on; then take the handlers' answers,
// each in its turn; then what was sent from outside; and when nothing is left to
// do at this moment, let the clock jump to the next timer. As answers are taken
// in the order in which the calls were made, the course of an execution does not
// depend on how fast its handlers are.
type engine struct {
	ctx      context.Context
	options  Options
	now      int64  // nanoseconds since 1970
	start    int64  // when the first execution began
	seq      uint64 // orders timers, calls and tokens
	random   *rand.Rand
	view     *data  // what the queries of a state read
	watch    *watch // nil while nobody rests
	timers   timers
	ready    []*thread
	calls    []*call               // handlers that run, in the order of their start
	stalled  []*call               // handlers that have not answered for a long real time
	mapRuns  []*mapRun             // distributed maps under way
	outside  int                   // tasks that wait for something from outside that nobody has planned
	tasks    []*attempt            // those that wait for something from outside
	expected map[string][]expected // replies made before their state was reached
	said     map[string]bool       // the states that a reply was ever made for, where that matters
	root     *run
	runs     uint64 // how many executions there are

	independent []*run // those that are live, see [engine.launch]
	followed    int    // how many executions are live that whoever drives sees to their end
	moment      int64  // of the clock, when an execution that repeats last began
	repeated    int    // how many of those began at that moment

	fault error // why the harness, not the workflow, gave up
	began time.Time

	// Parts that every execution has, made at once with the engine.
	first run
	self  Execution
	few   [2]*thread
	one   [1]*call
	alone [1]*run

	mu      sync.Mutex
	turn    sync.Cond // on mu: driving or awake has changed
	driving bool
	awake   bool // somebody has something for whoever drives
	private bool // nobody outside knows the execution, as it is being started

	// What the mailbox has, written under mu.
	commanded, looking, stopping atomic.Bool

	mail   *mailbox
	tokens map[string]*attempt
}

// horizon says how far the clock may go, and how long somebody waits for that.
type horizon struct {
	mode  horizonMode
	run   *run // the execution that it is about, or nil
	until int64
	ctx   context.Context // whoever waits may give up; nil is for ever
}

// isOver tells that nobody waits any more.
func (h *horizon) isOver() bool { return h.ctx != nil && h.ctx.Err() != nil }

type horizonMode uint8

const (
	settle  horizonMode = iota // as long as nothing waits for something from outside
	advance                    // up to a moment
	finish                     // as far as it takes
)

// acquire waits until nobody drives the engine and takes that place.
func (e *engine) acquire() {
	e.mu.Lock()
	for e.driving {
		e.turn.Wait()
	}
	e.driving = true
	e.mu.Unlock()
}

// pump drives until nothing is left to do up to the horizon, and gives the place
// up. What comes in at the last moment is still done.
func (e *engine) pump(h horizon) {
	for {
		e.drive(h)
		e.unguard()
		e.mu.Lock()
		if !e.pending() {
			e.driving = false
			e.turn.Broadcast()
			e.mu.Unlock()
			return
		}
		e.mu.Unlock()
	}
}

// enter takes the place of who drives, if nobody does.
func (e *engine) enter() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.driving {
		return false
	}
	e.driving = true
	return true
}

// leave gives up the place of who drives, unless there is something to do.
func (e *engine) leave() {
	e.mu.Lock()
	pending := e.pending()
	if !pending {
		e.driving = false
		e.turn.Broadcast()
	}
	e.mu.Unlock()
	if pending {
		e.pump(horizon{mode: settle})
	}
}

func (e *engine) drive(h horizon) {
	for e.goesOn(&h) {
		e.show()
		if h.isOver() {
			return
		}
		e.heedStop()
		e.runReady(&h)
		if !e.goesOn(&h) {
			break
		}
		if len(e.ready) > 0 { // interrupted
			continue
		}
		if len(e.calls) > 0 {
			e.awaitCall(h)
			continue
		}
		if e.takeCommands() || e.takeStalled() || e.feed() {
			continue
		}
		if !e.passTime(h) {
			return
		}
	}
	if len(e.independent) == 0 {
		e.release()
	}
	e.show()
	e.takeCommands()
	e.takeStops()
}

// patrol is after how many turns of one thread the context is looked at.
const patrol = 1024

func (e *engine) runReady(h *horizon) {
	for len(e.ready) > 0 && !e.interrupted() {
		batch := e.ready
		e.ready = nil
		for i, t := range batch {
			batch[i] = nil
			if !t.over && t.run.live() {
				t.proceed()
			}
			if !e.goesOn(h) {
				e.ready = append(batch[i+1:], e.ready...)
				return
			}
		}
		if e.ready == nil {
			e.ready = batch[:0]
		}
	}
}

// heedStop ends executions where their context or somebody else wants that.
func (e *engine) heedStop() {
	e.takeStops()
	if err := e.ctx.Err(); err != nil {
		if e.fault == nil && e.root.live() {
			e.fault = err
		}
		e.abortAll(failed("", context.Cause(e.ctx).Error()))
	}
}

// interrupted tells whether the execution is to end or to be looked at, even in
// the middle of a loop without an end.
func (e *engine) interrupted() bool {
	return e.stopping.Load() || e.looking.Load() || e.ctx.Err() != nil
}

// passTime fires the next timer, and tells whether it was within the horizon.
func (e *engine) passTime(h horizon) bool {
	if h.mode == advance && (e.timers.len() == 0 || e.timers.first().at > h.until) {
		return e.idleUntil(h)
	}
	if e.timers.len() == 0 {
		return h.mode == finish && e.waitOutside(h)
	}
	next := e.timers.first()
	if next.at > e.now && h.mode == settle && e.outside > 0 {
		return false
	}
	if h.mode == finish && e.unsaid(next) != nil {
		return false
	}
	if e.options.RealTime && !e.waitUntil(next.at, h) {
		return true
	}
	e.timers.remove(next)
	e.now = max(e.now, next.at)
	next.fire()
	return true
}

// idleUntil lets the clock go on to where nothing happens. It gives false when
// the moment has come.
func (e *engine) idleUntil(h horizon) bool {
	if e.options.RealTime && !e.waitUntil(h.until, h) {
		return true
	}
	e.now = max(e.now, h.until)
	return false
}

// waitOutside waits for what no timer will bring: on a real clock for answers
// from outside, on a virtual one a last while for handlers that hang. It gives
// false where there is nothing to wait for.
func (e *engine) waitOutside(h horizon) bool {
	switch {
	case e.options.RealTime && len(e.tasks) > 0:
		e.guard(h)
		e.rest()
		return true
	case len(e.stalled) > 0:
		return e.waitForStalled(h)
	}
	return false
}

// waitUntil waits in real time, and tells whether the moment came before
// something else did.
func (e *engine) waitUntil(at int64, h horizon) bool {
	left := func() time.Duration { return time.Duration(at-e.start) - time.Since(e.began) }
	if left() <= 0 {
		return true
	}
	e.alarm(h, left())
	e.rest()
	return left() <= 0
}

// release lets go of everything that still runs when the execution is over.
func (e *engine) release() {
	for _, c := range append(e.calls, e.stalled...) {
		c.ctx.end()
	}
	e.calls, e.stalled, e.ready, e.timers.heap = nil, nil, nil, nil
}

// rand gives the source of all randomness, which is the same for the same seed.
func (e *engine) rand() *rand.Rand {
	if e.random == nil {
		e.random = rand.New(rand.NewPCG(e.options.Seed, 0x9e3779b97f4a7c15))
	}
	return e.random
}
