package runner

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// ErrNotRedrivable is what RedriveExecution refuses with (AWS Step Functions API
// Reference, "RedriveExecution").
var ErrNotRedrivable = errors.New("ExecutionNotRedrivable")

// A RedriveStatus tells whether an execution can be redriven.
type RedriveStatus string

// The redrive statuses, in the service's words.
const (
	Redrivable         RedriveStatus = "REDRIVABLE"
	NotRedrivable      RedriveStatus = "NOT_REDRIVABLE"
	RedrivableByMapRun RedriveStatus = "REDRIVABLE_BY_MAP_RUN" // a map run's child: with the execution that started it
)

// The limits of a redrive (Developer Guide, "Restarting state machine executions
// with redrive").
const (
	redrivePeriod = 14 * 24 * time.Hour  // since the execution ended
	longestOpen   = 365 * 24 * time.Hour // since the execution started
)

// Redrive goes on with an execution that ended as FAILED, TIMED_OUT or ABORTED:
// from the states that did not get to their end, with the input they had
// (Developer Guide, "Restarting state machine executions with redrive"). Of a
// Parallel only the branches, of an inline Map only the iterations and of a
// distributed one only the children that failed or were stopped run again. Retries
// and timeouts count anew; the history goes on with ExecutionRedriven. As
// [Machine.Start] does, it runs until the execution ends or waits, and the context
// ends it as ABORTED when it is cancelled.
//
// The services are those it was started with. The error is [ErrNotRedrivable] with
// AWS's reason: the execution runs, has SUCCEEDED or is an Express one, ended more
// than 14 days ago, or has no room in its history. A child of a map run is redriven
// with the execution that started it.
func (x *Execution) Redrive(ctx context.Context) error {
	r := x.run
	e := r.eng
	var refused error
	x.peek(func() {
		e.catchUp()
		status, reason := r.redriveStatus()
		switch {
		case r.express:
			refused = fmt.Errorf("%w: Express executions cannot be redriven", ErrNotRedrivable)
		case status == RedrivableByMapRun:
			refused = fmt.Errorf("%w: it is a child of %s, which is redriven with the execution that started it", ErrNotRedrivable, r.member.of.arn)
		case status != Redrivable:
			refused = fmt.Errorf("%w: %s", ErrNotRedrivable, reason)
		default:
			e.restart(background(ctx), r)
		}
	})
	if refused != nil {
		return refused
	}
	e.acquire()
	e.pump(horizon{mode: settle, run: r})
	return nil
}

// restart has the engine run an execution again, beside what still runs or by
// itself.
func (e *engine) restart(ctx context.Context, r *run) {
	if !e.root.live() {
		e.root, e.ctx, e.fault = r, ctx, nil
	}
	r.whenEnd = nil // whoever waited for it has its answer
	r.redrive()
	e.resurrect(r)
}

// catchUp lets a real clock be as late as it is.
func (e *engine) catchUp() {
	if e.options.RealTime {
		e.now = max(e.now, e.start+int64(time.Since(e.began)))
	}
}

// redriveStatus tells whether the execution can be redriven and, if not, why.
func (r *run) redriveStatus() (RedriveStatus, string) {
	now, most := r.eng.now, r.quotas().HistoryEvents
	switch {
	case r.live(), r.status == Succeeded:
		return NotRedrivable, "Execution is " + string(r.status) + " and cannot be redriven"
	case most > 0 && r.journal.len() >= most-1:
		return NotRedrivable, "Execution history event limit exceeded"
	case now-r.started > int64(longestOpen):
		return NotRedrivable, "Execution has exceeded the max execution time"
	case now-r.ended > int64(redrivePeriod):
		return NotRedrivable, "Execution redrivable period exceeded"
	case r.member.of != nil:
		return RedrivableByMapRun, ""
	}
	return Redrivable, ""
}

// redrive goes on with an execution that has ended.
func (r *run) redrive() {
	r.redrives++
	r.status, r.failure, r.redriven = Running, nil, r.eng.now
	r.context = jsonvalue.Value{}
	last := r.note(record{kind: ExecutionRedriven, prev: int32(r.journal.len()), data: jsonvalue.IntOf(r.redrives)})
	r.limit = nil
	if limit := r.duration(); limit > 0 {
		r.limit = r.eng.after(limit, r.expire)
	}
	r.root.revive(last)
}

// revive goes on with a thread that did not get to its end, in the state where it
// was. That state's entry is in the history already; only a Fail state is entered
// anew.
func (t *thread) revive(after int32) {
	t.over, t.prev, t.joined = false, after, 0
	t.retries, t.retried = 0, t.retried[:0]
	if _, ok := t.at.node.(*failNode); ok {
		t.inside = false
	}
	t.run.eng.wakeUp(t)
}

// redrive goes on with the threads of a block that did not get to their end. What
// the others gave still counts.
func (b *block) redrive() move {
	owner := b.owner
	owner.block, owner.broken = b, nil
	var left []*thread
	for _, t := range b.started {
		if !b.results[t.index].Exists() {
			left = append(left, t)
		}
	}
	b.over, b.open = false, len(left)
	work, isMap := b.node.(*iterations)
	for _, t := range left {
		t.revive(owner.prev)
		if isMap && !t.input.Exists() && !work.supply(b, t) {
			return waits
		}
	}
	if isMap {
		work.fill(b)
	}
	if b.open == 0 && !b.over {
		owner.block = nil
		return b.node.join(owner, b.results)
	}
	return waits
}
