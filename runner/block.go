package runner

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// A block is the work inside a Parallel or a Map that is under way: its branches
// or iterations, and what they have given so far.
type block struct {
	owner   *thread
	node    joiner
	started []*thread // those that run; a Map uses a thread again for its next item
	results []jsonvalue.Value
	open    int   // how many run
	next    int   // the next item to start; a Parallel starts all at once
	over    bool  // it has failed or was stopped
	last    int32 // the last event of the thread that ended last
}

// joiner is a state with a block inside.
type joiner interface {
	// ended notes that a thread of the block has reached its end, and may give it
	// something else to do; it tells whether it did.
	ended(b *block, t *thread) bool
	// broken notes that a thread of the block has failed.
	broken(b *block, t *thread)
	// stopped notes that a thread of the block is stopped because another failed.
	stopped(b *block, t *thread)
	// join goes on with the results.
	join(t *thread, results []jsonvalue.Value) move
}

// done takes the output of one of the block's threads.
func (b *block) done(t *thread, output jsonvalue.Value) {
	b.results[t.index] = output
	b.last = t.prev
	t.release()
	if b.node.ended(b, t) {
		b.owner.run.eng.wakeUp(t)
		return
	}
	t.over = true
	if b.open--; b.open > 0 || b.over {
		return
	}
	owner := b.owner
	owner.block = nil
	owner.prev = b.last
	owner.resume(b.node.join(owner, b.results))
}

// failed ends the block with the failure of one of its threads: the others are
// stopped where they are.
func (b *block) failed(t *thread, f *failure) {
	t.over = true
	b.node.broken(b, t)
	b.abort(false)
	owner := b.owner
	owner.block, owner.broken = nil, b
	if f.is(errDataLimit) {
		b.release() // what has been done does not count, then
		owner.broken = nil
	}
	owner.prev = t.prev
	owner.resume(owner.failAs(f, owner.at.failed))
}

// noteBroken tells of a Task that fails its branch or iteration that it did not
// get to its end.
func (t *thread) noteBroken() {
	if _, ok := t.at.node.(*taskNode); ok && t.inside {
		t.run.note(record{kind: TaskStateAborted, prev: t.prev, of: t.at})
	}
}

// abort stops all threads of the block, and tells so unless it is to be quiet.
func (b *block) abort(quiet bool) {
	b.over = true
	for _, t := range b.started {
		if t.over {
			continue
		}
		t.drop(quiet)
		if !quiet {
			b.node.stopped(b, t)
		}
	}
}

// start begins a line of work inside the block.
func (b *block) start(first *state, index int, input jsonvalue.Value) *thread {
	owner := b.owner
	t := &thread{run: owner.run, at: first, input: input, scope: owner.scope, prev: owner.prev, parent: b, index: index}
	b.started = append(b.started, t)
	b.open++
	owner.run.eng.wakeUp(t)
	return t
}
