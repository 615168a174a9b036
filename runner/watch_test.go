package runner

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

type key struct{}

// TestCallContext holds that a handler's context is like any other, whenever it is
// looked at.
func TestCallContext(t *testing.T) {
	for _, looked := range []string{"before", "after"} {
		t.Run(looked+" its end", func(t *testing.T) {
			c := &callContext{Context: context.WithValue(t.Context(), key{}, 7)}
			if looked == "before" {
				if c.Err() != nil || c.Value(key{}) != 7 {
					t.Errorf("%v, %v", c.Err(), c.Value(key{}))
				}
				child, cancel := context.WithTimeout(c, time.Hour)
				defer cancel()
				defer func() { <-child.Done() }()
			}
			c.end()
			<-c.Done()
			if !errors.Is(c.Err(), context.Canceled) || !errors.Is(context.Cause(c), context.Canceled) {
				t.Errorf("%v because of %v", c.Err(), context.Cause(c))
			}
		})
	}
	t.Run("of a cancelled execution", func(t *testing.T) {
		why := errors.New("enough")
		ctx, cancel := context.WithCancelCause(t.Context())
		c := &callContext{Context: ctx}
		cancel(why)
		if <-c.Done(); context.Cause(c) != why {
			t.Errorf("because of %v", context.Cause(c))
		}
	})
}

// TestWatchIsUsedAgain holds that a timer that has gone off for one rest does not
// count for the next.
func TestWatchIsUsedAgain(t *testing.T) {
	e := &engine{ctx: t.Context(), root: &run{machine: &Machine{}}}
	e.turn.L = &e.mu
	for range 3 {
		e.alarm(horizon{}, time.Nanosecond)
		for !e.watch.over() {
			e.rest()
		}
		w := e.watch
		if e.alarm(horizon{}, time.Hour); w.over() {
			t.Error("an hour is over")
		}
		e.unguard()
		if e.alarm(horizon{}, time.Hour); e.watch.over() {
			t.Error("an hour is over in another execution")
		}
	}
}

// TestNobodyWaitsForAHandler holds that an execution that is to end does so whatever
// its handler does.
func TestNobodyWaitsForAHandler(t *testing.T) {
	noLeaks(t)
	const want = "ExecutionStarted TaskStateEntered TaskScheduled TaskStarted TaskStateAborted ExecutionAborted"
	for name, end := range map[string]func(x *Execution, cancel func()){
		"the context": func(_ *Execution, cancel func()) { cancel() },
		"Stop":        func(x *Execution, _ func()) { x.Stop("", "") },
	} {
		t.Run(name, func(t *testing.T) {
			release := make(chan struct{})
			defer close(release)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			o := served(func(_ context.Context, task *Task) ([]byte, error) {
				go end(task.Run(), cancel)
				<-release
				return nil, nil
			})
			x, err := compile(t, oneTask).Start(ctx, nil, o)
			if err != nil {
				t.Fatal(err)
			}
			if got := types(x.History()); got != want {
				t.Errorf("history %s", got)
			}
		})
	}
}

// TestWaitingEnds holds that Result gives up when its own context ends, and that the
// execution goes on.
func TestWaitingEnds(t *testing.T) {
	noLeaks(t)
	begun, release := make(chan struct{}), make(chan struct{})
	x, err := compile(t, oneTask).Prepare(t.Context(), nil, served(func(context.Context, *Task) ([]byte, error) {
		close(begun)
		<-release
		return []byte("1"), nil
	}))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-begun; cancel() }()
	if r, err := x.Result(ctx); !errors.Is(err, context.Canceled) || r.Status != Running {
		t.Errorf("%s, %v", r.Status, err)
	}
	close(release)
	if r := finished(t, x); string(r.Output) != "1" {
		t.Errorf("%s %s", r.Status, r.Output)
	}
}

func types(events []Event) string {
	var all []string
	for _, e := range events {
		all = append(all, e.Type.String())
	}
	return strings.Join(all, " ")
}
