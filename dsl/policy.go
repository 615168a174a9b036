package dsl

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

// An ErrorName is the name of an error, such as States.Timeout or one of your
// own. Names of your own may not start with "States.".
type ErrorName string

// The names of errors that Step Functions itself gives (Developer Guide,
// "Handling errors in Step Functions workflows").
const (
	ErrorTimeout         ErrorName = "States.Timeout"
	ErrorHeartbeat       ErrorName = "States.HeartbeatTimeout"
	ErrorTaskFailed      ErrorName = "States.TaskFailed"
	ErrorPermissions     ErrorName = "States.Permissions"
	ErrorQueryEvaluation ErrorName = "States.QueryEvaluationError"
	ErrorNoChoiceMatched ErrorName = "States.NoChoiceMatched"
	ErrorBranchFailed    ErrorName = "States.BranchFailed"
)

// AllErrors matches every error that can be caught: all but States.Runtime and
// States.DataLimitExceeded.
func AllErrors() []ErrorName { return []ErrorName{"States.ALL"} }

// ErrorOutput is what a handler is given.
type ErrorOutput struct {
	Error string `json:"Error"`
	Cause string `json:"Cause"`
}

// A Retry repeats a task that failed with one of the errors On. Zero fields are
// the service's defaults: one second, three attempts, a rate of 2, no jitter.
type Retry struct {
	On       []ErrorName
	Max      int           // attempts after the first; [NoRetry] for none
	Every    time.Duration // before the first of them; whole seconds
	MaxDelay time.Duration // no delay grows beyond; whole seconds
	Backoff  float64       // what each delay is multiplied by; at least 1
	Jitter   bool          // a random delay up to the computed one
}

// NoRetry is a [Retry] Max that keeps an error from being retried by a later
// entry.
const NoRetry = -1

// A Catch handles errors. Its block must end the workflow or jump; to carry on
// after the task, use [Try], whose handler gives a substitute result.
type Catch struct {
	On []ErrorName
	Do func(*Block, Val[ErrorOutput])
}

// A Policy says how a task, a Map or a Parallel may fail; its zero value is the
// service's default, and one Policy can be shared by many. Where a state is given
// several, the last of each timeout and heartbeat counts, and retries and catches
// are tried in the order in which they are given.
type Policy struct {
	Timeout   time.Duration // of one attempt; whole seconds. Not for Map and Parallel
	Heartbeat time.Duration // the longest silence of a token's holder; shorter than Timeout
	// TimeoutVal and HeartbeatVal are the same in seconds, computed by the workflow.
	TimeoutVal, HeartbeatVal Val[int]

	Retry []Retry
	Catch []Catch
}

// apply gives a state its policies, running the handlers, and the catchers of
// the Trys around it.
func (b *Block) apply(s *graph.State, at diag.Position, policies []Policy) {
	build, counted := b.builder, true
	for _, p := range policies {
		if p.Timeout != 0 {
			counted = build.seconds(at, "the timeout of "+quoted(s), p.Timeout, 1) && counted
			s.Timeout = p.Timeout
		}
		if p.Heartbeat != 0 {
			counted = build.seconds(at, "the heartbeat of "+quoted(s), p.Heartbeat, 1) && counted
			s.Heartbeat = p.Heartbeat
		}
		if p.TimeoutVal.expr != nil {
			s.TimeoutVal = definite(p.TimeoutVal, at, "the timeout of "+quoted(s))
		}
		if p.HeartbeatVal.expr != nil {
			s.HeartbeatVal = definite(p.HeartbeatVal, at, "the heartbeat of "+quoted(s))
		}
		for _, r := range p.Retry {
			s.Retry = append(s.Retry, build.retry(s, at, r))
		}
	}
	if s.Timeout != 0 && s.TimeoutVal != nil || s.Heartbeat != 0 && s.HeartbeatVal != nil {
		build.report(at, "QS0007", "the timeout or the heartbeat of "+quoted(s)+" is filled twice: by a constant and by a value", "keep one of the two")
	}
	if counted && s.Heartbeat != 0 && s.Timeout != 0 && s.Heartbeat >= s.Timeout {
		build.report(at, "QS0013", fmt.Sprintf("the heartbeat of %s is %s, which is not shorter than its timeout of %s", quoted(s), s.Heartbeat, s.Timeout), "make it shorter")
	}
	if (s.Kind == graph.Map || s.Kind == graph.Parallel) && (s.Timeout != 0 || s.Heartbeat != 0 || s.TimeoutVal != nil || s.HeartbeatVal != nil) {
		build.report(at, "QS0013", fmt.Sprintf("%s has a timeout, and AWS has none for a Map or a Parallel", quoted(s)), "give it to the tasks inside, or to the workflow")
	}
	for _, p := range policies {
		for _, c := range p.Catch {
			b.catch(s, at, c)
		}
	}
	b.catchForTries(s)
}

