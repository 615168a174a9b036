package runner

import (
	"cmp"
	"slices"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

const (
	// mostRedrives is how often a map run may be redriven (Developer Guide,
	// "Redriving Map Runs in Step Functions executions").
	mostRedrives = 1_000
	// mostBroken is how many unsuccessful children a map run keeps for a redrive; so
	// many may run at once.
	mostBroken = mostChildren
)

// ends counts a child that has ended, and keeps it for a redrive if it came to no
// good end.
func (mr *mapRun) ends(child *run) {
	m := &mr.record
	m.count(child, Running, -1)
	m.count(child, child.status, 1)
	switch {
	case child.status == Succeeded:
	case len(mr.broken) < mostBroken:
		mr.broken = append(mr.broken, child)
	default:
		m.lost(child)
	}
}

// keepUnwritten keeps a child whose result could not be written.
func (mr *mapRun) keepUnwritten(child *run) {
	if child.status == Succeeded {
		mr.unwritten = append(mr.unwritten, child)
	}
}

// lost counts a child that cannot be redriven.
func (m *mapRunRecord) lost(child *run) {
	m.executions.FailuresNotRedrivable++
	m.items.FailuresNotRedrivable += int64(child.member.items)
}

// redrive goes on with a map run that has failed or was stopped: with the children
// that came to no good end, and then with the items that no child had begun with.
func (mr *mapRun) redrive() move {
	t, m := mr.thread, &mr.record
	t.brokenRun = nil
	if m.redrives >= mostRedrives {
		mr.release()
		return t.fail(t.runtime("The map run has exceeded the limit of %d redrives.", mostRedrives))
	}
	m.redrives++
	m.status, m.redriven = Running, t.run.eng.now
	t.prev = t.run.note(record{kind: MapRunRedriven, prev: t.prev, of: t.at, data: jsonvalue.StringOf(mr.arn), more: &details{redrives: m.redrives}})
	mr.began, mr.over, t.mapRun = t.prev, false, mr
	mr.makeRoom()
	mr.enqueue()
	if next, ok := mr.reopen(); !ok {
		return next
	}
	return mr.fill()
}

// enqueue sets the children apart that are to run again.
func (mr *mapRun) enqueue() {
	m := &mr.record
	for _, child := range mr.broken {
		if status, _ := child.redriveStatus(); status == NotRedrivable && !child.express {
			m.lost(child)
			continue
		}
		mr.queue = append(mr.queue, child)
		mr.pend(child, 1)
	}
	mr.broken = nil
	slices.SortFunc(mr.queue, func(a, b *run) int { return cmp.Compare(a.member.index, b.member.index) })
}

// pend counts a child as one that waits to be redriven, or no more.
func (mr *mapRun) pend(child *run, by int64) {
	m := &mr.record
	m.count(child, child.status, -by)
	m.executions.PendingRedrive += by
	m.items.PendingRedrive += by * int64(child.member.items)
}

// reopen gets at the items again that no child had begun with.
func (mr *mapRun) reopen() (move, bool) {
	t, reader := mr.thread, mr.node.dist.reader
	given := mr.record.items.Total
	mr.source = &inState{items: mr.items, given: int(given)}
	mr.done = mr.done && given > 0
	var most int64
	if reader != nil && !mr.done {
		var f *failure
		if most, f = reader.limit(t); f != nil {
			return mr.fail(f), false
		}
	}
	if given == 0 {
		return mr.prepare(most)
	}
	if err := mr.rewrite(); err != nil {
		return mr.fail(t.unwritten(failedToWrite, err)), false
	}
	if mr.batch != nil {
		mr.batch.kept = nil
	}
	if reader == nil || mr.done {
		return movesOn, true
	}
	return mr.reread(most, given)
}

// rewrite goes on with the results: first with those that could not be written.
func (mr *mapRun) rewrite() error {
	mr.written.resume(mr.record.executions.FailuresNotRedrivable > 0)
	for len(mr.unwritten) > 0 {
		child := mr.unwritten[0]
		if err := mr.written.add(child); err != nil {
			return err
		}
		mr.record.wrote(child)
		mr.unwritten = mr.unwritten[1:]
	}
	return nil
}

// reread opens the file again and passes over the items that children had.
func (mr *mapRun) reread(most, given int64) (move, bool) {
	s, f, fault := mr.node.dist.reader.open(mr.thread, most)
	if fault != nil {
		mr.thread.mapRun = nil
		return mr.thread.run.eng.stuckOn(fault), false
	}
	if f != nil {
		return mr.fail(f), false
	}
	mr.source = s
	for range given {
		if _, ok, err := s.next(); err != nil || !ok {
			break // fill finds the same
		}
	}
	return movesOn, true
}

// restart runs the next child that is to be redriven, and tells whether there was
// one. An Express execution begins anew, under its name.
func (mr *mapRun) restart() bool {
	if len(mr.queue) == 0 {
		return false
	}
	child := mr.queue[0]
	mr.queue = mr.queue[1:]
	mr.pend(child, -1)
	mr.record.count(child, child.status, -1)
	mr.record.count(child, Running, 1)
	mr.record.drops(child)
	mr.children[child] = child.member.index
	mr.open++
	child.whenEnd = func() { mr.ended(child) }
	if child.express {
		child.afresh()
	} else {
		child.redrive()
	}
	return true
}

// afresh runs an execution again from its first state.
func (r *run) afresh() {
	r.started, r.status, r.failure, r.stored = r.eng.now, Running, nil, 0
	r.context = jsonvalue.Value{}
	r.first, r.journal = thread{}, journal{}
	r.open()
	r.begin()
}

// closed notes how the map run ended. Children that still waited to be redriven are
// what they were.
func (mr *mapRun) closed(as Status) {
	mr.record.status, mr.record.stopped = as, mr.thread.run.eng.now
	for _, child := range mr.queue {
		mr.pend(child, -1)
		mr.broken = append(mr.broken, child)
	}
	mr.queue = nil
	if as == Succeeded {
		mr.release()
	}
}

// release lets go of what only a redrive needs.
func (mr *mapRun) release() {
	mr.unwritten = nil
	mr.broken, mr.results, mr.children, mr.written, mr.batch = nil, nil, nil, nil, nil
	mr.items, mr.source = jsonvalue.Value{}, nil
}

// forget lets go of what only a redrive of the thread's state needs.
func (t *thread) forget() {
	if t.brokenRun != nil {
		t.brokenRun.release()
	}
	if t.broken != nil {
		t.broken.release()
	}
	t.broken, t.brokenRun = nil, nil
}
