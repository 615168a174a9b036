package sfntest_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/activity"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

var (
	byHand = activity.Declare[Order, string]("Approve")

	handApproved = dsl.Define("HandApproved", func(b *dsl.Block, in dsl.Val[Order]) dsl.Val[string] {
		return dsl.Try(b, "approved", func(b *dsl.Block) dsl.Val[string] {
			return dsl.Task(b, "Approve", byHand.Perform(), in, dsl.Policy{TimeoutVal: dsl.Length(dsl.At(in, &dsl.Fields[Order]().ID))})
		}, func(*dsl.Block, dsl.Val[dsl.ErrorOutput]) dsl.Val[string] { return dsl.Lit("in vain") }, dsl.ErrorTimeout)
	})
	answered = &dsl.Callback[string]{Name: "Approve"}
)

func TestActivity(t *testing.T) {
	run := sfntest.New(t, handApproved)
	sfntest.Work(run, byHand, func(_ context.Context, o Order) (string, error) {
		if o.ID == "bad" {
			return "", sfntest.Error("Refused", "as the test wants")
		}
		return "approved " + o.ID, nil
	})
	if out, err := run.Start(Order{ID: "seven"}).Result(); err != nil || out != "approved seven" {
		t.Errorf("got %q, %v", out, err)
	}
	var failure *sfntest.Failure
	if _, err := run.Start(Order{ID: "bad"}).Result(); !errors.As(err, &failure) || failure.Name != "Refused" {
		t.Errorf("a worker that refuses: %v", err)
	}
	e := run.Start(Order{ID: "seven"})
	if _, err := e.Result(); err != nil {
		t.Fatal(err)
	}
	if h := e.History(); h[2].Type != runner.ActivityScheduled || h[3].Type != runner.ActivityStarted || h[4].Type != runner.ActivitySucceeded {
		t.Errorf("history: %v, %v, %v", h[2].Type, h[3].Type, h[4].Type)
	}
}

func TestActivityWithoutWorker(t *testing.T) {
	e := sfntest.New(t, handApproved).Start(Order{ID: "seven"})
	sfntest.Answer(e, answered, "by hand", 3*time.Second)
	if out, err := e.Result(); err != nil || out != "by hand" {
		t.Errorf("got %q, %v", out, err)
	}
	e = sfntest.New(t, handApproved).Start(Order{ID: "seven"})
	sfntest.Answer(e, answered, "late", time.Hour) // the timeout counts from when a worker takes the work
	if out, err := e.Result(); err != nil || out != "late" || e.Elapsed() != time.Hour {
		t.Errorf("got %q, %v after %s", out, err, e.Elapsed())
	}
	text := ended(t, func(t testing.TB) { sfntest.New(t, handApproved).Start(Order{ID: "seven"}).Result() })
	if !strings.Contains(text, "sfntest.Work(run, activity, func") {
		t.Errorf("the message does not say what to write: %s", text)
	}
}
