package runner

import (
	"time"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// A record is a history event as a running execution notes it, in a [journal]: values
// are shared, and texts are made only when somebody asks for the history.
type record struct {
	kind EventType
	prev int32 // the event that led to this one
	at   int64 // nanoseconds since 1970
	of   *state
	data jsonvalue.Value // an input or an output; of a Map its length or an index; of a redrive which
	more *details
}

// details are the parts of an event that few events have.
type details struct {
	name, cause *string
	location    string
	timeout     int64 // seconds
	heartbeat   int64 // seconds
	redrives    int64
	role        string
	worker      string
	assigned    []jsonvalue.Member
}

// record gives a record by its place, from 0.
func (r *run) record(i int) record { return r.journal.at(i, r.started, *r.machine.states) }

// note adds an event to the history and gives its id.
func (r *run) note(rec record) int32 {
	return r.journal.add(r.eng.now, rec.kind, rec.prev, rec.of, rec.data, rec.more)
}

// note adds an event of the thread's state to the thread's chain.
func (t *thread) note(kind EventType, data jsonvalue.Value, more *details) {
	r := t.run
	t.prev = r.journal.add(r.eng.now, kind, t.prev, t.at, data, more)
}

// noteFailure adds an event that tells of a failure.
func (t *thread) noteFailure(kind EventType, f *failure) {
	t.note(kind, jsonvalue.Value{}, &details{name: f.name, cause: f.cause})
}

// An Event is one event of an execution's history, as GetExecutionHistory gives
// it (AWS Step Functions API Reference, "HistoryEvent"). Fields that its type
// does not have are zero; [Event.MarshalJSON] writes AWS's own shape.
type Event struct {
	ID         int64
	PreviousID int64
	Type       EventType
	Time       time.Time

	State        string            // the state's name; of map iterations the Map's
	Input        string            // a JSON text
	Output       string            // a JSON text
	Error        string            // the error's name
	Cause        string            // the error's text
	Variables    map[string]string // what the state assigned: JSON texts by name
	Resource     string            // what was called, such as invoke.waitForTaskToken, or an ARN
	ResourceType string            // the service, such as lambda
	Region       string
	Parameters   string // what a service was called with; a JSON text
	Timeout      int64  // seconds; 0 is none
	Heartbeat    int64  // seconds; 0 is none
	CallerRole   string // the role of Credentials
	RoleARN      string // the execution's role
	Worker       string // the activity worker's name
	Location     string // the field whose query failed
	Length       int64  // of a Map's items
	MapRun       string // the ARN of a distributed map's run
	Index        int64  // of a Map's iteration, from 0
	RedriveCount int64  // of an execution or a map run that was redriven
}

// A writer writes values as JSON texts. An event often has the value of the one before
// it, and then has its text as well.
type writer struct {
	value jsonvalue.Value
	text  string
}

func (w *writer) json(v jsonvalue.Value) string {
	if v.Kind() < jsonvalue.Array { // equal numbers may have other texts
		return v.JSON()
	}
	if !jsonvalue.Same(w.value, v) {
		w.value, w.text = v, v.JSON()
	}
	return w.text
}

// tell tells a record in the service's words, in an event that is zero.
func (r *run) tell(i int, e *Event, w *writer) {
	rec := r.record(i)
	e.ID, e.PreviousID, e.Type, e.Time = int64(i+1), int64(rec.prev), rec.kind, instant(rec.at)
	if rec.of != nil {
		e.State = rec.of.name
	}
	if rec.more != nil {
		rec.more.describe(e)
	}
	switch shape := shapes[rec.kind]; shape.data {
	case inputData:
		e.Input = w.json(rec.data)
	case outputData:
		if rec.data.Exists() {
			e.Output = w.json(rec.data)
		}
	case parametersData:
		e.Parameters = w.json(rec.data)
	}
	r.describeTask(&rec, e)
	switch rec.kind {
	case ExecutionStarted:
		e.RoleARN = r.role()
	case MapStateStarted:
		e.Length, _ = rec.data.Int()
	case ExecutionRedriven:
		e.RedriveCount, _ = rec.data.Int()
	case MapRunStarted, MapRunRedriven:
		e.MapRun = rec.data.Text()
	case MapIterationStarted, MapIterationSucceeded, MapIterationFailed, MapIterationAborted:
		e.Index, _ = rec.data.Int()
	}
}

func (d *details) describe(e *Event) {
	e.Error, e.Cause, e.Location = text(d.name), text(d.cause), d.location
	e.Timeout, e.Heartbeat, e.CallerRole, e.Worker = d.timeout, d.heartbeat, d.role, d.worker
	e.RedriveCount = d.redrives
	if d.assigned != nil {
		e.Variables = make(map[string]string, len(d.assigned))
		for _, m := range d.assigned {
			e.Variables[m.Name] = m.Value.JSON()
		}
	}
}

// describeTask adds what the events of a Task say of its resource.
func (r *run) describeTask(rec *record, e *Event) {
	if rec.of == nil {
		return
	}
	task, ok := rec.of.node.(*taskNode)
	if !ok {
		return
	}
	switch shapes[rec.kind].task {
	case serviceTask:
		e.Resource, e.ResourceType = task.resource.action, task.resource.service
		if rec.kind != TaskScheduled {
			return
		}
		e.Region = r.eng.options.Region
	case arnTask:
		e.Resource = task.resource.text
	default:
		return
	}
	if rec.more == nil {
		e.Timeout = task.timeout.fixed()
	}
}

func (r *run) history() []Event { return r.historyAfter(0) }

// historyAfter tells the events whose id is greater than one.
func (r *run) historyAfter(id int64) []Event {
	first := min(max(id, 0), int64(r.journal.len()))
	events := make([]Event, int64(r.journal.len())-first)
	var w writer
	for i := range events {
		r.tell(int(first)+i, &events[i], &w)
	}
	return events
}