func quoted(s *graph.State) string { return fmt.Sprintf("%q", s.Name) }

func (b *builder) retry(s *graph.State, at diag.Position, r Retry) graph.Retry {
	if len(r.On) == 0 {
		b.report(at, "QS0016", "a retry of "+quoted(s)+" names no errors", "name them in On, such as dsl.AllErrors()")
	}
	if r.Max < NoRetry {
		b.report(at, "QS0016", fmt.Sprintf("the Max of a retry of %s is %d", quoted(s), r.Max), "0 is the service's default of three attempts, dsl.NoRetry is none")
	}
	if r.Every != 0 {
		b.seconds(at, "the retry interval of "+quoted(s), r.Every, 1)
	}
	if r.MaxDelay != 0 {
		b.seconds(at, "the longest retry delay of "+quoted(s), r.MaxDelay, 1)
	}
	if r.Backoff != 0 && !(r.Backoff >= 1 && r.Backoff <= math.MaxFloat64) {
		b.report(at, "QS0016", fmt.Sprintf("the retry backoff of %s is %v; the least is 1", quoted(s), r.Backoff), "")
	}
	return graph.Retry{On: b.errors(r.On, "a retry of "+quoted(s), at), Max: r.Max, Every: r.Every, MaxDelay: r.MaxDelay, Backoff: r.Backoff, Jitter: r.Jitter}
}

// errors gives the names of errors as they stand in the text.
func (b *builder) errors(on []ErrorName, what string, at diag.Position) []string {
	made := make([]string, len(on))
	for i, e := range on {
		made[i] = string(e)
		if strings.Contains(made[i], "${") {
			b.report(at, "QS0012", fmt.Sprintf("the error %q in %s holds ${, which CloudFormation would replace", e, what), "name an error that can be thrown")
		}
	}
	return made
}

func (b *Block) catch(s *graph.State, at diag.Position, c Catch) {
	if len(c.On) == 0 {
		b.builder.report(at, "QS0016", "a catch of "+quoted(s)+" names no errors", "name them in On, such as dsl.AllErrors()")
	}
	caught := &graph.Value{Machine: b.builder.machine, Source: graph.FromError, Name: s.Name + " error", State: s, Position: at}
	edge := &graph.Edge{From: s, Error: caught}
	s.Catch = append(s.Catch, &graph.Catch{On: b.builder.errors(c.On, "a catch of "+quoted(s), at), Edge: edge})
	if c.Do == nil {
		b.idle(s, "the Do of a catch", at)
		return
	}
	block := b.within("the handler of "+quoted(s), edge)
	b.builder.run(block, func(b *Block) { c.Do(b, ref[ErrorOutput](caught, at)) })
	block.mustHaveEnded(at)
}

// mustHaveEnded reports a block that falls off its end.
func (b *Block) mustHaveEnded(at diag.Position) {
	if len(b.open) > 0 && !b.strayed {
		b.builder.report(at, "QS0014", b.what+" comes to its end without ending the workflow or jumping",
			"end it with dsl.Fail, dsl.Succeed or a jump; to carry on with a substitute result, use dsl.Try")
	}
	b.open = nil
}
