package runner

import "slices"

// An execution is independent if nobody inside the engine waits for it: the one that
// was started from outside, and those of states:startExecution without .sync. Each
// goes on to its own end, whatever becomes of the one that started it.
//
// Whoever drives follows independent executions: it goes on as long as one of those
// it follows is live. It follows them all but those that could make a chain without an
// end, as of a workflow that starts itself anew every night: an execution of a machine
// that an execution before it in its line is of, and all that comes from there. Such a
// one goes on while others are driven, and is followed once somebody asks for its
// result.

// launch lets an independent execution begin.
func (e *engine) launch(r *run) {
	r.independent = true
	r.endless = r.parent != nil && (r.parent.endless || r.repeats())
	e.independent = append(e.independent, r)
	if !r.endless {
		e.follow(r)
	}
	r.begin()
}

// follow has whoever drives go on as long as an execution is live.
func (e *engine) follow(r *run) {
	if !r.followed && r.live() {
		r.followed = true
		e.followed++
	}
}

// over notes that an execution has ended.
func (e *engine) over(r *run) {
	if r.followed {
		r.followed = false
		e.followed--
	}
	if r.independent {
		r.independent = false
		i := slices.Index(e.independent, r)
		e.independent = slices.Delete(e.independent, i, i+1)
	}
}

// resurrect has an execution that is redriven go on by itself, unless somebody waits
// for what it is part of.
func (e *engine) resurrect(r *run) {
	r.independent = true
	e.independent = append(e.independent, r)
	e.follow(r)
}

// goesOn tells whether whoever drives has something to do up to the horizon. On a
// real clock, who waits for one execution does not wait for others.
func (e *engine) goesOn(h *horizon) bool {
	switch {
	case h.mode == advance:
		return len(e.independent) > 0
	case e.options.RealTime && h.run != nil && !h.run.live():
		return false
	}
	return e.followed > 0
}

// abortAll ends all executions.
func (e *engine) abortAll(f *failure) {
	for _, r := range slices.Clone(e.independent) {
		r.abort(f)
	}
}
