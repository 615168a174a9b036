package runner

import (
	"fmt"
	"slices"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// atOnce is how many children are begun before more are: only when those are
// through, or wait for time to pass, others follow. All that begin at one moment of
// the clock need not be in memory together.
const atOnce = 100

// makeRoom lets the first children begin. On a real clock all may, as handlers then
// take their time.
func (mr *mapRun) makeRoom() {
	e := mr.thread.run.eng
	mr.room = atOnce
	if e.options.RealTime {
		mr.room = mostChildren
	}
	over := func(other *mapRun) bool { return other.thread.mapRun != other } // where a fault ended it
	e.mapRuns = append(slices.DeleteFunc(e.mapRuns, over), mr)
}

// feed lets a map run begin more children, where nothing else is left to do at this
// moment, and tells whether there was one.
func (e *engine) feed() bool {
	for _, mr := range e.mapRuns {
		if mr.thread.mapRun == mr && mr.open < mr.most && (!mr.done || len(mr.queue) > 0) {
			mr.room = mr.open + atOnce
			mr.thread.resume(mr.fill())
			return true
		}
	}
	return false
}

// fill starts children as long as there are items and room.
func (mr *mapRun) fill() move {
	most := min(mr.most, mr.room)
	for mr.open < most && mr.restart() {
	}
	for !mr.done && mr.open < most {
		input, ok, f := mr.input()
		if f != nil {
			return mr.fail(f)
		}
		if !ok {
			mr.done = true
			break
		}
		if t := mr.thread; t.run.quotas().tooLarge(input) {
			return mr.fail(mr.tooLarge(input))
		}
		mr.start(input)
	}
	if mr.done && mr.open == 0 {
		return mr.end()
	}
	return waits
}

// tooLarge is what an item becomes that no child may have (Developer Guide,
// "ItemReader (Map)").
func (mr *mapRun) tooLarge(input jsonvalue.Value) *failure {
	t, name := mr.thread, errDataLimit
	if mr.node.dist.reader != nil {
		name = errItemReader
	}
	return failed(name, t.located(fmt.Sprintf("The input of a child execution has %d bytes, and %d are the most; ItemSelector can make it smaller.", input.Size(), t.run.quotas().PayloadBytes)))
}

// input gives the input of the next child.
func (mr *mapRun) input() (jsonvalue.Value, bool, *failure) {
	if mr.batch != nil {
		return mr.batch.fill(mr.item)
	}
	return mr.item()
}

// item gives the next item, as ItemSelector makes it.
func (mr *mapRun) item() (jsonvalue.Value, bool, *failure) {
	it, ok, err := mr.source.next()
	if err != nil {
		return jsonvalue.Value{}, false, mr.thread.unread(err)
	}
	if !ok {
		return jsonvalue.Value{}, false, nil
	}
	if mr.node.selector == nil {
		return it.input(), true, nil
	}
	t := mr.thread
	before := t.item
	t.item = &it
	defer func() { t.item = before }()
	v, f := mr.node.selector.eval(t.data(t.input))
	return v, true, f
}

func (mr *mapRun) start(input jsonvalue.Value) {
	t, d := mr.thread, mr.node.dist
	child := t.run.eng.newRun(d.children, input, "", d.express)
	child.parent = t.run
	child.own = t.run.machineARN() + "/" + mr.label
	child.member = member{of: mr, index: int(mr.started), items: mr.size(input)}
	mr.children[child] = int(mr.started)
	if mr.kept < keptBytes {
		mr.kept += input.Size()
		t.run.nested = append(t.run.nested, child)
	}
	mr.started++
	mr.open++
	mr.record.begins(child)
	if mr.written.keeps() {
		mr.results = append(mr.results, jsonvalue.Value{})
	}
	child.whenEnd = func() { mr.ended(child) }
	child.begin()
}

// ended takes what a child came to.
func (mr *mapRun) ended(child *run) {
	index := mr.children[child]
	delete(mr.children, child)
	mr.open--
	mr.ends(child)
	if mr.over {
		_ = mr.written.add(child) // what can be written of an aborted child, is
		return
	}
	if err := mr.written.add(child); err != nil {
		mr.keepUnwritten(child)
		mr.thread.resume(mr.fail(mr.thread.unwritten(failedToWrite, err)))
		return
	}
	mr.record.wrote(child)
	if mr.written.keeps() {
		mr.results[index] = mr.written.kept(child)
	}
	if child.status != Succeeded && mr.exceeded() {
		mr.thread.resume(mr.fail(failed(errTolerance, "The specified tolerated failure threshold was exceeded")))
		return
	}
	mr.thread.resume(mr.fill())
}

// exceeded tells whether more items have failed than the state tolerates: all of a
// child's fail with it (Developer Guide, "Setting failure thresholds for Distributed
// Map states"). A percentage is one of all items, so it counts once they are known.
func (mr *mapRun) exceeded() bool {
	d, broken := mr.node.dist, mr.record.unsuccessful()
	switch {
	case broken == 0:
		return false
	case d.byCount && broken > mr.count:
		return true
	case d.byPercentage:
		return mr.done && float64(broken)*100 > mr.percentage*float64(mr.record.items.Total)
	}
	return !d.byCount
}

// inOrder lists children in the order in which they were started.
func inOrder(children map[*run]int) []*run {
	list := make([]*run, 0, len(children))
	for child := range children {
		list = append(list, child)
	}
	sortRuns(list, children)
	return list
}
