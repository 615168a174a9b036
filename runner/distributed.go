package runner

import (
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

const (
	errTolerance  = "States.ExceedToleratedFailureThreshold"
	failedToWrite = "Failed to write the results into the specified output bucket."
)

// distribution is what a Map state in distributed mode has beside an inline one
// (Developer Guide, "Using Map state in Distributed mode").
type distribution struct {
	label    string
	express  bool
	children *Machine
	reader   *itemReader
	batcher  *itemBatcher
	writer   *resultWriter
	// tolerant tells whether failures are tolerated up to a limit; without, the
	// first ends the run.
	byCount, byPercentage bool
}

func (c *compiler) distribution(s *asl.Map, first *state) *distribution {
	if !s.Distributed() {
		return nil
	}
	d := &distribution{label: s.Label, reader: c.itemReader(s.ItemReader), batcher: c.itemBatcher(s.ItemBatcher), writer: c.resultWriter(s.ResultWriter)}
	if config := s.Processor().ProcessorConfig; config != nil {
		d.express = config.ExecutionType == asl.Express
	}
	d.byCount = s.ToleratedFailureCount.Exists() || s.ToleratedFailureCountPath != ""
	d.byPercentage = s.ToleratedFailurePercentage.Exists() || s.ToleratedFailurePercentagePath != ""
	d.children = &Machine{name: c.machine.name, start: first, states: c.machine.states}
	return d
}

// mostChildren is how many child executions a map run may have at once
// (Developer Guide, "Quotas related to Map Runs").
const mostChildren = 10_000

// keptBytes is how many bytes of inputs the child executions of a map run may
// have that can be looked at afterwards: a map over a million items fits into
// memory, its million histories do not.
const keptBytes = 64 << 10

// A mapRun is a distributed map under way.
type mapRun struct {
	thread *thread
	node   *mapNode
	arn    string
	label  string
	state  string
	began  int32 // the event MapRunStarted

	items  jsonvalue.Value // those in the state's data
	source source
	batch  *batching
	done   bool // the source has no more items
	over   bool

	most       int64   // children at once
	room       int64   // those of them that may be open as yet
	count      int64   // failures tolerated
	percentage float64 // of the items

	open, started int64
	kept          int // bytes of the inputs of the children that are kept
	children      map[*run]int
	results       []jsonvalue.Value // by child; absent where it failed
	written       *writing

	record mapRunRecord // what DescribeMapRun tells
	broken []*run       // children that came to no good end, as far as they are kept
	queue  []*run       // those that a redrive has still to begin
	// unwritten have succeeded, but their results could not be written.
	unwritten []*run
}

// distribute runs the items as executions of their own.
func (n *mapNode) distribute(t *thread) move {
	document, f := n.input.of(t, t.input)
	if f != nil {
		return t.fail(f)
	}
	var items jsonvalue.Value
	if n.dist.reader == nil {
		if items, f = n.find(t, document); f != nil {
			return n.refuse(t, f)
		}
	}
	t.prev = t.run.note(record{kind: MapStateStarted, prev: t.prev, of: t.at, data: jsonvalue.IntOf(int64(items.Len()))})
	mr := &mapRun{thread: t, node: n, items: items, source: &inState{items: items}, children: map[*run]int{}}
	if f := mr.limits(); f != nil {
		return t.fail(f)
	}
	var most int64
	if n.dist.reader != nil {
		if most, f = n.dist.reader.limit(t); f != nil {
			return t.fail(f)
		}
	}
	mr.name()
	t.prev = t.run.note(record{kind: MapRunStarted, prev: t.prev, of: t.at, data: jsonvalue.StringOf(mr.arn)})
	mr.began = t.prev
	mr.begin()
	mr.makeRoom()
	if m, ok := mr.prepare(most); !ok {
		return m
	}
	return mr.fill()
}

// limits evaluates the numbers of the state.
func (mr *mapRun) limits() (f *failure) {
	n, t := mr.node, mr.thread
	if mr.most, f = n.limits(t); f != nil {
		return f
	}
	mr.record.most = mr.most
	if mr.most <= 0 || mr.most > mostChildren {
		mr.most = mostChildren
	}
	if mr.count, f = n.count.eval(t); f != nil {
		return f
	}
	mr.percentage, f = n.percentage.share(t)
	return f
}

// name makes the ARN of the map run and the name of its children's machine.
func (mr *mapRun) name() {
	e := mr.thread.run.eng
	mr.label = mr.node.dist.label
	if mr.label == "" {
		mr.label = uuid(e.rand())
	}
	mr.arn = strings.Replace(mr.thread.run.machineARN(), ":stateMachine:", ":mapRun:", 1) + "/" + mr.label + ":" + uuid(e.rand())
}

// prepare opens what the run reads and writes. Where that fails, the run does.
func (mr *mapRun) prepare(most int64) (move, bool) {
	t, d := mr.thread, mr.node.dist
	var f *failure
	if mr.batch, f = d.batcher.begin(t); f != nil {
		return mr.fail(f), false
	}
	if d.reader != nil {
		s, f, fault := d.reader.open(t, most)
		if fault != nil {
			t.mapRun = nil
			return t.run.eng.stuckOn(fault), false
		}
		if f != nil {
			return mr.fail(f), false
		}
		mr.source = s
	}
	var fault error
	if mr.written, f, fault = d.writer.begin(mr); fault != nil {
		mr.source.close()
		t.mapRun = nil
		return t.run.eng.stuckOn(fault), false
	}
	if f != nil {
		return mr.fail(f), false
	}
	return movesOn, true
}

// end goes on with the results.
func (mr *mapRun) end() move {
	if mr.exceeded() {
		return mr.fail(failed(errTolerance, "The specified tolerated failure threshold was exceeded"))
	}
	output, err := mr.written.result(mr)
	if err != nil {
		return mr.fail(mr.thread.unwritten(failedToWrite, err))
	}
	mr.close(Succeeded)
	t := mr.thread
	last := t.run.note(record{kind: MapRunSucceeded, prev: mr.began, of: t.at})
	t.run.note(record{kind: MapStateSucceeded, prev: last, of: t.at})
	t.prev = mr.began
	return t.finish(&mr.node.outcome, output)
}

// fail ends the map run, and with it the state.
func (mr *mapRun) fail(f *failure) move {
	t := mr.thread
	if !f.final() && !f.is(errDataLimit) { // after those, a redrive begins a new map run
		t.brokenRun = mr
	}
	mr.stop(Failed)
	t.prev = t.run.note(record{kind: MapRunFailed, prev: mr.began, of: t.at, more: &details{name: f.name, cause: f.cause}})
	return t.failAs(f, MapStateFailed)
}

// abort ends the map run because its state is given up.
func (mr *mapRun) abort() {
	mr.stop(Aborted)
	mr.thread.prev = mr.thread.run.note(record{kind: MapRunAborted, prev: mr.began, of: mr.thread.at})
}

// stop ends the children that still run.
func (mr *mapRun) stop(as Status) {
	mr.over = true
	for _, child := range inOrder(mr.children) {
		child.abort(failed("", ""))
	}
	mr.written.giveUp()
	mr.close(as)
}

func (mr *mapRun) close(as Status) {
	e := mr.thread.run.eng
	e.mapRuns = slices.DeleteFunc(e.mapRuns, func(other *mapRun) bool { return other == mr })
	mr.source.close()
	mr.thread.mapRun = nil
	mr.closed(as)
}
