package recordmessage_test

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/examples/recordmessage"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

var event = recordmessage.Event{
	ID:     "42",
	Time:   time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
	Detail: recordmessage.Detail{Message: `{"n":1}`},
}

// start begins a run in which the recorder is asked and says nothing by itself.
func start(t *testing.T) *sfntest.Execution[recordmessage.Result] {
	t.Helper()
	run := sfntest.New(t, recordmessage.Workflow)
	sfntest.Handle(run, recordmessage.Recorder, func(_ context.Context, r recordmessage.Request) (struct{}, error) {
		want := recordmessage.Record{MessageID: "42", CreatedAt: event.Time, Event: map[string]any{"n": 1.0}}
		if !reflect.DeepEqual(r.Record, want) || r.Token == "" {
			t.Errorf("the recorder was asked %+v", r)
		}
		return struct{}{}, nil
	})
	return run.Start(event)
}

func wantPath(t *testing.T, e interface{ Path() []string }, want ...string) {
	t.Helper()
	if got := e.Path(); !reflect.DeepEqual(got, want) {
		t.Errorf("path %q, want %q", got, want)
	}
}

func TestAnswersAfterNineSeconds(t *testing.T) {
	e := start(t)
	sfntest.Answer(e, recordmessage.Recorded, recordmessage.Result{StatusCode: 200}, 9*time.Second)
	out, err := e.Result()
	if err != nil || out.StatusCode != 200 {
		t.Errorf("got %+v, %v", out, err)
	}
	if e.Elapsed() != 9*time.Second {
		t.Errorf("took %s", e.Elapsed())
	}
	wantPath(t, e, "Record Message", "Check Status?", "Job Succeed")
}

func TestAnswersNot200(t *testing.T) {
	e := start(t)
	sfntest.Answer(e, recordmessage.Recorded, recordmessage.Result{StatusCode: 500})
	wantFailure(t, e, runner.Failed, "RecordFailed", "the recorder did not answer 200")
	wantPath(t, e, "Record Message", "Check Status?", "Job Failed")
}

func TestRecorderRejects(t *testing.T) {
	e := start(t)
	sfntest.Reject(e, recordmessage.Recorded, "TableGone", "no such table", time.Second)
	wantFailure(t, e, runner.Failed, "TableGone", "no such table")
}

func TestNeverAnswers(t *testing.T) {
	e := start(t)
	sfntest.Never(e, recordmessage.Recorded)
	wantFailure(t, e, runner.TimedOut, "", "")
	if e.Elapsed() != 30*time.Second { // the workflow's timeout, not the task's minute
		t.Errorf("took %s", e.Elapsed())
	}
}

func TestMessageThatIsNotJSON(t *testing.T) {
	run := sfntest.New(t, recordmessage.Workflow)
	sfntest.Handle(run, recordmessage.Recorder, func(context.Context, recordmessage.Request) (struct{}, error) {
		t.Error("the recorder was asked")
		return struct{}{}, nil
	})
	bad := event
	bad.Detail.Message = "{"
	_, err := run.Start(bad).Result()
	if f := failure(t, err); f.Name != dsl.ErrorQueryEvaluation {
		t.Errorf("got %v", f)
	}
}

func TestRecorderFails(t *testing.T) {
	run := sfntest.New(t, recordmessage.Workflow)
	sfntest.Handle(run, recordmessage.Recorder, func(context.Context, recordmessage.Request) (struct{}, error) {
		return struct{}{}, sfntest.Error("Broken", "the recorder is broken")
	})
	wantFailure(t, run.Start(event), runner.Failed, "Broken", "the recorder is broken")
}

func wantFailure(t *testing.T, e *sfntest.Execution[recordmessage.Result], status runner.Status, name dsl.ErrorName, cause string) {
	t.Helper()
	_, err := e.Result()
	if f := failure(t, err); f.Status != status || f.Name != name || f.Cause != cause {
		t.Errorf("got %v, want %s %s: %s", f, status, name, cause)
	}
}

func failure(t *testing.T, err error) *sfntest.Failure {
	t.Helper()
	var f *sfntest.Failure
	if !errors.As(err, &f) {
		t.Fatalf("got %v, want a failure", err)
	}
	return f
}
