package randomflow_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"github.com/quickstep-go/quickstep/asl/check"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/internal/randomflow"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/synth"
	"pgregory.net/rapid"
)

// TestMain runs a few hundred programs; QUICKSTEP_PROGRAMS or -rapid.checks says
// how many others.
func TestMain(m *testing.M) {
	flag.Parse()
	given := map[string]bool{}
	flag.Visit(func(f *flag.Flag) { given[f.Name] = true })
	checks := "300"
	if n := os.Getenv("QUICKSTEP_PROGRAMS"); n != "" {
		checks = n
	}
	for name, value := range map[string]string{"rapid.checks": checks, "rapid.nofailfile": "true"} {
		if given[name] {
			continue
		}
		if err := flag.Set(name, value); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// TestPrograms lowers random workflows and runs the text: it is accepted by the
// checker, the same each time, and comes to what the program means.
func TestPrograms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := randomflow.Programs().Draw(t, "program")
		input := []byte(randomflow.Inputs().Draw(t, "input"))
		out := lowered(t, p)
		want := p.Run(input, runner.DefaultStart)
		got := executed(t, p, out, input)
		if want.Vague || got.Error == want.Error && (want.Error != "" || same(got.Output, want.Output)) {
			return
		}
		t.Fatalf("for the input %s\ngot  %s %s (%s) on the path %q\nwant %s %s\nin\n%s", input, got.Output, got.Error, got.Cause, got.Path, want.Output, want.Error, out.Definition)
	})
}

// lowered gives a program's text, which the checker accepts.
func lowered(t *rapid.T, p *randomflow.Program) *synth.Output {
	out, err := synth.Workflow(p.Define())
	if err != nil {
		t.Fatalf("the workflow is refused: %v", err)
	}
	accepted(t, p.Define(), out)
	return out
}

// accepted holds a text to be the same again, and to what the checker accepts.
func accepted(t *rapid.T, d dsl.Definition, out *synth.Output) {
	again, err := synth.Workflow(d)
	if err != nil || again.Definition != out.Definition {
		t.Fatalf("a second lowering gives other text: %v\n%s\n%s", err, out.Definition, again.Definition)
	}
	if found := check.Machine(out.Machine); found.HasErrors() {
		t.Fatalf("the checker refuses the text: %v\n%s", found.Err(), out.Definition)
	}
}

func executed(t *rapid.T, p *randomflow.Program, out *synth.Output, input []byte) *runner.Result {
	options := p.Options()
	options.Machines = map[string]*runner.Machine{}
	machine := compiled(t, out, options.Machines)
	x, err := machine.Start(t.Context(), input, options)
	if err != nil {
		t.Fatal(err)
	}
	result, err := x.Result(t.Context())
	if err != nil {
		t.Fatalf("the run stops: %v, after %q\n%s", err, result.Path, out.Definition)
	}
	result.Cause = causes(x)
	return result
}

// causes tells why an execution failed, and those that it started.
func causes(x *runner.Execution) string {
	r := x.Outcome()
	all := r.Error + " " + r.Cause
	for _, nested := range x.Nested() {
		if nested.Outcome().Error != "" {
			all += "\n  for " + causes(nested)
		}
	}
	return all
}

// compiled compiles a text, and those of the workflows that it starts.
func compiled(t *rapid.T, out *synth.Output, others map[string]*runner.Machine) *runner.Machine {
	machine, err := runner.CompileParsed(out.Machine, runner.Named(out.Name), runner.Activities(out.Named("activity")...))
	if err != nil {
		t.Fatalf("the text does not run: %v\n%s", err, out.Definition)
	}
	for _, r := range out.Resources {
		if r.Machine == nil {
			continue
		}
		child, err := synth.Workflow(r.Machine)
		if err != nil {
			t.Fatalf("a workflow that is started is refused: %v", err)
		}
		accepted(t, r.Machine, child)
		others[r.Name] = compiled(t, child, others)
	}
	return machine
}

// same tells whether two JSON texts have the same value.
func same(a, b []byte) bool {
	var x, y any
	if json.Unmarshal(a, &x) != nil || json.Unmarshal(b, &y) != nil {
		return false
	}
	first, _ := json.Marshal(x)
	second, _ := json.Marshal(y)
	return bytes.Equal(first, second)
}
