package runner_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/runner"
)

// A switchboard serves functions of which some are broken until they are mended. It
// counts the calls of each payload.
type switchboard struct {
	mu     sync.Mutex
	broken map[string]bool
	calls  map[string]int
}

func (s *switchboard) Call(_ context.Context, task *runner.Task) ([]byte, error) {
	payload := string(task.Input())
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls[payload]++
	if s.broken[payload] {
		return nil, &runner.Failure{Name: "Broken", Cause: payload}
	}
	return task.Input(), nil
}

func broken(payloads ...string) *switchboard {
	s := &switchboard{broken: map[string]bool{}, calls: map[string]int{}}
	for _, p := range payloads {
		s.broken[p] = true
	}
	return s
}

// mend mends all; handlers that nobody waits for may be at work still.
func (s *switchboard) mend() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.broken = nil
}

// called tells how often a payload was worked on.
func (s *switchboard) called(payload string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls[payload]
}

// call is a Task state that calls the function f with a payload.
func call(payload, more string) string {
	return `{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "f", "Payload": ` + payload + `},
		"Output": "{% $states.result.Payload %}", ` + more + `}`
}

func flow(start, states string) string {
	return `{"QueryLanguage": "JSONata", "StartAt": "` + start + `", "States": {` + states + `}}`
}

