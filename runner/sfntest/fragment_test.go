package sfntest_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

// approvedBy is a fragment that waits for a person.
func approvedBy(b *dsl.Block, in dsl.Val[Order]) dsl.Val[bool] {
	decided := dsl.WaitForToken(b, approved, ask.Invoke(), func(t dsl.Val[dsl.Token]) dsl.Val[Approval] {
		return dsl.Build(Approval{}, dsl.To(&approval.Token, t), dsl.To(&approval.Order, in))
	})
	return dsl.At(decided, &decision.OK)
}

func TestCallbacksOfAFragmentUsedTwice(t *testing.T) {
	run := sfntest.New(t, dsl.Define("Twice", func(b *dsl.Block, in dsl.Val[Order]) dsl.Val[[]bool] {
		first := approvedBy(b.Prefix("Sales"), in)
		return dsl.List(first, approvedBy(b.Prefix("Legal").Prefix("Second"), in))
	}))
	sfntest.Handle(run, ask, func(context.Context, Approval) (struct{}, error) { return struct{}{}, nil })
	e := run.Start(Order{ID: "7"})
	sfntest.Answer(e, approved.Prefix("Sales"), Decision{OK: true}, time.Hour)
	sfntest.Answer(e, approved.Prefix("Second").Prefix("Legal"), Decision{OK: false}, time.Hour)
	out, err := e.Result()
	if err != nil || !slices.Equal(out, []bool{true, false}) || e.Elapsed() != 2*time.Hour {
		t.Errorf("got %v, %v after %s", out, err, e.Elapsed())
	}
	if want := []string{"Sales Approve", "Legal Second Approve"}; !slices.Equal(e.Path(), want) {
		t.Errorf("path %q, want %q", e.Path(), want)
	}
}
