package runner

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/diag"
)

func TestMockConfig(t *testing.T) {
	c, err := ParseMockConfig([]byte(`{
	  "StateMachines": {"Orders": {"TestCases": {"Flaky": {"Work": "FailsTwice"}, "Typo": {"Work": "None"}}}},
	  "MockedResponses": {"FailsTwice": {
	    "0-1": {"Throw": {"Error": "Lambda.TooManyRequestsException", "Cause": "slow down"}},
	    "2": {"Return": {"StatusCode": 200, "Payload": "ok"}}}}}`))
	if err != nil {
		t.Fatal(err)
	}
	states, err := c.States("Orders", "Flaky")
	if err != nil {
		t.Fatal(err)
	}
	definition := strings.Replace(oneTask, `"End":true`, `"Retry":[{"ErrorEquals":["States.ALL"]}],"End":true`, 1)
	r := finished(t, start(t, definition, `{}`, Options{States: states}))
	if string(r.Output) != `"ok"` || r.Elapsed != 3*time.Second {
		t.Errorf("%s %s after %s", r.Output, r.Cause, r.Elapsed)
	}
	for _, wrong := range [][2]string{{"Order", "Flaky"}, {"Orders", "Flacky"}, {"Orders", "Typo"}} {
		if _, err := c.States(wrong[0], wrong[1]); err == nil {
			t.Errorf("%s was found", wrong)
		} else if wrong[1] != "Typo" && !strings.Contains(err.Error(), "did you mean") {
			t.Errorf("no suggestion in %v", err)
		}
	}
	for _, text := range []string{`[`, `{}`, `{"StateMachines":{},"MockedResponses":{"a":{"1":{"Return":1}}}}`,
		`{"StateMachines":{},"MockedResponses":{"a":{"0":{}}}}`, `{"StateMachines":{},"MockedResponses":{"a":{"0-99999999999":{"Return":1}}}}`} {
		if _, err := ParseMockConfig([]byte(text)); err == nil {
			t.Errorf("%s was read", text)
		}
	}
}

func TestMockRunsOut(t *testing.T) {
	definition := strings.Replace(oneTask, `"End":true`, `"Retry":[{"ErrorEquals":["States.ALL"]}],"End":true`, 1)
	x := start(t, definition, `{}`, Options{States: map[string]Service{"Work": Mock(Answer{Throw: &Failure{Name: "A"}})}})
	if _, err := x.Result(context.Background()); !errors.Is(err, ErrUnserved) || !strings.Contains(err.Error(), "its 1 answer is used up at call 2; add another") {
		t.Errorf("got %v", err)
	}
}

func TestRealTime(t *testing.T) {
	definition := `{"StartAt":"W","States":{"W":{"Type":"Wait","TimestampPath":"$.at","Next":"T"},
	  "T":{"Type":"Task","Resource":"arn:aws:states:::sns:publish","Parameters":{},"End":true}}}`
	at := time.Now().Add(50 * time.Millisecond)
	began := time.Now()
	x := start(t, definition, `{"at":"`+at.UTC().Format(time.RFC3339Nano)+`"}`, Options{RealTime: true,
		Services: map[string]Service{"sns:publish": Mock(Answer{Return: []byte(`1`), After: 20 * time.Millisecond})}})
	r := finished(t, x)
	if took := time.Since(began); r.Status != Succeeded || took < 65*time.Millisecond {
		t.Errorf("%s after %s of real time", r.Status, took)
	}
}

func TestQuotas(t *testing.T) {
	loop := `{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","Next":"A"}}}`
	r := finished(t, start(t, loop, `{}`, Options{}))
	if len(r.History) != 25_000 || r.Error != "States.Runtime" || !strings.Contains(r.Cause, "maximum number of history events (25000)") {
		t.Errorf("%d events, %s %s", len(r.History), r.Error, r.Cause)
	}
	big := `{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Pass","Output":"{% $pad('', 300000, 'x') %}","End":true}}}`
	if r := finished(t, start(t, big, `{}`, Options{})); r.Error != "States.DataLimitExceeded" || !strings.Contains(r.Cause, "'A'") {
		t.Errorf("%s %s", r.Error, r.Cause)
	}
	if r := finished(t, start(t, big, `{}`, Options{Quotas: Quotas{PayloadBytes: -1}})); r.Status != Succeeded {
		t.Errorf("without the quota: %s %s", r.Error, r.Cause)
	}
	caught := `{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::sns:publish","Parameters":{},
	  "Catch":[{"ErrorEquals":["States.ALL"],"Next":"C"}],"End":true},"C":{"Type":"Pass","OutputPath":"$.Error","End":true}}}`
	r = finished(t, start(t, caught, `{}`, Options{Quotas: Quotas{PayloadBytes: 200},
		States: map[string]Service{"A": Mock(Answer{Return: []byte(`"` + strings.Repeat("x", 200) + `"`)})}}))
	if string(r.Output) != `"States.DataLimitExceeded"` {
		t.Errorf("%s %s", r.Output, r.Cause)
	}
	assign := `{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Pass","Assign":{"v":"{% $pad('', 300000, 'x') %}"},"End":true}}}`
	if r := finished(t, start(t, assign, `{}`, Options{})); r.Error != "States.Runtime" {
		t.Errorf("variables: %s %s", r.Status, r.Error)
	}
	for _, o := range []Options{{Name: strings.Repeat("n", 81)}, {Name: "a b"}, {Type: "FAST"}} {
		if _, err := compile(t, loop).Start(context.Background(), nil, o); err == nil {
			t.Errorf("%+v was taken", o)
		}
	}
	if _, err := compile(t, loop).Start(context.Background(), []byte(`{`), Options{}); err == nil {
		t.Error("an input that is no JSON was taken")
	}
}