func begin(t *testing.T, definition, input string, o runner.Options) *runner.Execution {
	t.Helper()
	m, err := runner.Compile([]byte(definition), runner.Named("Flow"))
	if err != nil {
		t.Fatal(err)
	}
	x, err := m.Start(t.Context(), []byte(input), o)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func ending(t *testing.T, x *runner.Execution, want runner.Status) *runner.Result {
	t.Helper()
	r, err := x.Result(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if r.Status != want {
		t.Fatalf("%s %s %s, want %s\n%s", r.Status, r.Error, r.Cause, want, chain(r.History))
	}
	return r
}

func redriven(t *testing.T, x *runner.Execution, want runner.Status) *runner.Result {
	t.Helper()
	if err := x.Redrive(t.Context()); err != nil {
		t.Fatal(err)
	}
	return ending(t, x, want)
}

// chain writes a history in short: each event with the one it follows.
func chain(events []runner.Event) string {
	var b strings.Builder
	for _, e := range events {
		fmt.Fprintf(&b, "%d<%d %s %s\n", e.ID, e.PreviousID, e.Type, e.State)
	}
	return b.String()
}

// after gives the part of a history from the redrive on, one event per line.
func after(events []runner.Event) string {
	text := chain(events)
	return text[strings.LastIndex(text[:strings.LastIndex(text, " ExecutionRedriven")], "\n")+1:]
}

func same(t *testing.T, what, got, want string) {
	t.Helper()
	if strings.TrimSpace(got) != strings.TrimSpace(want) {
		t.Errorf("%s:\n%s\nwant\n%s", what, got, want)
	}
}

func TestRedriveTask(t *testing.T) {
	s := broken(`2`)
	x := begin(t, flow("A", `"A": `+call(`1`, `"Assign": {"kept": "{% $states.result.Payload %}"}, "Next": "B"`)+`,
		"B": `+call(`2`, `"Retry": [{"ErrorEquals": ["States.ALL"], "MaxAttempts": 1}], "Next": "C"`)+`,
		"C": {"Type": "Pass", "End": true, "Output": {"kept": "{% $kept %}", "in": "{% $states.input %}", "redrives": "{% $states.context.Execution.RedriveCount %}", "at": "{% $states.context.Execution.RedriveTime %}"}}`),
		`{}`, runner.Options{Functions: map[string]runner.Service{"f": s}})
	r := ending(t, x, runner.Failed)
	if d := x.Describe(); d.RedriveStatus != runner.Redrivable || d.RedriveStatusReason != "" || d.RedriveCount != 0 {
		t.Errorf("%+v", d)
	}
	before := len(r.History)
	if redriven(t, x, runner.Failed); s.called("2") != 4 {
		t.Errorf("%d calls; the retrier counts anew", s.called("2"))
	}
	s.mend()
	if err := x.Advance(time.Hour); err != nil {
		t.Fatal(err)
	}
	r = redriven(t, x, runner.Succeeded)
	if s.called("1") != 1 {
		t.Errorf("what had succeeded ran %d times", s.called("1"))
	}
	same(t, "output", string(r.Output), `{"kept":1,"in":2,"redrives":2,"at":"2026-01-01T01:00:02Z"}`)
	same(t, "path", strings.Join(r.Path, " "), "A B C")
	same(t, "history", after(r.History), `
23<22 ExecutionRedriven 
24<23 TaskScheduled B
25<24 TaskStarted B
26<25 TaskSucceeded B
27<26 TaskStateExited B
28<27 PassStateEntered C
29<28 PassStateExited C
30<29 ExecutionSucceeded 
`)
	event, _ := json.Marshal(r.History[before])
	same(t, "event", string(event), `{"timestamp":"2026-01-01T00:00:01.000Z","type":"ExecutionRedriven","id":15,"previousEventId":14,"executionRedrivenEventDetails":{"redriveCount":1}}`)
	d, _ := json.Marshal(x.Describe())
	for _, part := range []string{`"redriveCount":2`, `"redriveDate":"2026-01-01T01:00:02.000Z"`, `"redriveStatus":"NOT_REDRIVABLE"`, `"redriveStatusReason":"Execution is SUCCEEDED and cannot be redriven"`} {
		if !strings.Contains(string(d), part) {
			t.Errorf("%s has no %s", d, part)
		}
	}
}

func TestRedriveRefused(t *testing.T) {
	task := flow("A", `"A": `+call(`1`, `"End": true`))
	waits := flow("A", `"A": {"Type": "Task", "Resource": "arn:aws:states:::activity:w", "End": true}`)
	waits = strings.Replace(waits, "arn:aws:states:::activity:w", "arn:aws:states:us-east-1:123456789012:activity:w", 1)
	for name, c := range map[string]struct {
		definition string
		service    *switchboard
		options    runner.Options
		later      time.Duration
		want       string
	}{
		"succeeded": {definition: task, service: broken(), want: "ExecutionNotRedrivable: Execution is SUCCEEDED and cannot be redriven"},
		"running":   {definition: waits, service: broken(), want: "ExecutionNotRedrivable: Execution is RUNNING and cannot be redriven"},
		"express":   {definition: task, service: broken(`1`), options: runner.Options{Type: asl.Express}, want: "ExecutionNotRedrivable: Express executions cannot be redriven"},
		"late":      {definition: task, service: broken(`1`), later: 14*24*time.Hour + time.Second, want: "ExecutionNotRedrivable: Execution redrivable period exceeded"},
		"in time":   {definition: task, service: broken(`1`), later: 14 * 24 * time.Hour},
		"a year":    {definition: task, service: broken(`1`), later: 366 * 24 * time.Hour, want: "ExecutionNotRedrivable: Execution has exceeded the max execution time"},
		"full":      {definition: task, service: broken(`1`), options: runner.Options{Quotas: runner.Quotas{HistoryEvents: 7}}, want: "ExecutionNotRedrivable: Execution history event limit exceeded"},
		"room":      {definition: task, service: broken(`1`), options: runner.Options{Quotas: runner.Quotas{HistoryEvents: 8}}},
	} {
		t.Run(name, func(t *testing.T) {
			c.options.Functions = map[string]runner.Service{"f": c.service}
			x := begin(t, c.definition, `{}`, c.options)
			if name != "running" {
				if _, err := x.Result(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			if err := x.Advance(c.later); err != nil {
				t.Fatal(err)
			}
			err := x.Redrive(t.Context())
			if c.want == "" && err != nil || c.want != "" && (err == nil || err.Error() != c.want || !errors.Is(err, runner.ErrNotRedrivable)) {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}

func TestRedriveTimeout(t *testing.T) {
	for name, states := range map[string]string{
		"wait": `"A": {"Type": "Wait", "Seconds": 8, "Next": "B"}, "B": {"Type": "Succeed"}`,
		"past": `"A": {"Type": "Wait", "Timestamp": "2026-01-01T00:00:14Z", "Next": "B"}, "B": {"Type": "Succeed"}`,
	} {
		x := begin(t, strings.Replace(flow("A", states), `{`, `{"TimeoutSeconds": 5, `, 1), `{}`, runner.Options{})
		if r := ending(t, x, runner.TimedOut); r.Elapsed != 5*time.Second {
			t.Error(r.Elapsed)
		}
		if name == "wait" {
			redriven(t, x, runner.TimedOut)
			continue
		}
		if err := x.Advance(10 * time.Second); err != nil {
			t.Fatal(err)
		}
		if r := redriven(t, x, runner.Succeeded); r.Elapsed != 15*time.Second {
			t.Errorf("a wait for what is past took until %s", r.Elapsed)
		}
	}
}

func TestRedriveFailAndChoice(t *testing.T) {
	x := begin(t, flow("A", `"A": {"Type": "Fail", "Error": "E"}`), `{}`, runner.Options{})
	ending(t, x, runner.Failed)
	same(t, "history", after(redriven(t, x, runner.Failed).History), "4<3 ExecutionRedriven \n5<4 FailStateEntered A\n6<5 ExecutionFailed")
	x = begin(t, flow("A", `"A": {"Type": "Choice", "Choices": [{"Condition": "{% $states.context.Execution.RedriveCount = 1 %}", "Next": "B"}]}, "B": {"Type": "Succeed"}`), `{}`, runner.Options{})
	ending(t, x, runner.Failed)
	same(t, "path", strings.Join(redriven(t, x, runner.Succeeded).Path, " "), "A B")
}

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

// TestRedriveCaught: what a catcher has dealt with is not run again.
func TestRedriveCaught(t *testing.T) {
	s := broken(`1`, `2`)
	x := begin(t, flow("P", `"P": {"Type": "Parallel", "Branches": [{"StartAt": "A", "States": {"A": `+call(`1`, `"End": true`)+`}}],
		"Catch": [{"ErrorEquals": ["States.ALL"], "Next": "B"}], "End": true}, "B": `+call(`2`, `"End": true`)), `{}`,
		runner.Options{Functions: map[string]runner.Service{"f": s}})
	ending(t, x, runner.Failed)
	s.mend()
	redriven(t, x, runner.Succeeded)
	if s.called("1") != 1 || s.called("2") != 2 {
		t.Errorf("%d and %d calls", s.called("1"), s.called("2"))
	}
}

func TestRedriveStopped(t *testing.T) {
	x := begin(t, flow("A", `"A": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Arguments": {"QueueUrl": "q", "MessageBody": "{% $states.context.Task.Token %}"}, "TimeoutSeconds": 100, "End": true}`), `{}`,
		runner.Options{Services: map[string]runner.Service{"sqs:sendMessage": runner.Handler(func(context.Context, []byte) ([]byte, error) { return []byte(`{}`), nil })}})
	first := x.OpenTokens()[0].Token
	if err := x.Advance(90 * time.Second); err != nil {
		t.Fatal(err)
	}
	x.Stop("Enough", "for now")
	ending(t, x, runner.Aborted)
	if err := x.Redrive(t.Context()); err != nil {
		t.Fatal(err)
	}
	second := x.OpenTokens()[0].Token
	if first == second || x.SendTaskSuccess(first, nil) == nil {
		t.Error("the token of before is good still")
	}
	if err := x.Advance(90 * time.Second); err != nil { // its time counts anew
		t.Fatal(err)
	}
	if err := x.SendTaskSuccess(second, []byte(`7`)); err != nil {
		t.Fatal(err)
	}
	same(t, "output", string(ending(t, x, runner.Succeeded).Output), `7`)
}

// TestRedriveAfterFault: a harness that was incomplete can be completed.
func TestRedriveAfterFault(t *testing.T) {
	services := map[string]runner.Service{"g": runner.Mock()}
	x := begin(t, flow("A", `"A": `+call(`1`, `"End": true`)), `{}`, runner.Options{Functions: services})
	if _, err := x.Result(t.Context()); !errors.Is(err, runner.ErrUnserved) {
		t.Fatal(err)
	}
	services["f"] = broken()
	redriven(t, x, runner.Succeeded)
}

func TestRedriveNested(t *testing.T) {
	s := broken(`"child"`)
	child, err := runner.Compile([]byte(flow("A", `"A": `+call(`"child"`, `"End": true`))), runner.Named("Child"))
	if err != nil {
		t.Fatal(err)
	}
	x := begin(t, flow("S", `"S": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2", "Arguments": {"StateMachineArn": "Child"}, "Output": "{% $states.result.Output %}", "End": true}`), `{}`,
		runner.Options{Functions: map[string]runner.Service{"f": s}, Machines: map[string]*runner.Machine{"Child": child}})
	ending(t, x, runner.Failed)
	s.mend()

	// The nested execution by itself: the one that started it has its answer.
	nested := x.Nested()[0]
	same(t, "nested", string(redriven(t, nested, runner.Succeeded).Output), `"child"`)
	if x.Status() != runner.Failed {
		t.Error(x.Status())
	}

	// The one that started it starts another.
	same(t, "output", string(redriven(t, x, runner.Succeeded).Output), `"child"`)
	if n := len(x.Nested()); n != 2 {
		t.Errorf("%d nested executions", n)
	}
}

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
