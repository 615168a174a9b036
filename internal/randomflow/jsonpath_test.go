package randomflow_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/internal/randomflow"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/synth"
	"pgregory.net/rapid"
)

// TestQueryLanguages lowers random workflows to JSONata and to JSONPath: both come
// to what the program means, by the same way apart from states that were inserted.
func TestQueryLanguages(t *testing.T) {
	said, unsaid := 0, map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		p := randomflow.PlainPrograms().Draw(t, "program")
		input := []byte(randomflow.Inputs().Draw(t, "input"))
		old := p.DefineOlder()
		out, why := older(t, old)
		if why != "" {
			unsaid[why]++
			return
		}
		said++
		accepted(t, old, out)
		want := p.Run(input, runner.DefaultStart)
		got := executed(t, p, out, input)
		if !want.Vague && (got.Error != want.Error || want.Error == "" && !same(got.Output, want.Output)) {
			t.Fatalf("for the input %s\ngot  %s %s (%s) on the path %q\nwant %s %s\nin\n%s", input, got.Output, got.Error, got.Cause, got.Path, want.Output, want.Error, out.Definition)
		}
		other := lowered(t, p)
		modern := executed(t, p, other, input)
		if a, b := way(got, out), way(modern, other); !slices.Equal(a, b) {
			t.Fatalf("for the input %s\nJSONPath goes %q\nJSONata goes  %q\nin\n%s\nand\n%s", input, a, b, out.Definition, other.Definition)
		}
	})
	if unsayable := sum(unsaid); unsayable*5 > said {
		t.Errorf("JSONPath could say %d programs and not %d: %v", said, unsayable, unsaid)
	}
	t.Logf("JSONPath could say %d programs and not %d: %v", said, sum(unsaid), unsaid)
}

// older gives a text in JSONPath, or why there is none: the workflow, or one that it
// starts, says what JSONPath cannot.
func older(t *rapid.T, w dsl.Definition) (*synth.Output, string) {
	out, err := synth.Workflow(w)
	if err != nil {
		if !strings.Contains(err.Error(), "JSONPath cannot say") {
			t.Fatalf("the workflow is refused: %v", err)
		}
		_, why, _ := strings.Cut(err.Error(), "JSONPath cannot say ")
		why, _, _ = strings.Cut(why, ";")
		return nil, why
	}
	for _, r := range out.Resources {
		if r.Machine == nil {
			continue
		}
		if _, why := older(t, r.Machine); why != "" {
			return nil, why
		}
	}
	return out, ""
}

func sum(counts map[string]int) (all int) {
	for _, n := range counts {
		all += n
	}
	return all
}

// way gives the states that an execution went through and the author wrote, those
// that ran side by side in any order.
func way(r *runner.Result, out *synth.Output) []string {
	path := slices.DeleteFunc(slices.Clone(r.Path), func(name string) bool { return slices.Contains(out.Inserted, name) })
	slices.Sort(path)
	return path
}
