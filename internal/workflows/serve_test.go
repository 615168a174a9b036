package workflows

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/runner/sfntest"
	"github.com/quickstep-go/quickstep/synth"
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

// succeeds gives an execution's output, and holds the states that it entered, in
// JSONPath apart from those that were inserted for it.
func succeeds[Out any](t *testing.T, e *sfntest.Execution[Out], path ...string) Out {
	t.Helper()
	out, err := e.Result()
	if err != nil {
		t.Fatalf("%v; the path was %q", err, e.Path())
	}
	got := e.Path()
	if strings.HasSuffix(t.Name(), inJSONPath) || strings.Contains(t.Name(), inJSONPath+"/") {
		got = slices.DeleteFunc(slices.Clone(got), func(name string) bool { return inserted()[name] && !slices.Contains(path, name) })
	}
	if !slices.Equal(got, path) {
		t.Errorf("path %q, want %q", got, path)
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

// inBoth runs a test of a workflow in both query languages, as far as JSONPath can
// say it; what that cannot is listed beside TestJSONPath.
func inBoth(t *testing.T, w dsl.Definition, test func(t *testing.T, o ...dsl.Option)) {
	t.Run("JSONata", func(t *testing.T) { test(t) })
	if unsayable[w.Name()] != nil {
		return
	}
	t.Run(strings.TrimPrefix(inJSONPath, "/"), func(t *testing.T) { test(t, dsl.JSONPath()) })
}

const inJSONPath = "/JSONPath"

// inserted are the states of all workflows that their authors did not write.
var inserted = sync.OnceValue(func() map[string]bool {
	names := map[string]bool{}
	for _, all := range thirty {
		for _, w := range all {
			if out, err := synth.Workflow(dsl.Redefine(w, dsl.JSONPath())); err == nil {
				for _, name := range out.Inserted {
					names[name] = true
				}
			}
		}
	}
	return names
})
