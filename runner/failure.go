package runner

import (
	"fmt"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// The names of errors that Step Functions itself raises (Developer Guide,
// "Handling errors in Step Functions workflows").
const (
	errAll             = "States.ALL"
	errTaskFailed      = "States.TaskFailed"
	errTimeout         = "States.Timeout"
	errHeartbeat       = "States.HeartbeatTimeout"
	errRuntime         = "States.Runtime"
	errQueryEvaluation = "States.QueryEvaluationError"
	errDataLimit       = "States.DataLimitExceeded"
)

// A failure is an error of the workflow: what Retry and Catch see, and what an
// execution ends with. Both texts may be absent, as a Fail state or a worker may
// leave them out.
type failure struct {
	name, cause *string
	evaluation  *evaluation // set where a query failed, which history shows
	heartbeat   bool        // a timeout for want of a heartbeat
}

// An evaluation is where a query failed.
type evaluation struct {
	location string // the field, such as Output/total
	previous int32  // the event before it
}

func failed(name, cause string) *failure { return &failure{name: &name, cause: &cause} }

// timedOut is a failure without a cause, as all timeouts are. One for want of a
// heartbeat has the same name; States.HeartbeatTimeout is only for retriers and
// catchers.
func timedOut(heartbeat bool) *failure {
	name := errTimeout
	return &failure{name: &name, heartbeat: heartbeat}
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// is tells whether the failure has that name.
func (f *failure) is(name string) bool { return f.name != nil && *f.name == name }

// final tells whether no Retry and no Catch may see the failure.
func (f *failure) final() bool { return f.is(errRuntime) }

// output is what a catcher's state goes on with. A timeout's missing cause is
// an empty text there; any other missing text is null.
func (f *failure) output() jsonvalue.Value {
	cause := nullable(f.cause)
	if f.cause == nil && f.is(errTimeout) {
		cause = jsonvalue.StringOf("")
	}
	return jsonvalue.ObjectOf(
		jsonvalue.Member{Name: "Error", Value: nullable(f.name)},
		jsonvalue.Member{Name: "Cause", Value: cause})
}

func nullable(s *string) jsonvalue.Value {
	if s == nil {
		return jsonvalue.NullValue()
	}
	return jsonvalue.StringOf(*s)
}

// runtime is a failure of the interpreter itself while it was in the thread's
// state.
func (t *thread) runtime(format string, args ...any) *failure {
	return failed(errRuntime, t.located(fmt.Sprintf(format, args...)))
}

// located puts the state and the event of its entry before a text.
func (t *thread) located(what string) string {
	if t.run.probe != nil { // the service tells only of a machine where in it an error is
		return what
	}
	return fmt.Sprintf("An error occurred while executing the state '%s' (entered at the event id #%d). %s", t.at.name, t.entered, what)
}

// evaluationFailed is a failure of a query in the thread's state. Where nothing
// has happened in the state yet, AWS has it follow the event before the entry.
func (t *thread) evaluationFailed(location, format string, args ...any) *failure {
	f := t.valueRefused(location, format, args...)
	if f.evaluation.previous == t.entered {
		f.evaluation.previous = t.before
	}
	return f
}

// valueRefused is a failure over what a query gave.
func (t *thread) valueRefused(location, format string, args ...any) *failure {
	f := failed(errQueryEvaluation, t.located(fmt.Sprintf(format, args...)))
	f.evaluation = &evaluation{location: location, previous: t.last()}
	return f
}