func TestCancelledLoopEnds(t *testing.T) {
	loop := `{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"A"}}}`
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	x, err := compile(t, loop).Start(ctx, nil, Options{Quotas: Quotas{HistoryEvents: 3_000_000}})
	if err != nil {
		t.Fatal(err)
	}
	if r, err := x.Result(context.Background()); !errors.Is(err, context.DeadlineExceeded) || r.Status != Aborted {
		t.Errorf("%s, %v", r.Status, err)
	}
}

func TestCompileReportsEverything(t *testing.T) {
	_, err := Compile([]byte(`{
	  "StartAt": "Frist",
	  "States": {
	    "First": {"Type": "Pass", "Next": "Secnod", "InputPath": "$.a["},
	    "Second": {"Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::sns:publish", "Arguments": {"a": ["{% 1 + %}"]}, "Catch": [{"ErrorEquals": ["E"], "Next": "First", "Assign": {"x": "{% ) %}"}}]},
	    "Third": {"Type": "Pas", "End": true}
	  }
	}`), File("orders.asl.json"))
	found, ok := diag.FromError(err)
	if !ok {
		t.Fatal(err)
	}
	all := found.String()
	for _, want := range []string{
		`orders.asl.json:2:`, `did you mean "First"`, `did you mean "Second"`, "InputPath", "Arguments/a[0]", "Assign/x", "neither goes on nor ends", `did you mean "Pass"`,
	} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not in\n%s", want, all)
		}
	}
}

func FuzzRun(f *testing.F) {
	for _, seed := range []string{callback, oneTask, fan, activity, parent(".sync:2"), childFails,
		`{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Choice","Choices":[{"Condition":"{% $states.input.a > 1 %}","Next":"B"}],"Default":"B"},"B":{"Type":"Pass","Assign":{"x":"{% $states.input %}"},"Output":"{% $states.context %}","End":true}}}`,
	} {
		f.Add([]byte(seed), []byte(`{"a":[1,2]}`))
	}
	echo := ServiceFunc(func(_ context.Context, task *Task) ([]byte, error) { return task.Input(), nil })
	f.Fuzz(func(t *testing.T, definition, input []byte) {
		m, err := Compile(definition)
		if err != nil {
			return
		}
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		x, err := m.Start(ctx, input, Options{Quotas: Quotas{HistoryEvents: 500}, Functions: map[string]Service{"f": echo, "Asker": echo}})
		if err != nil {
			return
		}
		r, err := x.Result(ctx)
		if err == nil && r.Status == Running {
			t.Error("it neither ended nor said why")
		}
		for i, e := range r.History {
			if e.ID != int64(i+1) || e.PreviousID >= e.ID {
				t.Errorf("event %d has id %d and follows %d", i, e.ID, e.PreviousID)
			}
		}
	})
}

func TestRealTimeWaitsForAnAnswer(t *testing.T) {
	x := start(t, callback, `{}`, Options{Functions: asker, RealTime: true})
	token := x.OpenTokens()[0].Token
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	if r, err := x.Result(ctx); !errors.Is(err, context.DeadlineExceeded) || r.Status != Running {
		t.Errorf("%s, %v", r.Status, err)
	}
	answered := make(chan error)
	go func() { answered <- x.SendTaskSuccess(token, []byte(`"late"`)) }()
	if r := finished(t, x); string(r.Output) != `"late"` {
		t.Errorf("%s %s", r.Status, r.Output)
	}
	if err := <-answered; err != nil {
		t.Error(err)
	}
}

func TestTimeStandsStillWhileATokenIsOpen(t *testing.T) {
	x := start(t, `{"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[
	  {"StartAt":"Ask","States":{"Ask":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken","Parameters":{"FunctionName":"Asker"},"End":true}}},
	  {"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":60,"Next":"D"},"D":{"Type":"Pass","End":true}}}]}}}`, `1`, Options{Functions: asker})
	if d := x.Elapsed(); d != 0 {
		t.Errorf("after Start %s have passed", d)
	}
	if err := x.Advance(59 * time.Second); err != nil {
		t.Fatal(err)
	}
	if path := x.Outcome().Path; len(path) != 3 || x.Elapsed() != 59*time.Second {
		t.Errorf("path %v after %s", path, x.Elapsed())
	}
	if err := x.Advance(time.Second); err != nil {
		t.Fatal(err)
	}
	if path := x.Outcome().Path; len(path) != 4 {
		t.Errorf("path %v", path)
	}
	if err := x.Reply("Ask", Reply{Output: []byte(`2`)}); err != nil {
		t.Fatal(err)
	}
	if r := x.Outcome(); string(r.Output) != `[2,1]` {
		t.Errorf("%s %s", r.Status, r.Output)
	}
}
