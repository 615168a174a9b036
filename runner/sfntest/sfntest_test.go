package sfntest_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/dsl/sns"
	"github.com/quickstep-go/quickstep/dsl/sqs"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

// recorder is a testing.TB that notes how a test was ended.
type recorder struct {
	testing.TB
	fatal    string
	logged   string
	cleanups []func()
}

func (r *recorder) Helper() {}
func (r *recorder) Logf(format string, args ...any) {
	r.logged += fmt.Sprintf(format, args...) + "\n"
}
func (r *recorder) Cleanup(f func())         { r.cleanups = append(r.cleanups, f) }
func (r *recorder) Context() context.Context { return context.Background() }
func (r *recorder) Fatalf(format string, args ...any) {
	r.fatal = fmt.Sprintf(format, args...)
	runtime.Goexit()
}

// ended runs a test on a goroutine of its own, and gives how it was ended.
func ended(t *testing.T, test func(testing.TB)) string {
	t.Helper()
	return recorded(t, test).fatal
}

// recorded runs a test to its end, its cleanups too.
func recorded(t *testing.T, test func(testing.TB)) *recorder {
	t.Helper()
	r := &recorder{TB: t}
	done := make(chan struct{})
	go func() {
		defer close(done)
		test(r)
	}()
	<-done
	for _, f := range r.cleanups {
		f()
	}
	return r
}

func served(t testing.TB) *sfntest.Run[Order, bool] {
	run := sfntest.New(t, approve)
	sfntest.Handle(run, ask, func(context.Context, Approval) (struct{}, error) { return struct{}{}, nil })
	return run
}

