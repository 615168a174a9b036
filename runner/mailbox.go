package runner

import (
	"cmp"
	"slices"
)

// A mailbox holds what others have sent to whoever drives the engine, until it comes
// round to that.
type mailbox struct {
	commands []command
	looks    []func()
	stops    []stop
}

// A command is something that was sent from outside.
type command struct {
	seq uint64 // of the task it concerns, which orders what came at the same time
	do  func()
}

// A stop is somebody's wish that an execution ends.
type stop struct {
	run *run
	why *failure
}

// box gives the mailbox, to put something in; mu must be held.
func (e *engine) box() *mailbox {
	if e.mail == nil {
		e.mail = new(mailbox)
	}
	return e.mail
}

// pending tells whether something has come in; mu must be held.
func (e *engine) pending() bool {
	return e.commanded.Load() || e.looking.Load() || e.stopping.Load()
}

// look reads without driving: here, or between two steps of whoever drives.
func (e *engine) look(f func()) {
	if e.enter() {
		f()
		e.leave()
		return
	}
	done := make(chan struct{})
	e.mu.Lock()
	if !e.driving { // no more
		e.mu.Unlock()
		e.look(f)
		return
	}
	box := e.box()
	box.looks = append(box.looks, func() { f(); close(done) })
	e.looking.Store(true)
	e.mu.Unlock()
	e.signal()
	<-done
}

// show lets those look who want to.
func (e *engine) show() {
	if !e.looking.Load() {
		return
	}
	e.mu.Lock()
	looks := e.mail.looks
	e.mail.looks = nil
	e.looking.Store(false)
	e.mu.Unlock()
	for _, f := range looks {
		f()
	}
}

// submit has a command done: by whoever drives, or else at once, here.
func (e *engine) submit(c command, h horizon) {
	e.mu.Lock()
	box := e.box()
	box.commands = append(box.commands, c)
	e.commanded.Store(true)
	e.hand(h)
}

// takeCommands does what was sent from outside, in the order of the tasks that it
// concerns, and tells whether there was anything.
func (e *engine) takeCommands() bool {
	if !e.commanded.Load() {
		return false
	}
	e.mu.Lock()
	batch := e.mail.commands
	e.mail.commands = nil
	e.commanded.Store(false)
	e.mu.Unlock()
	slices.SortStableFunc(batch, func(a, b command) int { return cmp.Compare(a.seq, b.seq) })
	for _, c := range batch {
		c.do()
	}
	return true
}

// stop has an execution ended: by whoever drives, or else at once, here.
func (e *engine) stop(s stop, h horizon) {
	e.mu.Lock()
	box := e.box()
	box.stops = append(box.stops, s)
	e.stopping.Store(true)
	e.hand(h)
}

func (e *engine) takeStops() {
	if !e.stopping.Load() {
		return
	}
	e.mu.Lock()
	stops := e.mail.stops
	e.mail.stops = nil
	e.stopping.Store(false)
	e.mu.Unlock()
	for _, s := range stops {
		s.run.abort(s.why)
	}
}

// hand wakes whoever drives, or drives where nobody does; it gives mu up.
func (e *engine) hand(h horizon) {
	if e.driving {
		e.mu.Unlock()
		e.signal()
		return
	}
	e.driving = true
	e.mu.Unlock()
	e.pump(h)
}
