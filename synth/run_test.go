package synth_test

import (
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/synth"
)

// compiled gives a workflow's text, and the machine that runs it.
func compiled(t *testing.T, w dsl.Definition) (*synth.Output, *runner.Machine) {
	t.Helper()
	out, err := synth.Workflow(w)
	if err != nil {
		t.Fatal(err)
	}
	m, err := runner.CompileParsed(out.Machine)
	if err != nil {
		t.Fatal(err)
	}
	return out, m
}

// ended runs a machine to its end.
func ended(t *testing.T, m *runner.Machine, input string, o runner.Options) *runner.Result {
	t.Helper()
	x, err := m.Start(t.Context(), []byte(input), o)
	if err != nil {
		t.Fatal(err)
	}
	r, err := x.Result(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return r
}
