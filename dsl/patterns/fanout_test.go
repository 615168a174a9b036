package patterns_test

import (
	"context"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/dsl/patterns"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

var (
	sendOne = lambda.Declare[int, int]("SendOne")

	mailing = dsl.Define("Mailing", func(b *dsl.Block, all dsl.Val[[]int]) dsl.Val[[]int] {
		return patterns.FanOut(b, all, patterns.Rate{Items: 3, Per: 10 * time.Second}, func(b *dsl.Block, one dsl.Val[int]) dsl.Val[int] {
			return dsl.Task(b, "Send", sendOne.Invoke(), one)
		})
	})
)

func TestFanOut(t *testing.T) {
	for _, c := range []struct {
		items   []int
		elapsed time.Duration
	}{
		{[]int{}, 0},
		{[]int{1}, 10 * time.Second},
		{[]int{1, 2, 3}, 10 * time.Second},
		{[]int{1, 2, 3, 4, 5, 6, 7}, 30 * time.Second},
	} {
		r := sfntest.New(t, mailing)
		sfntest.Handle(r, sendOne, func(_ context.Context, n int) (int, error) { return -n, nil })
		e := r.Start(c.items)
		out, err := e.Result()
		for i := range out {
			out[i] = -out[i]
		}
		if err != nil || !slices.Equal(out, c.items) || e.Elapsed() != c.elapsed {
			t.Errorf("%v: got %v, %v in %s", c.items, out, err, e.Elapsed())
		}
	}
}

func TestFanOutStopsAtAFailure(t *testing.T) {
	r := sfntest.New(t, mailing)
	var sent atomic.Int64 // handlers run side by side
	sfntest.Handle(r, sendOne, func(_ context.Context, n int) (int, error) {
		if sent.Add(1); n == 4 {
			return 0, sfntest.Error("Bounced", "")
		}
		return n, nil
	})
	e := r.Start([]int{1, 2, 3, 4, 5, 6, 7})
	_, err := e.Result()
	wantError(t, err, "Bounced")
	if sent.Load() > 6 || e.Elapsed() != 10*time.Second {
		t.Errorf("%d were sent in %s", sent.Load(), e.Elapsed())
	}
}
