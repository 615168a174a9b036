package sfntest_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/runner"
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

// TestNilSlice: the failure of a Map over null says where the null comes from.
func TestNilSlice(t *testing.T) {
	w := dsl.Define("Each", func(b *dsl.Block, in dsl.Val[[]string]) dsl.Val[[]string] {
		return dsl.Map(b, "Each", in, func(_ *dsl.Block, s dsl.Val[string]) dsl.Val[string] { return s })
	})
	_, err := sfntest.New(t, w).Start(nil).Result()
	if want := "a nil slice is null in JSON; send []T{}"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("it gives %v, want %q in it", err, want)
	}
	if out, err := sfntest.New(t, w).Start([]string{}).Result(); err != nil || len(out) != 0 {
		t.Errorf("of no items it gives %v, %v", out, err)
	}
}

// TestStateResultReads: a result prints as what happened, whatever the verb.
func TestStateResultReads(t *testing.T) {
	for want, r := range map[string]*sfntest.StateResult{
		`state "Price": SUCCEEDED, output 8`: sfntest.State(t, priced, "Price").Returns(map[string]int{"Payload": 7}).Validate(runner.ValidateNone).Run(),
		`state "Price": FAILED, Busy: later`: sfntest.State(t, priced, "Price").Fails("Busy", "later").Run(),
	} {
		if got := fmt.Sprintf("%+v", r); got != want {
			t.Errorf("it reads %s, want %s", got, want)
		}
	}
}
