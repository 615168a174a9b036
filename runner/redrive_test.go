package runner_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

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
