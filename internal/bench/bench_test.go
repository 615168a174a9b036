package bench

import (
	"os"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/internal/shared"
	"github.com/quickstep-go/quickstep/runner"
)

// own gives the project's own cases, sharedCases those of the reference material.
func own(t testing.TB) []*Case {
	cases, err := Own()
	if err != nil || len(cases) == 0 {
		t.Fatalf("%d cases of our own: %v", len(cases), err)
	}
	return cases
}

func sharedCases(t testing.TB) []*Case {
	cases, err := Load(os.DirFS(shared.Path(t, "bench", "cases")))
	if err != nil || len(cases) == 0 {
		t.Fatalf("%d cases: %v", len(cases), err)
	}
	return cases
}

func compile(t testing.TB, c *Case) *runner.Machine {
	m, err := runner.Compile(c.Definition, runner.File(c.Name+".asl.json"))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// contradicted are probes whose expectation recordings of AWS contradict, with
// what must come out instead (see RATIONALE.md).
var contradicted = map[string]string{
	"probe-jsonpath-assign": `The JSONPath '$.n' specified for the field 'x.$' could not be found in the input '{"z":1}'`,
}

func TestCases(t *testing.T) {
	for _, c := range own(t) {
		t.Run(c.Name, func(t *testing.T) { check(t, c) })
	}
	t.Run("shared", func(t *testing.T) {
		for _, c := range sharedCases(t) {
			t.Run(c.Name, func(t *testing.T) { check(t, c) })
		}
	})
}

func check(t *testing.T, c *Case) {
	output, failure := Execute(compile(t, c), c.Input, c.Options())
	err := c.Check(output, failure)
	if aws := contradicted[c.Name]; aws != "" {
		if failure == nil || !strings.Contains(failure.Error(), aws) {
			t.Errorf("it gave %s (%v), where AWS says: %s", output, failure, aws)
		}
		if err == nil {
			t.Errorf("it passes: take it off the list")
		}
		return
	}
	if err != nil {
		t.Error(err)
	}
}

// TestTransitions holds that a case enters as many states as it says.
func TestTransitions(t *testing.T) {
	count := func(t *testing.T, c *Case) {
		x, err := compile(t, c).Start(t.Context(), c.Input, c.Options())
		if err != nil {
			t.Fatal(err)
		}
		r, err := x.Result(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Path) != c.Transitions {
			t.Errorf("%d states were entered, it says %d", len(r.Path), c.Transitions)
		}
	}
	for _, c := range own(t) {
		t.Run(c.Name, func(t *testing.T) { count(t, c) })
	}
	t.Run("shared", func(t *testing.T) {
		for _, c := range sharedCases(t) {
			if !strings.Contains(c.Name, "probe") { // where it means nothing
				t.Run(c.Name, func(t *testing.T) { count(t, c) })
			}
		}
	})
}

// TestCheckRefuses holds that a wrong output is found.
func TestCheckRefuses(t *testing.T) {
	for _, c := range own(t) {
		for _, output := range []string{`{}`, `[]`, `no JSON`} {
			if err := c.Check([]byte(output), nil); err == nil {
				t.Errorf("%s: %s passes", c.Name, output)
			}
		}
		if err := c.Check(nil, os.ErrInvalid); err == nil {
			t.Errorf("%s: a failure passes", c.Name)
		}
	}
}