// TestWhatIsLeftOutEndsTheTest holds the words with which a test is ended: they
// name the line of the workflow, and the line to write.
func TestWhatIsLeftOutEndsTheTest(t *testing.T) {
	topic := sns.Declare("Topic")
	publish := dsl.Define("Publish", func(b *dsl.Block, in dsl.Val[sns.Message]) dsl.Val[sns.Receipt] {
		return dsl.Task(b, "Publish", topic.Publish(), in)
	})
	wrong := dsl.Define("Wrong", func(b *dsl.Block, in dsl.Val[Order]) dsl.Val[Order] {
		dsl.Wait(b, "Half", 1500*time.Millisecond)
		dsl.Wait(b, "Half", time.Second)
		return in
	})
	for name, c := range map[string]struct {
		test func(testing.TB)
		want []string
	}{
		"no handler": {func(t testing.TB) {
			sfntest.New(t, approve).Start(Order{}).Result()
		}, []string{"example_test.go:", `state "Approve"`, `nothing serves the function "Ask"`, "sfntest.Handle(run, Ask, func(ctx context.Context, in sfntest_test.Approval) (struct{}, error) { … })"}},
		"no handler of generic types": {func(t testing.TB) {
			label := lambda.Declare[sqs.Message[Order], map[string][]Order]("Label")
			sfntest.New(t, dsl.Define("Labels", func(b *dsl.Block, in dsl.Val[sqs.Message[Order]]) dsl.Val[map[string][]Order] {
				return dsl.Task(b, "Label", label.Invoke(), in)
			})).Start(sqs.Message[Order]{MessageBody: Order{}}).Result()
		}, []string{"sfntest.Handle(run, Label, func(ctx context.Context, in sqs.Message[sfntest_test.Order]) (map[string][]sfntest_test.Order, error) { … })"}},
		"no service": {func(t testing.TB) {
			sfntest.New(t, publish).Start(sns.Message{}).Result()
		}, []string{"sfntest_test.go:", `state "Publish"`, `nothing serves arn:aws:states:::sns:publish of "Topic"; write sfntest.Call(run, call, func(ctx context.Context, in sns.Message) (sns.Receipt, error) { … }) with the call of that state`}},
		"another topic": {func(t testing.TB) {
			run := sfntest.New(t, publish)
			sfntest.Call(run, sns.Declare("Other").Publish(), func(context.Context, sns.Message) (sns.Receipt, error) { return sns.Receipt{}, nil })
			run.Start(sns.Message{}).Result()
		}, []string{`state "Publish": nothing serves arn:aws:states:::sns:publish of "Topic"; write`}},
		"a nil handler": {func(t testing.TB) {
			sfntest.Handle(sfntest.New(t, approve), ask, nil)
		}, []string{"the handler is nil; give it a function"}},
		"a nil handler of a call": {func(t testing.TB) {
			sfntest.Call(sfntest.New(t, publish), topic.Publish(), nil)
		}, []string{"the handler is nil; give it a function"}},
		"a workflow that nobody made": {func(t testing.TB) {
			sfntest.New[Order, Order](t, nil)
		}, []string{"there is no workflow: it is nil, or was not made by dsl.Define; make it with dsl.Define, before it is used"}},
		"the zero workflow": {func(t testing.TB) {
			sfntest.New(t, &dsl.Workflow[Order, Order]{})
		}, []string{"there is no workflow: it is nil, or was not made by dsl.Define"}},
		"no answer": {func(t testing.TB) {
			run := sfntest.New(t, endless)
			sfntest.Handle(run, ask, func(context.Context, Approval) (struct{}, error) { return struct{}{}, nil })
			run.Start(Order{}).Result()
		}, []string{`state "Approve" waits for the answer to its task token`, "sfntest.Answer(e, callback, result)"}},
		"no answer before a timeout": {func(t testing.TB) {
			served(t).Start(Order{}).Result()
		}, []string{"example_test.go:", `state "Approve" waits for the answer to its task token, and the test says nothing of it; write`, "sfntest.Never(e, callback) where its timeout is meant"}},
		"no answer before the workflow's timeout": {func(t testing.TB) {
			run := sfntest.New(t, limited)
			sfntest.Handle(run, ask, func(context.Context, Approval) (struct{}, error) { return struct{}{}, nil })
			run.Start(Order{}).Result()
		}, []string{`state "Approve" waits for the answer to its task token, and the test says nothing of it`}},
		"never, and no timeout": {func(t testing.TB) {
			run := sfntest.New(t, endless)
			sfntest.Handle(run, ask, func(context.Context, Approval) (struct{}, error) { return struct{}{}, nil })
			e := run.Start(Order{})
			sfntest.Never(e, approved)
			e.Result()
		}, []string{"sfntest_test.go:", `Never was said of "Approve", and neither that state nor the workflow has a timeout; give it one: dsl.Policy{Timeout: …}`}},
		"a function that is served as another call": {func(t testing.TB) {
			sfntest.Call(sfntest.New(t, approve), ask.Invoke(), func(context.Context, Approval) (struct{}, error) { return struct{}{}, nil })
		}, []string{"Ask is a Lambda function; serve it with sfntest.Handle(run, Ask, func(ctx context.Context, in sfntest_test.Approval) (struct{}, error)"}},
		"a state by itself without an answer": {func(t testing.TB) {
			sfntest.State(t, priced, "Price").Run()
		}, []string{`state "Price"`, `nothing serves the function "Price"; write .Returns(…), .Fails(…) or sfntest.Give(s, Price.Invoke(), …), or serve it and use Run.State`}},
		"a callback of another name": {func(t testing.TB) {
			sfntest.Answer(served(t).Start(Order{}), &dsl.Callback[Decision]{Name: "Paid"}, Decision{})
		}, []string{`the workflow "Approve" has no callback "Paid"; it has Approve`}},
		"a function that is not called": {func(t testing.TB) {
			sfntest.Handle(served(t), lambda.Declare[Order, Order]("Aks"), func(_ context.Context, o Order) (Order, error) { return o, nil })
		}, []string{`the workflow "Approve" does not call the function "Aks"; did you mean "Ask"?`}},
		"a callback that is not there": {func(t testing.TB) {
			sfntest.Answer(served(t).Start(Order{}), &dsl.Callback[Decision]{Name: "Aprove"}, Decision{})
		}, []string{`the workflow "Approve" has no callback "Aprove"; did you mean "Approve"?`}},
		"a success that is redriven": {func(t testing.TB) {
			e := served(t).Start(Order{})
			sfntest.Answer(e, approved, Decision{})
			e.Result()
			e.Redrive()
		}, []string{"the execution was not redriven", "Execution is SUCCEEDED and cannot be redriven"}},
		"a workflow that is wrong": {func(t testing.TB) {
			sfntest.New(t, wrong)
		}, []string{`the workflow "Wrong" is not right`, "1.5s", `the state name "Half" is taken`}},
	} {
		t.Run(name, func(t *testing.T) {
			got := ended(t, c.test)
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("the test was ended with %q, want %q in it", got, want)
				}
			}
		})
	}
}

