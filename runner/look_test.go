package runner

import (
	"context"
	"strings"
	"testing"
	"time"
)

// TestLookWhileItRuns: an execution can be looked at while another goroutine is in
// Result, whatever it does at that moment.
func TestLookWhileItRuns(t *testing.T) {
	loop := compile(t, `{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","Next":"A"}}}`)
	task := compile(t, `{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken","Parameters":{"FunctionName":"f","Payload":{}},"End":true}}}`)
	hangs := ServiceFunc(func(ctx context.Context, _ *Task) ([]byte, error) { <-ctx.Done(); return nil, ctx.Err() })
	for name, run := range map[string]struct {
		machine *Machine
		options Options
	}{
		"a loop without an end": {loop, Options{Quotas: Quotas{HistoryEvents: -1}, Type: "EXPRESS"}},
		"a handler that hangs":  {task, Options{Functions: map[string]Service{"f": hangs}, Patience: time.Hour}},
		"a wait in real time":   {compile(t, `{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":86400,"End":true}}}`), Options{RealTime: true}},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			x, err := run.machine.Prepare(ctx, nil, run.options)
			if err != nil || len(x.History()) != 1 {
				t.Fatal(err)
			}
			ended := make(chan *Result, 1)
			go func() {
				r, _ := x.Result(context.Background())
				ended <- r
			}()
			for len(x.HistoryAfter(1)) == 0 { // until it has entered its first state
			}
			if x.Status() != Running || x.History()[0].Type != ExecutionStarted || !x.Now().Equal(x.History()[0].Time) && name == "a handler that hangs" {
				t.Errorf("it is %s at %s", x.Status(), x.Now())
			}
			x.Stop("Enough", "of it")
			if r := <-ended; r.Status != Aborted || r.Error != "Enough" {
				t.Errorf("it ended as %s %s", r.Status, r.Error)
			}
			if all := x.History(); len(x.HistoryAfter(int64(len(all)))) != 0 || len(x.HistoryAfter(-1)) != len(all) || x.HistoryAfter(int64(len(all) - 1))[0].Type != ExecutionAborted {
				t.Error("the history does not end with the abort")
			}
		})
	}
}

// TestLookFromAHandler: a handler may look at its own execution.
func TestLookFromAHandler(t *testing.T) {
	m := compile(t, `{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:f","End":true}}}`)
	f := ServiceFunc(func(_ context.Context, task *Task) ([]byte, error) {
		x := task.Run()
		if s := x.Status(); s != Running {
			t.Errorf("it is %s", s)
		}
		return []byte(`"` + x.History()[1].State + `"`), nil
	})
	x, err := m.Start(t.Context(), nil, Options{Functions: map[string]Service{"f": f}})
	if err != nil {
		t.Fatal(err)
	}
	r := finished(t, x)
	if string(r.Output) != `"T"` {
		t.Errorf("it gave %s, %s", r.Output, r.Cause)
	}
}

// TestLooksDoNotProlongPatience holds that who looks again and again does not make patience
// with a handler last longer.
func TestLooksDoNotProlongPatience(t *testing.T) {
	m := compile(t, `{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:f","End":true}}}`)
	release := make(chan struct{})
	defer close(release)
	f := ServiceFunc(func(context.Context, *Task) ([]byte, error) { <-release; return nil, nil })
	x, err := m.Prepare(t.Context(), nil, Options{Functions: map[string]Service{"f": f}, Patience: 20 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() {
		_, err := x.Result(context.Background())
		ended <- err
	}()
	for {
		select {
		case err := <-ended:
			if err == nil || !strings.Contains(err.Error(), "its handler, which has not returned for 20ms") {
				t.Errorf("it ended with %v", err)
			}
			return
		default:
			x.Status()
		}
	}
}
