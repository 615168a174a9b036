package semaphore_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/examples/semaphore"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

// newRun serves a table whose semaphore is full for the first few attempts.
func newRun(t *testing.T, full int) *sfntest.Run[semaphore.Order, semaphore.Receipt] {
	run := sfntest.New(t, semaphore.Workflow)
	attempts := 0
	sfntest.Call(run, semaphore.Locks.UpdateItem(), func(_ context.Context, in dynamodb.UpdateItem) (dynamodb.Changed, error) {
		if in.ConditionExpression == "" { // a place is given back
			return dynamodb.Changed{}, nil
		}
		if attempts++; attempts <= full {
			return dynamodb.Changed{}, sfntest.Error(dynamodb.ConditionalCheckFailed, "The conditional request failed")
		}
		return dynamodb.Changed{}, nil
	})
	return run
}

func TestWaitsForItsTurn(t *testing.T) {
	run := newRun(t, 2)
	sfntest.Handle(run, semaphore.Book, func(context.Context, semaphore.Order) (semaphore.Receipt, error) {
		return semaphore.Receipt{Number: "42"}, nil
	})
	e := run.Start(semaphore.Order{ID: "o-1"})
	out, err := e.Result()
	if err != nil || out.Number != "42" || e.Elapsed() != 20*time.Second {
		t.Errorf("got %+v, %v in %s", out, err, e.Elapsed())
	}
	want := []string{"Acquire", "Wait For A Place", "Acquire", "Wait For A Place", "Acquire", "Book Order", "Release"}
	if !slices.Equal(e.Path(), want) {
		t.Errorf("path %q", e.Path())
	}
}

func TestGivesThePlaceBackAfterAFailure(t *testing.T) {
	run := newRun(t, 0)
	sfntest.Handle(run, semaphore.Book, func(context.Context, semaphore.Order) (semaphore.Receipt, error) {
		return semaphore.Receipt{}, sfntest.Error("Refused", "no such customer")
	})
	e := run.Start(semaphore.Order{ID: "o-1"})
	_, err := e.Result()
	var f *sfntest.Failure
	if !errors.As(err, &f) || f.Name != "Refused" || !slices.Contains(e.Path(), "Release After Error") {
		t.Errorf("got %v, path %q", err, e.Path())
	}
}
