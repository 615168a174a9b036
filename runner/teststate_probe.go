package runner

import (
	"encoding/json"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// A probe watches the one state of a run that tests it, and keeps the run from
// going on to another state or another attempt. A run that is no test has none.
type probe struct {
	context jsonvalue.Value // given in place of the run's own
	started jsonvalue.Value // the execution's input, where it is not the state's
	retries int64           // that the retrier has had
	seen    [stages]jsonvalue.Value
	next    string
	failure *failure // where a retrier or a catcher deals with it
	details *ErrorDetails
	again   bool // a retrier would try again
}

// stage is a step of the data's way through a state.
type stage uint8

const (
	afterInputPath stage = iota
	afterParameters
	afterArguments
	afterItemsPath
	afterItemsPointer
	afterItemSelector
	afterItemBatcher
	rawResult
	afterResultSelector
	afterResultPath
	maxConcurrency
	toleratedCount
	toleratedPercentage
	stages
)

// inJSONPath tells which stages a JSONata state does not have.
var inJSONPath = [stages]bool{afterInputPath: true, afterParameters: true, afterItemsPath: true, afterResultSelector: true, afterResultPath: true}

// see shows a stage to whoever tests the state.
func (t *thread) see(s stage, v jsonvalue.Value) {
	p := t.run.probe
	if p == nil || t.parent != nil || inJSONPath[s] && t.at.jsonata {
		return
	}
	p.seen[s] = v
}

// seePlaced shows what ResultPath has made; states without a result have none.
func (t *thread) seePlaced(v jsonvalue.Value) {
	if p := t.run.probe; p != nil && p.seen[afterResultSelector].Exists() {
		t.see(afterResultPath, v)
	}
}

// retry notes the retrier that an error comes to, and ends the test where it
// would try again.
func (p *probe) retry(t *thread, i int, f *failure) (move, bool) {
	r := &t.at.retry[i]
	p.details = &ErrorDetails{RetryIndex: &i}
	if p.retries >= int64(r.attempts) {
		return 0, false
	}
	wait := int64(r.delay(int32(p.retries)).Seconds())
	p.details.RetryBackoffIntervalSeconds = &wait
	p.failure, p.again = f, true
	t.run.succeed(jsonvalue.NullValue())
	return isOver, true
}

// caught notes the catcher that an error comes to.
func (p *probe) caught(i int, f *failure) {
	if p.details == nil {
		p.details = &ErrorDetails{}
	}
	p.details.CatchIndex, p.failure = &i, f
}

// A stopNode stands where a tested state leads: the test ends there.
type stopNode struct{}

func (stopNode) enter(t *thread) move {
	t.run.probe.next = t.at.name
	t.run.succeed(t.input)
	return isOver
}

// result tells what the run that tests a state came to.
func (p *probe) result(r *run, level InspectionLevel) *StateResult {
	s := &StateResult{NextState: p.next}
	f := p.failure
	switch {
	case r.status != Succeeded:
		s.Status, f = TestFailed, r.failure
	case p.again:
		s.Status = TestRetriable
	case f != nil:
		s.Status = TestCaughtError
	default:
		s.Status = TestSucceeded
	}
	if r.status == TimedOut {
		f = timedOut(false)
	}
	if f != nil {
		s.Error, s.Cause = text(f.name), text(f.cause)
	}
	if r.status == Succeeded && !p.again {
		s.Output = r.output.AppendJSON(nil)
	}
	if level == InspectDebug || level == InspectTrace {
		s.Inspection = p.inspection(r)
	}
	if level == InspectTrace {
		p.trace(r, s.Inspection)
	}
	return s
}

func (p *probe) inspection(r *run) *Inspection {
	seen := func(s stage) json.RawMessage {
		if !p.seen[s].Exists() {
			return nil
		}
		return p.seen[s].AppendJSON(nil)
	}
	i := &Inspection{
		Input: r.input.AppendJSON(nil), AfterInputPath: seen(afterInputPath), AfterParameters: seen(afterParameters),
		AfterArguments: seen(afterArguments), AfterItemsPath: seen(afterItemsPath), AfterItemsPointer: seen(afterItemsPointer),
		AfterItemSelector: seen(afterItemSelector), AfterItemBatcher: seen(afterItemBatcher),
		Result: seen(rawResult), AfterResultSelector: seen(afterResultSelector),
		AfterResultPath: seen(afterResultPath), MaxConcurrency: seen(maxConcurrency), ToleratedFailureCount: seen(toleratedCount),
		ToleratedFailurePercentage: seen(toleratedPercentage), ErrorDetails: p.details,
	}
	if scope := r.first.scope; scope != nil && len(scope.variables) > 0 {
		i.Variables = jsonvalue.ObjectOf(scope.variables...).AppendJSON(nil)
	}
	return i
}
