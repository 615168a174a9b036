package runner

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

const callback = `{"StartAt":"Ask","TimeoutSeconds":30,"States":{
  "Ask":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken","TimeoutSeconds":60,
    "Parameters":{"FunctionName":"${Asker}","Payload":{"token.$":"$$.Task.Token"}},"Next":"Done"},
  "Done":{"Type":"Pass","End":true}}}`

var asker = map[string]Service{"Asker": Handler(func(context.Context, []byte) ([]byte, error) { return []byte(`{}`), nil })}

func TestStartStopsAtAnOpenToken(t *testing.T) {
	x := start(t, callback, `{}`, Options{Functions: asker})
	open := x.OpenTokens()
	if len(open) != 1 || open[0].State != "Ask" || x.Elapsed() != 0 {
		t.Fatalf("open: %+v after %s", open, x.Elapsed())
	}
	if !strings.Contains(string(open[0].Input), open[0].Token) {
		t.Errorf("the token is not in what the state sent: %s", open[0].Input)
	}
	if err := x.SendTaskSuccess(open[0].Token, []byte(`{"n":1}`)); err != nil {
		t.Fatal(err)
	}
	r := finished(t, x)
	if r.Status != Succeeded || string(r.Output) != `{"n":1}` {
		t.Errorf("%s %s", r.Status, r.Output)
	}
	if err := x.SendTaskSuccess(open[0].Token, nil); !errors.Is(err, ErrTaskTimedOut) {
		t.Errorf("a second answer gave %v", err)
	}
	if err := x.SendTaskSuccess("nonsense", nil); !errors.Is(err, ErrTaskDoesNotExist) {
		t.Errorf("an unknown token gave %v", err)
	}
}

func TestPlannedReply(t *testing.T) {
	x := start(t, callback, `{}`, Options{Functions: asker})
	if err := x.Reply("Ask", Reply{Output: []byte(`1`), After: 9 * time.Second}); err != nil {
		t.Fatal(err)
	}
	if r := finished(t, x); r.Status != Succeeded || r.Elapsed != 9*time.Second {
		t.Errorf("%s after %s", r.Status, r.Elapsed)
	}
}

func TestReplyBeforeTheStateIsReached(t *testing.T) {
	definition := strings.Replace(callback, `"StartAt":"Ask"`, `"StartAt":"First"`, 1)
	definition = strings.Replace(definition, `"Done":{`, `"First":{"Type":"Task","Resource":"arn:aws:states:::sns:publish.waitForTaskToken","Next":"Ask"},"Done":{`, 1)
	x := start(t, definition, `{}`, Options{Functions: asker, Services: map[string]Service{"sns:publish": asker["Asker"]}})
	for _, state := range []string{"Ask", "First"} {
		if err := x.Reply(state, Reply{Output: []byte(`"` + state + `"`), After: time.Second}); err != nil {
			t.Fatal(err)
		}
	}
	if r := finished(t, x); string(r.Output) != `"Ask"` || r.Elapsed != 2*time.Second {
		t.Errorf("%s %s after %s", r.Status, r.Output, r.Elapsed)
	}
}

func TestMachineTimesOut(t *testing.T) {
	x := start(t, callback, `{}`, Options{Functions: asker})
	r := finished(t, x)
	if r.Status != TimedOut || r.Elapsed != 30*time.Second {
		t.Errorf("%s after %s", r.Status, r.Elapsed)
	}
}

func TestStuck(t *testing.T) {
	definition := strings.Replace(strings.Replace(callback, `"TimeoutSeconds":30,`, ``, 1), `"TimeoutSeconds":60,`, ``, 1)
	x := start(t, definition, `{}`, Options{Functions: asker})
	_, err := x.Result(context.Background())
	var fault *Fault
	if !errors.Is(err, ErrStuck) || !errors.As(err, &fault) || fault.State != "Ask" || !strings.Contains(err.Error(), "token") {
		t.Errorf("got %v", err)
	}
}

func TestUnserved(t *testing.T) {
	x := start(t, strings.Replace(callback, `"Next":"Done"`, `"Catch":[{"ErrorEquals":["States.ALL"],"Next":"Done"}],"Next":"Done"`, 1), `{}`, Options{})
	r, err := x.Result(context.Background())
	if !errors.Is(err, ErrUnserved) || !strings.Contains(err.Error(), `Options.Functions: map[string]runner.Service{"Asker": `) {
		t.Errorf("got %v", err)
	}
	if r.Status != Aborted {
		t.Errorf("status %s", r.Status)
	}
}

