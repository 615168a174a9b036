package runner

import (
	"time"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// A MapRun tells of a distributed map, running or ended, as DescribeMapRun does
// (AWS Step Functions API Reference, "DescribeMapRun"). As JSON it has the names
// of AWS's answer, with times in ISO 8601.
type MapRun struct {
	ARN          string `json:"mapRunArn"`
	ExecutionARN string `json:"executionArn"` // of the execution that the map is in
	// StateMachineARN is that of the children: the machine's ARN, a slash, and the
	// map's label.
	StateMachineARN string `json:"-"`
	State           string `json:"-"` // the Map state's name
	// Status is RUNNING, SUCCEEDED, FAILED or ABORTED.
	Status                     Status       `json:"status"`
	StartDate                  time.Time    `json:"startDate"`
	StopDate                   time.Time    `json:"stopDate,omitzero"`
	MaxConcurrency             int64        `json:"maxConcurrency"`             // 0 is none
	ToleratedFailurePercentage float64      `json:"toleratedFailurePercentage"` // of the items
	ToleratedFailureCount      int64        `json:"toleratedFailureCount"`
	ItemCounts                 MapRunCounts `json:"itemCounts"`
	ExecutionCounts            MapRunCounts `json:"executionCounts"`
	RedriveCount               int64        `json:"redriveCount"`
	RedriveDate                time.Time    `json:"redriveDate,omitzero"`
}

// MapRunCounts count the children of a map run, or the items in them, by what
// became of them (AWS Step Functions API Reference, "MapRunExecutionCounts" and
// "MapRunItemCounts"). A child begins when there is room for it, so none is ever
// Pending.
type MapRunCounts struct {
	Pending   int64 `json:"pending"`
	Running   int64 `json:"running"`
	Succeeded int64 `json:"succeeded"`
	Failed    int64 `json:"failed"`
	TimedOut  int64 `json:"timedOut"`
	Aborted   int64 `json:"aborted"`
	Total     int64 `json:"total"`
	// ResultsWritten are those whose results were taken, by a ResultWriter or as the
	// state's own.
	ResultsWritten int64 `json:"resultsWritten"`
	// FailuresNotRedrivable came to no good end and cannot be redriven.
	FailuresNotRedrivable int64 `json:"failuresNotRedrivable,omitempty"`
	// PendingRedrive wait for room to be redriven.
	PendingRedrive int64 `json:"pendingRedrive,omitempty"`
}

// MapRuns tells of the distributed maps that the execution has run, in the order of
// their start (AWS Step Functions API Reference, "ListMapRuns").
func (x *Execution) MapRuns() (all []MapRun) {
	x.peek(func() {
		for _, mr := range x.run.mapRuns {
			all = append(all, mr.describe())
		}
	})
	return all
}

// mapRunRecord is what is known of a map run beside its work.
type mapRunRecord struct {
	status            Status
	started, stopped  int64
	redrives          int64
	redriven          int64 // when that was last
	most              int64 // MaxConcurrency as it was given
	executions, items MapRunCounts
}

// A member is where a child execution belongs.
type member struct {
	of    *mapRun // nil for an execution that no map run started
	index int     // among the children
	items int     // how many it has to work on
	taken bool    // its result was taken
}

// begin lets the map run be known.
func (mr *mapRun) begin() {
	r := mr.thread.run
	mr.record.status, mr.record.started = Running, r.eng.now
	mr.thread.mapRun, mr.state = mr, mr.thread.at.name
	r.mapRuns = append(r.mapRuns, mr)
}

// size tells how many items the input of a child has.
func (mr *mapRun) size(input jsonvalue.Value) int {
	if mr.batch != nil {
		return input.Get("Items").Len()
	}
	return 1
}

// of gives the count that belongs to a status.
func (c *MapRunCounts) of(s Status) *int64 {
	switch s {
	case Running:
		return &c.Running
	case Succeeded:
		return &c.Succeeded
	case TimedOut:
		return &c.TimedOut
	case Aborted:
		return &c.Aborted
	}
	return &c.Failed
}

// count adds a child to those of a status, or takes it away.
func (m *mapRunRecord) count(child *run, s Status, by int64) {
	*m.executions.of(s) += by
	*m.items.of(s) += by * int64(child.member.items)
}

func (m *mapRunRecord) begins(child *run) {
	m.executions.Total++
	m.items.Total += int64(child.member.items)
	m.count(child, Running, 1)
}

// wrote counts a child whose result was taken.
func (m *mapRunRecord) wrote(child *run) {
	child.member.taken = true
	m.executions.ResultsWritten++
	m.items.ResultsWritten += int64(child.member.items)
}

// drops counts a child as one whose result is yet to come.
func (m *mapRunRecord) drops(child *run) {
	if child.member.taken {
		child.member.taken = false
		m.executions.ResultsWritten--
		m.items.ResultsWritten -= int64(child.member.items)
	}
}

// unsuccessful is how many items came to no good end, each with its child.
func (m *mapRunRecord) unsuccessful() int64 {
	return m.items.Failed + m.items.TimedOut + m.items.Aborted
}

func (mr *mapRun) describe() MapRun {
	m, r := &mr.record, mr.thread.run
	d := MapRun{
		ARN: mr.arn, ExecutionARN: r.arn(), StateMachineARN: r.machineARN() + "/" + mr.label, State: mr.state,
		Status: m.status, StartDate: instant(m.started), MaxConcurrency: m.most,
		ToleratedFailurePercentage: mr.percentage, ToleratedFailureCount: mr.count,
		ItemCounts: m.items, ExecutionCounts: m.executions, RedriveCount: m.redrives,
	}
	if m.status != Running {
		d.StopDate = instant(m.stopped)
	}
	if m.redrives > 0 {
		d.RedriveDate = instant(m.redriven)
	}
	return d
}
