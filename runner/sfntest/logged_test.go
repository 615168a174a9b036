package sfntest_test

import (
	"context"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

// TestWarningsAreLogged: what is likely a mistake is told where the workflow is
// tested, with its line, and ends nothing.
func TestWarningsAreLogged(t *testing.T) {
	misspelt := dsl.Define("Misspelt", func(b *dsl.Block, in dsl.Val[Order]) dsl.Val[int] {
		return dsl.Task(b, "Price", price.Invoke(), in, dsl.Policy{Retry: []dsl.Retry{{On: []dsl.ErrorName{"States.Timout"}}}})
	})
	r := recorded(t, func(t testing.TB) { sfntest.New(t, misspelt) })
	for _, want := range []string{`the workflow "Misspelt":`, "logged_test.go:", "warning: ", "States.Timout", "QS5002"} {
		if !strings.Contains(r.logged, want) {
			t.Errorf("logged is %q, want %q in it", r.logged, want)
		}
	}
	if r.fatal != "" {
		t.Errorf("it ended the test: %s", r.fatal)
	}
	if r := recorded(t, func(t testing.TB) { served(t) }); r.logged != "" {
		t.Errorf("of a workflow that is right it logs %q", r.logged)
	}
}

// TestLeftoversAreLogged: what a test says and nobody uses is told at its end.
func TestLeftoversAreLogged(t *testing.T) {
	r := recorded(t, func(t testing.TB) {
		e := served(t).Start(Order{})
		for range 2 {
			sfntest.Answer(e, approved, Decision{OK: true})
		}
		e.Result()
	})
	if want := "an answer to \"Approve\" was never used\n"; r.logged != want || r.fatal != "" {
		t.Errorf("logged is %q, want %q; %s", r.logged, want, r.fatal)
	}
	r = recorded(t, func(t testing.TB) {
		sfntest.Handle(served(t), ask, func(context.Context, Approval) (struct{}, error) { return struct{}{}, nil })
	})
	if want := `the function "Ask" is served a second time`; !strings.Contains(r.logged, want) {
		t.Errorf("logged is %q, want %q", r.logged, want)
	}
}