func TestHeartbeat(t *testing.T) {
	definition := strings.Replace(callback, `"TimeoutSeconds":60`, `"TimeoutSeconds":60,"HeartbeatSeconds":5`, 1)
	x := start(t, definition, `{}`, Options{Functions: asker})
	for range 3 {
		if err := x.Advance(4 * time.Second); err != nil {
			t.Fatal(err)
		}
		if err := x.SendTaskHeartbeat(x.OpenTokens()[0].Token); err != nil {
			t.Fatal(err)
		}
	}
	r := finished(t, x)
	if r.Status != Failed || r.Error != "States.Timeout" || r.Elapsed != 17*time.Second {
		t.Errorf("%s %s after %s", r.Status, r.Error, r.Elapsed)
	}
}

func TestHandlerAnswersItsOwnToken(t *testing.T) {
	s := ServiceFunc(func(_ context.Context, task *Task) ([]byte, error) {
		return []byte(`{}`), task.Run().SendTaskSuccess(task.Token, []byte(`"own"`))
	})
	x := start(t, callback, `{}`, Options{Functions: map[string]Service{"Asker": s}})
	if r := x.Outcome(); r.Status != Succeeded || string(r.Output) != `"own"` {
		t.Errorf("%s %s", r.Status, r.Output)
	}
}

func TestHeartbeatsAndAnAnswerArePlannedTogether(t *testing.T) {
	definition := strings.Replace(callback, `"TimeoutSeconds":60`, `"TimeoutSeconds":60,"HeartbeatSeconds":5`, 1)
	first := strings.Replace(definition, `"StartAt":"Ask"`, `"StartAt":"First"`, 1)
	first = strings.Replace(first, `"Done":{`, `"First":{"Type":"Task","Resource":"arn:aws:states:::sns:publish.waitForTaskToken","Next":"Ask"},"Done":{`, 1)
	for _, definition := range []string{definition, first} {
		x := start(t, definition, `{}`, Options{Functions: asker, Services: map[string]Service{"sns:publish": asker["Asker"]}})
		for _, r := range []Reply{{Heartbeat: true, After: 4 * time.Second}, {Heartbeat: true, After: 8 * time.Second}, {Output: []byte(`1`), After: 12 * time.Second}} {
			if err := x.Reply("Ask", r); err != nil {
				t.Fatal(err)
			}
		}
		if err := x.Reply("First", Reply{}); err != nil {
			t.Fatal(err)
		}
		if r := finished(t, x); r.Status != Succeeded || r.Elapsed != 12*time.Second {
			t.Errorf("%s after %s", r.Status, r.Elapsed)
		}
	}
}

// TestNeedsReplies: where replies are needed, no token times out in silence, neither
// by its own timeout nor by the execution's; once one is made, or time is let pass,
// it does.
func TestNeedsReplies(t *testing.T) {
	for name, definition := range map[string]string{
		"of the execution":       callback,
		"of the task":            strings.Replace(callback, `"TimeoutSeconds":30,`, "", 1),
		"between two heartbeats": strings.Replace(callback, `"TimeoutSeconds":60`, `"TimeoutSeconds":60,"HeartbeatSeconds":9`, 1),
	} {
		t.Run(name, func(t *testing.T) {
			x := start(t, definition, `{}`, Options{Functions: asker, NeedsReplies: true})
			var fault *Fault
			r, err := x.Result(t.Context())
			if !errors.As(err, &fault) || !errors.Is(err, ErrStuck) || fault.State != "Ask" || !strings.Contains(err.Error(), "no reply was made for it") {
				t.Fatalf("it gives %v", err)
			}
			if r.Status != Running || r.Elapsed != 0 {
				t.Errorf("%s after %s", r.Status, r.Elapsed)
			}
			if err := x.Reply("Ask", Reply{Never: true}); err != nil {
				t.Fatal(err)
			}
			if r, err := x.Result(t.Context()); err != nil || r.Status == Succeeded || r.Status == Running {
				t.Errorf("after Never: %s, %v", r.Status, err)
			}
			x = start(t, definition, `{}`, Options{Functions: asker, NeedsReplies: true})
			if err := x.Advance(time.Hour); err != nil || x.Status() == Running {
				t.Errorf("in an hour: %s, %v", x.Status(), err)
			}
		})
	}
}
