package runner

import (
	"context"
	"sync/atomic"
	"time"
)

// signal wakes whoever drives, or keeps it from its next rest.
func (e *engine) signal() {
	e.mu.Lock()
	e.awake = true
	e.mu.Unlock()
	e.turn.Broadcast()
}

// rest waits until somebody has signalled since the last rest. There is one thing
// to wait for, and not a choice of several, as that is what costs least: a handler
// that is quick goes on, on the processor that is given up here, and gives it back.
func (e *engine) rest() {
	e.mu.Lock()
	for !e.awake {
		e.turn.Wait()
	}
	e.awake = false
	e.mu.Unlock()
}

// A watch signals when a context ends or a time is over. It begins when whoever
// drives is about to rest, and lasts until it has done driving, however often it
// rests. The executions of a machine have one after the other, as making a timer
// costs more than most handlers do.
type watch struct {
	engine atomic.Pointer[engine] // whose watch it is
	timer  *time.Timer
	fired  atomic.Int64 // how often the timer has gone off
	past   int64        // how often of that for a time that was set before the present one
	runs   bool         // the timer is set
	stops  [2]func() bool
}

func newWatch() *watch {
	w := &watch{runs: true}
	w.timer = time.AfterFunc(forever, func() {
		w.fired.Add(1)
		if e := w.engine.Load(); e != nil {
			e.signal()
		}
	})
	return w
}

const forever = 1<<63 - 1

// guard has the ends of the contexts signalled: of the execution's, and of that of
// whoever waits.
func (e *engine) guard(h horizon) {
	if e.watch != nil {
		return
	}
	w, ok := e.root.machine.watches.Get().(*watch)
	if !ok {
		w = newWatch()
	}
	e.watch = w
	w.engine.Store(e)
	if e.ctx.Done() != nil {
		w.stops[0] = context.AfterFunc(e.ctx, e.signal)
	}
	if h.ctx != nil && h.ctx != e.ctx && h.ctx.Done() != nil {
		w.stops[1] = context.AfterFunc(h.ctx, e.signal)
	}
}

// alarm has the end of a time signalled, in place of any before.
func (e *engine) alarm(h horizon, after time.Duration) {
	e.guard(h)
	e.watch.set(after)
}

// set has the timer go off after a time. For one set before it may have gone off, and
// that be told only now.
func (w *watch) set(after time.Duration) {
	if !w.timer.Reset(after) && w.runs {
		w.past++
	}
	w.runs = true
}

// unset stops the timer, without which nothing could let go of it.
func (w *watch) unset() {
	if !w.timer.Stop() && w.runs {
		w.past++
	}
	w.runs = false
}

// over tells whether the time is over.
func (w *watch) over() bool { return w.fired.Load() > w.past }

// unguard ends the watch.
func (e *engine) unguard() {
	w := e.watch
	if w == nil {
		return
	}
	e.watch = nil
	w.engine.Store(nil)
	for i, stop := range w.stops {
		if stop != nil {
			stop()
			w.stops[i] = nil
		}
	}
	w.unset()
	e.root.machine.watches.Put(w)
}
