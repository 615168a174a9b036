package runner

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

const childFails = `{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":60,"Next":"F"},"F":{"Type":"Fail","Error":"E","Cause":"c"}}}`
const childWaits = `{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":60,"Next":"P"},"P":{"Type":"Pass","Parameters":{"got.$":"$"},"End":true}}}`

func parent(pattern string) string {
	return `{"StartAt":"Run","States":{"Run":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution` + pattern + `",
	  "Parameters":{"StateMachineArn":"${Child}","Input":{"a":1},"Name":"kid"},"End":true}}}`
}

func TestNestedExecutions(t *testing.T) {
	machines := map[string]*Machine{"Child": compile(t, childWaits)}
	for pattern, want := range map[string]string{".sync": `"{\"got\":{\"a\":1}}"`, ".sync:2": `{"got":{"a":1}}`} {
		x := start(t, parent(pattern), `{}`, Options{Machines: machines})
		r := finished(t, x)
		v, err := jsonvalue.Parse(r.Output)
		if err != nil || v.Get("Output").JSON() != want || v.Get("Status").Text() != "SUCCEEDED" || v.Get("Name").Text() != "kid" {
			t.Errorf("%s: %s %s, %v", pattern, r.Output, r.Cause, err)
		}
		if r.Elapsed != time.Minute {
			t.Errorf("%s: took %s", pattern, r.Elapsed)
		}
		kids := x.Nested()
		if len(kids) != 1 || strings.Join(kids[0].Outcome().Path, " ") != "W P" || !strings.HasSuffix(kids[0].ARN(), ":kid") {
			t.Errorf("%s: nested %v", pattern, kids)
		}
	}
}

func TestNestedExecutionFails(t *testing.T) {
	r := finished(t, start(t, parent(".sync"), `{}`, Options{Machines: map[string]*Machine{"Child": compile(t, childFails)}}))
	cause, err := jsonvalue.ParseString(r.Cause)
	if err != nil || r.Error != "States.TaskFailed" || cause.Get("Error").Text() != "E" || cause.Get("Status").Text() != "FAILED" || cause.Get("Input").Text() != `{"a":1}` {
		t.Errorf("%s %s, %v", r.Error, r.Cause, err)
	}
}

func TestNestedExecutionIsNotWaitedFor(t *testing.T) {
	x := start(t, parent(""), `{}`, Options{Machines: map[string]*Machine{"Child": compile(t, childWaits)}})
	r := finished(t, x)
	v, _ := jsonvalue.Parse(r.Output)
	if r.Status != Succeeded || r.Elapsed != 0 || v.Get("ExecutionArn").Text() != x.Nested()[0].ARN() {
		t.Errorf("%s %s after %s", r.Status, r.Output, r.Elapsed)
	}
}

func TestTimeoutOfTheParentStopsTheChild(t *testing.T) {
	definition := strings.Replace(parent(".sync"), `"End":true`, `"TimeoutSeconds":10,"End":true`, 1)
	x := start(t, definition, `{}`, Options{Machines: map[string]*Machine{"Child": compile(t, childWaits)}})
	r := finished(t, x)
	if r.Error != "States.Timeout" || x.Nested()[0].Outcome().Status != Aborted {
		t.Errorf("%s; child %s", r.Error, x.Nested()[0].Outcome().Status)
	}
}

const activity = `{"StartAt":"Do","States":{"Do":{"Type":"Task","Resource":"arn:aws:states:us-east-1:123456789012:activity:dig",
  "TimeoutSeconds":60,"HeartbeatSeconds":10,"End":true}}}`

func TestActivityWorker(t *testing.T) {
	x := start(t, activity, `{"deep":3}`, Options{})
	if _, ok := x.GetActivityTask("fly", "w"); ok {
		t.Error("another activity has no work")
	}
	task, ok := x.GetActivityTask("dig", "spade")
	if !ok || string(task.Input) != `{"deep":3}` {
		t.Fatalf("got %s, %v", task.Input, ok)
	}
	if _, again := x.GetActivityTask("dig", "spade"); again {
		t.Error("the work is taken")
	}
	for range 3 {
		if err := x.Advance(9 * time.Second); err != nil {
			t.Fatal(err)
		}
		if err := x.SendTaskHeartbeat(task.Token); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.SendTaskFailure(task.Token, "Rock", "hard"); err != nil {
		t.Fatal(err)
	}
	r := finished(t, x)
	if r.Error != "Rock" || r.Cause != "hard" || r.Elapsed != 27*time.Second {
		t.Errorf("%s %s after %s", r.Error, r.Cause, r.Elapsed)
	}
	if e := r.History[3]; e.Type != ActivityStarted || e.Worker != "spade" {
		t.Errorf("event 4 is %s of %q", e.Type, e.Worker)
	}
}

func TestActivityServedByAHandler(t *testing.T) {
	r := finished(t, start(t, activity, `4`, Options{Services: map[string]Service{"dig": Handler(func(_ context.Context, in []byte) ([]byte, error) { return in, nil })}}))
	if string(r.Output) != "4" {
		t.Errorf("%s %s", r.Output, r.Cause)
	}
}

func TestTimeOfAnActivityCountsFromItsWorker(t *testing.T) {
	x := start(t, activity, `{}`, Options{})
	if err := x.Advance(time.Hour); err != nil {
		t.Fatal(err)
	}
	if _, ok := x.GetActivityTask("dig", "w"); !ok {
		t.Fatal("no work after an hour")
	}
	if r := finished(t, x); r.Error != "States.Timeout" || r.Elapsed != time.Hour+10*time.Second {
		t.Errorf("%s after %s", r.Error, r.Elapsed)
	}
	x = start(t, activity, `{}`, Options{})
	if _, err := x.Result(context.Background()); !errors.Is(err, ErrStuck) || !strings.Contains(err.Error(), "GetActivityTask") {
		t.Errorf("got %v", err)
	}
}
