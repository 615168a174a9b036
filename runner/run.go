package runner

import (
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"time"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// Status is where an execution stands, in the service's words.
type Status string

// The statuses.
const (
	Running   Status = "RUNNING"
	Succeeded Status = "SUCCEEDED"
	Failed    Status = "FAILED"
	TimedOut  Status = "TIMED_OUT"
	Aborted   Status = "ABORTED"
)

// A run is one execution of a machine: the one that was started, or a nested one.
type run struct {
	eng     *engine
	machine *Machine
	input   jsonvalue.Value
	given   string // the name it was given, or ""
	number  uint64 // among the executions of one engine
	names   atomic.Pointer[names]
	started int64
	ended   int64
	status  Status
	output  jsonvalue.Value
	failure *failure
	journal journal
	root    *thread // the execution's own line of work
	first   thread  // is it
	limit   *timer
	stored  int // bytes of all variables
	parent  *run
	own     string // the machine's ARN, as whoever started it calls it
	nested  []*run
	context jsonvalue.Value // the parts of the context object that do not change
	whenEnd func()

	express     bool
	independent bool // see [engine.launch]
	followed    bool // whoever drives sees to its end
	endless     bool // it may be part of a chain without an end

	redrives int64
	redriven int64     // when that was last
	member   member    // where a map run started it
	mapRuns  []*mapRun // that it started
	probe    *probe    // of a run that tests a state
}

// newRun makes an execution; begin starts it.
func (e *engine) newRun(m *Machine, input jsonvalue.Value, name string, express bool) *run {
	r := new(run)
	e.initRun(r, m, input, name, express)
	return r
}

func (e *engine) initRun(r *run, m *Machine, input jsonvalue.Value, name string, express bool) {
	r.eng, r.machine, r.express, r.input, r.given = e, m, express, input, name
	r.started, r.status, r.number = e.now, Running, e.runs
	e.runs++
	r.open()
}

// open makes room for the history.
func (r *run) open() {
	r.journal.begin(r.started, int(r.machine.records.Load()), int(r.machine.values.Load()))
}

// begin lets the execution enter its first state.
func (r *run) begin() {
	r.note(record{kind: ExecutionStarted, data: r.input})
	if limit := r.duration(); limit > 0 {
		r.limit = r.eng.after(limit, r.expire)
	}
	r.root = &r.first
	r.root.run, r.root.at, r.root.input = r, r.machine.start, r.input
	r.eng.wakeUp(r.root)
}

// duration is how long the execution may take; 0 is for ever.
func (r *run) duration() time.Duration {
	limit := r.machine.timeout
	if express := r.quotas().ExpressDuration; r.express && express > 0 && (limit == 0 || express < limit) {
		limit = express
	}
	return limit
}

func (r *run) quotas() *Quotas { return &r.eng.options.Quotas }

func (r *run) live() bool { return r.status == Running }

func (r *run) succeed(output jsonvalue.Value) {
	r.output = output
	r.close(Succeeded, record{kind: ExecutionSucceeded, prev: r.root.prev, data: output})
}

func (r *run) fail(f *failure) {
	r.failure = f
	r.close(Failed, record{kind: ExecutionFailed, prev: r.root.prev, more: &details{name: f.name, cause: f.cause}})
}

// expire ends an execution that has taken too long. The history does not tell of
// the states that it was in.
func (r *run) expire() {
	r.root.drop(true)
	r.close(TimedOut, record{kind: ExecutionTimedOut, prev: r.root.prev})
}

// abort ends an execution because somebody wants it to end.
func (r *run) abort(f *failure) {
	if !r.live() {
		return
	}
	r.root.drop(false)
	r.failure = f
	r.close(Aborted, record{kind: ExecutionAborted, prev: r.root.prev, more: &details{name: given(f.name), cause: given(f.cause)}})
}

// given drops a text that is empty.
func given(s *string) *string {
	if text(s) == "" {
		return nil
	}
	return s
}

func (r *run) close(s Status, last record) {
	r.note(last)
	r.status, r.ended = s, r.eng.now
	r.eng.timers.remove(r.limit)
	r.machine.records.Store(int64(r.journal.len()))
	r.machine.values.Store(int64(r.journal.values.len()))
	r.eng.over(r)
	if r.whenEnd != nil {
		r.whenEnd()
	}
}

// full ends an execution whose history has no room for more at a state, and tells so.
func (r *run) full(at *state) bool {
	if r.express {
		return r.goesOn(at)
	}
	most := r.quotas().HistoryEvents
	if most <= 0 || r.journal.len() < most-1 {
		return false
	}
	if r.live() {
		r.root.drop(false)
		r.fail(failed(errRuntime, "The execution reached the maximum number of history events ("+itoa(most)+")."))
	}
	return true
}

// name gives the execution's name. Like the ARN, it may be asked for from any
// goroutine.
func (r *run) name() string {
	return r.named().name
}

// arn gives the execution's ARN.
func (r *run) arn() string {
	return r.named().arn
}

// names are what an execution is called.
type names struct{ name, arn string }

// named gives the names. They are made up when they are first asked for, from what
// does not change, so that whoever asks at the same time gets the same.
func (r *run) named() *names {
	n := r.names.Load()
	if n == nil {
		n = r.nameIt()
		r.names.Store(n)
	}
	return n
}

// nameIt makes up the names that were not given, from the seed.
func (r *run) nameIt() *names {
	n, o := &names{name: r.given}, &r.eng.options
	if r.parent == nil && o.ExecutionARN != "" {
		n.arn = o.ExecutionARN
		if n.name == "" {
			n.name = nameOf(n.arn)
		}
		return n
	}
	random := rand.New(rand.NewPCG(o.Seed, r.number))
	if n.name == "" {
		n.name = uuid(random)
	}
	kind := ":execution:"
	if r.express {
		kind = ":express:"
	}
	n.arn = strings.Replace(r.machineARN(), ":stateMachine:", kind, 1) + ":" + n.name
	if r.express {
		n.arn += ":" + uuid(random)
	}
	return n
}

func (r *run) machineARN() string {
	if r.own != "" {
		return r.own
	}
	if r.parent == nil && r.eng.options.MachineARN != "" {
		return r.eng.options.MachineARN
	}
	return "arn:aws:states:" + r.eng.options.Region + ":" + r.eng.options.Account + ":stateMachine:" + r.machine.name
}

func (r *run) role() string {
	if role := r.eng.options.RoleARN; role != "" {
		return role
	}
	return "arn:aws:iam::" + r.eng.options.Account + ":role/StepFunctions"
}

// nameOf gives the name in an execution's ARN; an Express one has an id after it.
func nameOf(arn string) string {
	parts := strings.Split(arn, ":")
	if len(parts) > 7 {
		return parts[7]
	}
	return lastPart(arn)
}
