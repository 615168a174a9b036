package runner_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/quickstep-go/quickstep/runner"
)

// TestRedriveUntilItSucceeds: however often a flow fails and wherever, redriven until
// it succeeds it gives what it gives without failures.
func TestRedriveUntilItSucceeds(t *testing.T) {
	iteration := `{"StartAt": "W", "States": {"W": ` + call(`"{% $states.input & 'w' %}"`, `"Assign": {"w": "{% $states.result.Payload %}"}, "Next": "P"`) + `,
		"P": {"Type": "Parallel", "End": true, "Branches": [
			{"StartAt": "L", "States": {"L": ` + call(`"{% $w & 'l' %}"`, `"Next": "L2"`) + `, "L2": ` + call(`"{% $states.input & '2' %}"`, `"End": true`) + `}},
			{"StartAt": "R", "States": {"R": ` + call(`"{% $w & 'r' %}"`, `"End": true`) + `}}]}}}`
	distributed := `{"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, ` + strings.NewReplacer(`"W"`, `"DW"`, `"P"`, `"DP"`, `"L"`, `"DL"`, `"L2"`, `"DL2"`, `"R"`, `"DR"`).Replace(iteration)[1:]
	definition := flow("Both", `"Both": {"Type": "Parallel", "Next": "Last", "Branches": [
		{"StartAt": "In", "States": {"In": {"Type": "Map", "Items": ["a", "b", "c", "d"], "MaxConcurrency": 2, "End": true, "ItemProcessor": `+iteration+`}}},
		{"StartAt": "Out", "States": {"Out": {"Type": "Map", "Label": "Out", "Items": ["x", "y", "z"], "MaxConcurrency": 2, "End": true, "ItemProcessor": `+distributed+`}}}]},
		"Last": `+call(`"{% $string($states.input) %}"`, `"End": true`))
	want := string(ending(t, begin(t, definition, `{}`, runner.Options{Functions: map[string]runner.Service{"f": broken()}}), runner.Succeeded).Output)
	rapid.Check(t, func(rt *rapid.T) {
		fails := rapid.SliceOfN(rapid.IntRange(0, 3), 32, 32).Draw(rt, "fails")
		var calls atomic.Int64
		f := runner.ServiceFunc(func(_ context.Context, task *runner.Task) ([]byte, error) {
			if n := calls.Add(1) - 1; n < int64(len(fails)) && fails[n] == 0 {
				return nil, &runner.Failure{Name: "Broken"}
			}
			return task.Input(), nil
		})
		x := begin(t, definition, `{}`, runner.Options{Functions: map[string]runner.Service{"f": f}})
		r, err := x.Result(t.Context())
		for n := 0; err == nil && r.Status != runner.Succeeded; n++ {
			if n > len(fails) {
				rt.Fatalf("it never succeeds: %s", chain(r.History))
			}
			if err = x.Redrive(t.Context()); err == nil {
				r, err = x.Result(t.Context())
			}
		}
		if err != nil {
			rt.Fatal(err)
		}
		if string(r.Output) != want {
			rt.Fatalf("%s, want %s", r.Output, want)
		}
	})
}

// TestRedriveWhateverWasStopped: an execution that is stopped again and again, at
// whatever moment, and redriven each time, comes to what it comes to undisturbed.
func TestRedriveWhateverWasStopped(t *testing.T) {
	wait := func(name, next string) string {
		return `"` + name + `": {"Type": "Wait", "Seconds": "{% $length($string($states.input)) %}", ` + next + `}`
	}
	inner := func(p string) string {
		return `"StartAt": "` + p + `1", "States": {` + wait(p+"1", `"Next": "`+p+`2"`) + `, "` + p + `2": ` + call(`"{% $states.input & '!' %}"`, `"Assign": {"`+p+`": "{% $states.result.Payload %}"}, "Next": "`+p+`3"`) + `,
			"` + p + `3": {"Type": "Parallel", "End": true, "Branches": [
				{"StartAt": "` + p + `4", "States": {` + wait(p+"4", `"Next": "`+p+`5"`) + `, "` + p + `5": {"Type": "Pass", "Output": "{% $` + p + ` & '4' %}", "End": true}}},
				{"StartAt": "` + p + `6", "States": {` + wait(p+"6", `"End": true`) + `}}]}}`
	}
	definition := flow("Both", `"Both": {"Type": "Parallel", "Next": "Last", "Branches": [
		{"StartAt": "In", "States": {"In": {"Type": "Map", "Items": ["a", "bbb", "cc", "d"], "MaxConcurrency": 2, "End": true, "ItemProcessor": {`+inner("i")+`}}}},
		{"StartAt": "Out", "States": {"Out": {"Type": "Map", "Label": "Out", "Items": ["x", "yyyy", "zz", "u", "vv"], "MaxConcurrency": 2, "End": true,
			"ItemBatcher": {"MaxItemsPerBatch": 2}, "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "Each", "States": {
				"Each": {"Type": "Map", "Items": "{% $states.input.Items %}", "MaxConcurrency": 1, "End": true, "ItemProcessor": {`+inner("o")+`}}}}}}},
		{"StartAt": "Hold", "States": {"Hold": {"Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:hold", "End": true}}}]},
		"Last": {"Type": "Succeed"}`)
	options := runner.Options{Functions: map[string]runner.Service{"f": broken()}}
	released := func(x *runner.Execution) *runner.Execution {
		if err := x.Reply("Hold", runner.Reply{Output: []byte(`"held"`)}); err != nil {
			t.Fatal(err)
		}
		return x
	}
	want := ending(t, released(begin(t, definition, `{}`, options)), runner.Succeeded)
	stopped := 0
	defer func() {
		if stopped < 100 {
			t.Errorf("stopped only %d times", stopped)
		}
	}()
	rapid.Check(t, func(rt *rapid.T) {
		x := begin(t, strings.Replace(definition, `{`, `{"TimeoutSeconds": 300, `, 1), `{}`, runner.Options{Functions: map[string]runner.Service{"f": broken()}})
		for _, d := range rapid.SliceOfN(rapid.IntRange(0, 9), 0, 12).Draw(rt, "stops") {
			x.Stop("", "")
			stopped++
			if err := x.Redrive(t.Context()); err != nil {
				rt.Fatal(err)
			}
			if err := x.Advance(time.Duration(d) * time.Second); err != nil {
				rt.Fatal(err)
			}
		}
		r, err := released(x).Result(t.Context())
		if err != nil {
			rt.Fatal(err)
		}
		if r.Status != runner.Succeeded || string(r.Output) != string(want.Output) {
			rt.Fatalf("%s %s %s: %s, want %s\n%s", r.Status, r.Error, r.Cause, r.Output, want.Output, chain(r.History))
		}
		if c := x.MapRuns()[0].ItemCounts; c.Total != 5 || c.Succeeded != 5 || c.Running+c.Aborted+c.PendingRedrive != 0 {
			rt.Fatalf("%+v", c)
		}
	})
}
