package sfntest_test

import (
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
