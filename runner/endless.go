package runner

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// An execution repeats if one before it in its line is of the same machine. A line of
// these is common: a workflow starts itself with what it has left to do. But where
// nothing waits in it and nothing ends it, it would go on for ever at one moment of
// the clock, and no test see its end.

// mostRepeats is how many executions that repeat may begin at one moment. The service
// lets a few hundred start in a second, a few thousand in a burst (Developer Guide,
// "Step Functions service quotas": StartExecution).
const mostRepeats = 10_000

// repeats tells whether an execution before this one in its line is of its machine.
func (r *run) repeats() bool {
	for p := r.parent; p != nil; p = p.parent {
		if p.machine == r.machine {
			return true
		}
	}
	return false
}

// repeat counts an execution that repeats, and tells whether this moment has room for
// it. On a real clock a moment is ten seconds.
func (e *engine) repeat() bool {
	moment := e.now
	if e.options.RealTime {
		moment = int64(time.Since(e.began) / (10 * time.Second))
	}
	if moment != e.moment {
		e.moment, e.repeated = moment, 0
	}
	e.repeated++
	return e.repeated <= mostRepeats
}

// endless says that executions would start one another for ever.
func (a *attempt) endless(child *run) *Fault {
	e := a.thread.run.eng
	line := []string{e.called(child.machine)}
	for r := child.parent; r.machine != child.machine; r = r.parent {
		if r.member.of == nil { // the children of a map are no machine of their own
			line = append(line, e.called(r.machine))
		}
	}
	line = append(line, line[0])
	slices.Reverse(line)
	return &Fault{Kind: ErrEndless, State: a.thread.at.name, Resource: a.node.resource.text, Message: fmt.Sprintf(
		"%s, and so on without an end in sight: %d executions began at one moment of the clock; write a Wait before this state, or a Choice that ends the line",
		strings.Join(line, " starts "), mostRepeats)}
}

// called gives the name by which executions find a machine, in quotes.
func (e *engine) called(m *Machine) string {
	name := ""
	for key, known := range e.options.Machines {
		if short := lastPart(bare(key)); known == m && (name == "" || short < name) {
			name = short
		}
	}
	return strconv.Quote(cmp.Or(name, m.name))
}

// mostExpressRecords is how long the history of an Express execution may be on a clock
// that only waits move. It has no limit on AWS, where five minutes are over long before.
const mostExpressRecords = 2_000_000

// goesOn ends an Express execution that five minutes would have no room for, and tells
// so. A real clock sees to that itself.
func (r *run) goesOn(at *state) bool {
	limit := r.quotas().ExpressDuration
	if limit <= 0 || r.eng.options.RealTime || r.journal.len() < mostExpressRecords {
		return false
	}
	if r.live() {
		r.eng.stuckOn(&Fault{Kind: ErrEndless, State: at.name, Message: fmt.Sprintf(
			"the Express execution goes on after more than %d events and %s of the clock, and on AWS would be ended after %s; write a Choice that leaves the loop, or a Wait into it",
			mostExpressRecords, time.Duration(r.eng.now-r.started), limit)})
	}
	return true
}
