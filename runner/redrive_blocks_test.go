package runner_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/runner"
)

func TestRedriveParallel(t *testing.T) {
	s := broken(`"b2"`)
	branch := func(name string, states string) string {
		return `{"StartAt": "` + name + `", "States": {` + states + `}}`
	}
	definition := flow("P", `"P": {"Type": "Parallel", "End": true, "Branches": [
		`+branch("A", `"A": `+call(`"a"`, `"End": true`))+`,
		`+branch("B1", `"B1": `+call(`"b1"`, `"Assign": {"mine": 1}, "Next": "B2"`)+`, "B2": `+call(`"b2"`, `"Output": "{% $mine %}", "End": true`))+`,
		`+branch("C", `"C": {"Type": "Wait", "Seconds": 60, "Next": "D"}, "D": `+call(`"d"`, `"End": true`))+`]}`)
	definition = strings.Replace(definition, `"Output": "{% $states.result.Payload %}", "Output": "{% $mine %}"`, `"Output": "{% $mine %}"`, 1)
	x := begin(t, definition, `{}`, runner.Options{Functions: map[string]runner.Service{"f": s}})
	ending(t, x, runner.Failed)
	redriven(t, x, runner.Failed)
	s.mend()
	r := redriven(t, x, runner.Succeeded)
	same(t, "output", string(r.Output), `["a",1,"d"]`)
	for payload, want := range map[string]int{`"a"`: 1, `"b1"`: 1, `"b2"`: 3, `"d"`: 1} {
		if s.called(payload) != want {
			t.Errorf("%s was called %d times, want %d", payload, s.called(payload), want)
		}
	}
	if r.Elapsed != time.Minute {
		t.Errorf("it took %s", r.Elapsed)
	}
}

// TestRedriveTooLarge: a Parallel that failed as its results were too large runs
// as a whole.
func TestRedriveTooLarge(t *testing.T) {
	var calls atomic.Int64
	big := runner.Handler(func(context.Context, []byte) ([]byte, error) {
		if calls.Add(1) > 2 {
			return []byte(`1`), nil
		}
		return []byte(`"` + strings.Repeat("x", 200<<10) + `"`), nil
	})
	one := `{"StartAt": "A", "States": {"A": ` + call(`1`, `"End": true`) + `}}`
	x := begin(t, flow("P", `"P": {"Type": "Parallel", "End": true, "Branches": [`+one+`,`+strings.ReplaceAll(one, `"A"`, `"B"`)+`]}`), `{}`,
		runner.Options{Functions: map[string]runner.Service{"f": big}})
	if r := ending(t, x, runner.Failed); r.Error != "States.DataLimitExceeded" {
		t.Fatal(r.Error)
	}
	same(t, "output", string(redriven(t, x, runner.Succeeded).Output), `[1,1]`)
	if calls.Load() != 4 {
		t.Errorf("%d calls", calls.Load())
	}
}

func TestRedriveInlineMap(t *testing.T) {
	s := broken(`3`)
	x := begin(t, flow("M", `"M": {"Type": "Map", "Items": [1, 2, 3, 4, 5, 6], "MaxConcurrency": 2, "End": true,
		"ItemProcessor": {"StartAt": "W", "States": {"W": `+call(`"{% $states.input %}"`, `"Next": "X"`)+`, "X": {"Type": "Wait", "Seconds": "{% $states.input = 4 ? 9 : 1 %}", "End": true}}}}`), `{}`,
		runner.Options{Functions: map[string]runner.Service{"f": s}})
	ending(t, x, runner.Failed)
	s.mend()
	r := redriven(t, x, runner.Succeeded)
	same(t, "output", string(r.Output), `[1,2,3,4,5,6]`)
	for payload, want := range map[string]int{`1`: 1, `2`: 1, `3`: 2, `4`: 1, `5`: 1, `6`: 1} {
		if s.called(payload) != want {
			t.Errorf("%s was called %d times, want %d", payload, s.called(payload), want)
		}
	}
	var started int
	for _, e := range r.History {
		if e.Type == runner.MapIterationStarted {
			started++
		}
	}
	if started != 6 {
		t.Errorf("%d iterations started", started)
	}
}