// endless is a workflow whose token nothing limits.
var endless = dsl.Define("Endless", askForEver)

// limited is one whose token only the workflow's own timeout limits.
var limited = dsl.Define("Limited", askForEver, dsl.Timeout(time.Hour))

func askForEver(b *dsl.Block, in dsl.Val[Order]) dsl.Val[Decision] {
	return dsl.WaitForToken(b, approved, ask.Invoke(), func(t dsl.Val[dsl.Token]) dsl.Val[Approval] {
		return dsl.Build(Approval{}, dsl.To(&approval.Token, t), dsl.To(&approval.Order, in))
	})
}

func TestTimeStandsStillWhileATokenIsOpen(t *testing.T) {
	e := served(t).Start(Order{})
	if e.Elapsed() != 0 || e.Status() != runner.Running {
		t.Errorf("%s after %s", e.Status(), e.Elapsed())
	}
	e.Advance(23 * time.Hour)
	if e.Elapsed() != 23*time.Hour || e.Status() != runner.Running {
		t.Errorf("%s after %s", e.Status(), e.Elapsed())
	}
	e.Advance(2 * time.Hour)
	if e.Elapsed() != 24*time.Hour || e.Status() != runner.Failed {
		t.Errorf("%s after %s, want the task's timeout", e.Status(), e.Elapsed())
	}
}

func TestRejectAndNever(t *testing.T) {
	for name, c := range map[string]struct {
		reply func(*sfntest.Execution[bool])
		want  sfntest.Failure
	}{
		"reject": {func(e *sfntest.Execution[bool]) { sfntest.Reject(e, approved, "No", "not today", time.Hour) },
			sfntest.Failure{Status: runner.Failed, Name: "No", Cause: "not today"}},
		"never": {func(e *sfntest.Execution[bool]) { sfntest.Never(e, approved) },
			sfntest.Failure{Status: runner.Failed, Name: dsl.ErrorTimeout}},
	} {
		t.Run(name, func(t *testing.T) {
			e := served(t).Start(Order{})
			c.reply(e)
			_, err := e.Result()
			var f *sfntest.Failure
			if !errors.As(err, &f) || *f != c.want {
				t.Errorf("got %v, want %v", err, &c.want)
			}
		})
	}
}

func TestHistoryIsThatOfAWS(t *testing.T) {
	e := served(t).Start(Order{ID: "7"})
	sfntest.Answer(e, approved, Decision{OK: true}, time.Minute)
	if _, err := e.Result(); err != nil {
		t.Fatal(err)
	}
	var types []string
	for _, event := range e.History() {
		types = append(types, event.Type.String())
	}
	want := "ExecutionStarted TaskStateEntered TaskScheduled TaskStarted TaskSubmitted TaskSucceeded TaskStateExited ExecutionSucceeded"
	if got := strings.Join(types, " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestRedrive: what has been done is not done again.
func TestRedrive(t *testing.T) {
	run := sfntest.New(t, approve)
	asked := 0
	sfntest.Handle(run, ask, func(context.Context, Approval) (struct{}, error) {
		if asked++; asked == 1 {
			return struct{}{}, errors.New("nobody is there")
		}
		return struct{}{}, nil
	})
	e := run.Start(Order{ID: "7"})
	if _, err := e.Result(); err == nil {
		t.Fatal("it succeeded")
	}
	e.Advance(time.Hour)
	e.Redrive()
	sfntest.Answer(e, approved, Decision{OK: true}, time.Minute)
	if ok, err := e.Result(); err != nil || !ok || asked != 2 || e.Elapsed() != 61*time.Minute {
		t.Errorf("%v %v, asked %d times, after %s", ok, err, asked, e.Elapsed())
	}
}
