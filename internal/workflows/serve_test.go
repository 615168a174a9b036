package workflows

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

// gives serves a function that always gives the same.
func gives[RIn, ROut, In, Out any](r *sfntest.Run[RIn, ROut], f *lambda.Function[In, Out], out Out) {
	sfntest.Handle(r, f, func(context.Context, In) (Out, error) { return out, nil })
}

// answers serves a call with answers in turn, of which the last one stays, and
// notes what it was asked.
func answers[RIn, ROut, In, Out any](r *sfntest.Run[RIn, ROut], c dsl.Call[In, Out], outs ...Out) *[]In {
	asked, mu := new([]In), sync.Mutex{} // as calls come side by side
	sfntest.Call(r, c, func(_ context.Context, in In) (Out, error) {
		mu.Lock()
		defer mu.Unlock()
		*asked = append(*asked, in)
		return outs[min(len(*asked), len(outs))-1], nil
	})
	return asked
}

// fails serves a call that always fails.
func fails[RIn, ROut, In, Out any](r *sfntest.Run[RIn, ROut], c dsl.Call[In, Out], name dsl.ErrorName) {
	sfntest.Call(r, c, func(context.Context, In) (Out, error) {
		var none Out
		return none, sfntest.Error(name, "as planned")
	})
}

// succeeds gives an execution's output, and holds the states that it entered.
func succeeds[Out any](t *testing.T, e *sfntest.Execution[Out], path ...string) Out {
	t.Helper()
	out, err := e.Result()
	if err != nil {
		t.Fatalf("%v; the path was %q", err, e.Path())
	}
	if !slices.Equal(e.Path(), path) {
		t.Errorf("path %q, want %q", e.Path(), path)
	}
	return out
}

// ends holds the error that an execution ends with.
func ends[Out any](t *testing.T, e *sfntest.Execution[Out], want dsl.ErrorName) {
	t.Helper()
	_, err := e.Result()
	var f *sfntest.Failure
	if !errors.As(err, &f) || f.Name != want {
		t.Errorf("got %v, want %s; the path was %q", err, want, e.Path())
	}
}
