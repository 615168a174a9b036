package runner

import (
	"context"
	"errors"
	"reflect"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

const childWorks = `{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":60,"Next":"Work"},
  "Work":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:f","End":true}}}`

// TestChildGoesOnAfterItsParent: the parent's end is none of the child's business, and
// the other way round.
func TestChildGoesOnAfterItsParent(t *testing.T) {
	noLeaks(t)
	var worked atomic.Int32
	o := served(func(context.Context, *Task) ([]byte, error) { worked.Add(1); return []byte(`"done"`), nil })
	o.Machines = map[string]*Machine{"Child": compile(t, childWorks)}
	const after = `"End":true}}}`
	for name, c := range map[string]struct {
		next   string
		status Status
		took   time.Duration
	}{
		"that succeeds": {after, Succeeded, 0},
		"that fails":    {`"Next":"F"},"F":{"Type":"Fail"}}}`, Failed, 0},
		"that times out": {`"Next":"W"},"W":{"Type":"Wait","Seconds":100,"End":true}},"TimeoutSeconds":10}`,
			TimedOut, 10 * time.Second},
		"that ends later": {`"Next":"W"},"W":{"Type":"Wait","Seconds":100,"End":true}}}`, Succeeded, 100 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			worked.Store(0)
			x := start(t, strings.Replace(parent(""), after, c.next, 1), `{}`, o)
			r := finished(t, x)
			if r.Status != c.status || r.Elapsed != c.took {
				t.Errorf("the parent: %s after %s", r.Status, r.Elapsed)
			}
			child := x.Nested()[0].Outcome()
			if child.Status != Succeeded || string(child.Output) != `"done"` || child.Elapsed != time.Minute || worked.Load() != 1 {
				t.Errorf("the child: %s %s after %s", child.Status, child.Output, child.Elapsed)
			}
			if got := types(child.History); !strings.HasSuffix(got, "LambdaFunctionSucceeded TaskStateExited ExecutionSucceeded") {
				t.Errorf("its history: %s", got)
			}
			if stop := x.Describe().Stop; !stop.Equal(DefaultStart.Add(c.took)) {
				t.Errorf("the parent ended at %s", stop)
			}
		})
	}
}

// TestStoppedParentLeavesItsChild: StopExecution ends one execution, and those that it
// waits for.
func TestStoppedParentLeavesItsChild(t *testing.T) {
	machines := map[string]*Machine{"Child": compile(t, childWaits)}
	for pattern, want := range map[string]Status{"": Succeeded, ".sync": Aborted} {
		definition := strings.Replace(parent(pattern), `"End":true}`, `"Next":"W"},"W":{"Type":"Wait","Seconds":100,"End":true}`, 1)
		x, err := compile(t, definition).Prepare(t.Context(), nil, Options{Machines: machines})
		if err != nil {
			t.Fatal(err)
		}
		if err := x.Advance(time.Second); err != nil {
			t.Fatal(err)
		}
		x.Stop("", "")
		if got := x.Nested()[0].Outcome().Status; x.Status() != Aborted || got != want {
			t.Errorf("%q: the parent %s, the child %s", pattern, x.Status(), got)
		}
	}
}

// TestStoppedChild: a child may be stopped by itself.
func TestStoppedChild(t *testing.T) {
	x, err := compile(t, parent(".sync")).Prepare(t.Context(), nil, Options{Machines: map[string]*Machine{"Child": compile(t, childWaits)}})
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Advance(time.Second); err != nil {
		t.Fatal(err)
	}
	x.Nested()[0].Stop("", "")
	r := finished(t, x)
	if r.Status != Failed || r.Error != "States.TaskFailed" || !strings.Contains(r.Cause, `"Status":"ABORTED"`) {
		t.Errorf("%s %s %s", r.Status, r.Error, r.Cause)
	}
}

// TestContextEndsChildrenToo: the context is that of all of it.
func TestContextEndsChildrenToo(t *testing.T) {
	noLeaks(t)
	release := make(chan struct{})
	defer close(release)
	ctx, cancel := context.WithCancel(t.Context())
	o := served(func(context.Context, *Task) ([]byte, error) { cancel(); <-release; return nil, nil })
	o.Machines = map[string]*Machine{"Child": compile(t, childWorks)}
	x, err := compile(t, parent("")).Start(ctx, nil, o)
	if err != nil {
		t.Fatal(err)
	}
	r := finished(t, x)
	if child := x.Nested()[0].Outcome(); r.Status != Succeeded || child.Status != Aborted || child.Cause != "context canceled" {
		t.Errorf("the parent %s, the child %s %s", r.Status, child.Status, child.Cause)
	}
}

// TestFaultOfAChild: what the test has left out is told, whoever meets it.
func TestFaultOfAChild(t *testing.T) {
	x := start(t, parent(""), `{}`, Options{Machines: map[string]*Machine{"Child": compile(t, childWorks)}})
	r, err := x.Result(t.Context())
	if !errors.Is(err, ErrUnserved) || r.Status != Succeeded || x.Nested()[0].Outcome().Status != Aborted {
		t.Errorf("%s, %v", r.Status, err)
	}
}

const childAsks = `{"StartAt":"Ask","States":{"Ask":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken",
  "Parameters":{"FunctionName":"Asker"},"End":true}}}`

// TestChildWaitsForAToken: the parent's result does not wait for that; the child's does.
func TestChildWaitsForAToken(t *testing.T) {
	o := Options{Functions: asker, Machines: map[string]*Machine{"Child": compile(t, childAsks)}}
	x := start(t, parent(""), `{}`, o)
	if r := finished(t, x); r.Status != Succeeded {
		t.Fatal(r.Status, r.Cause)
	}
	child, open := x.Nested()[0], x.OpenTokens()
	if _, err := child.Result(t.Context()); !errors.Is(err, ErrStuck) || len(open) != 1 {
		t.Fatalf("%d tokens, %v", len(open), err)
	}
	if err := x.SendTaskSuccess(open[0].Token, []byte(`7`)); err != nil {
		t.Fatal(err)
	}
	if r := finished(t, child); r.Status != Succeeded || string(r.Output) != "7" {
		t.Errorf("%s %s", r.Status, r.Output)
	}
}

// line is a machine that starts the next, and waits a day before.
func line(next string) string {
	return `{"StartAt":"Night","States":{"Night":{"Type":"Wait","Seconds":86400,"Next":"Again"},"Again":{"Type":"Task",
	  "Resource":"arn:aws:states:::states:startExecution","Parameters":{"StateMachineArn":"` + next + `"},"End":true}}}`
}

// generations counts the executions in a line, and how many of them have ended.
func generations(x *Execution) (all, ended int) {
	for all = 1; ; all++ {
		if x.Status() != Running {
			ended++
		}
		nested := x.Nested()
		if len(nested) == 0 {
			return all, ended
		}
		x = nested[0]
	}
}

func TestGrandchildren(t *testing.T) {
	x := start(t, line("B"), `{}`, Options{Machines: map[string]*Machine{"B": compile(t, line("C")), "C": compile(t, line("D")), "D": compile(t, childWaits)}})
	if r := finished(t, x); r.Elapsed != 24*time.Hour {
		t.Errorf("it took %s", r.Elapsed)
	}
	if all, ended := generations(x); all != 4 || ended != 4 {
		t.Errorf("%d of %d have ended", ended, all)
	}
}

// TestLineWithoutAnEnd: a machine that starts itself anew is run once, and on as far as
// somebody asks.
func TestLineWithoutAnEnd(t *testing.T) {
	machines := map[string]*Machine{}
	machines["A"], machines["B"] = compile(t, line("B")), compile(t, line("A"))
	x, err := machines["A"].Start(t.Context(), nil, Options{Machines: machines})
	if err != nil {
		t.Fatal(err)
	}
	finished(t, x)
	if all, ended := generations(x); all != 3 || ended != 2 {
		t.Fatalf("%d of %d have ended", ended, all)
	}
	finished(t, x.Nested()[0].Nested()[0])
	if all, ended := generations(x); all != 4 || ended != 3 {
		t.Errorf("%d of %d have ended, once the third was asked for", ended, all)
	}
	if err := x.Advance(10 * 24 * time.Hour); err != nil {
		t.Fatal(err)
	}
	if all, ended := generations(x); all != 14 || ended != 13 {
		t.Errorf("%d of %d have ended after ten days more", ended, all)
	}
}

// TestManyChildren: they run side by side, in the same order every time.
func TestManyChildren(t *testing.T) {
	noLeaks(t)
	definition := `{"StartAt":"All","States":{"All":{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"Run","States":{"Run":{"Type":"Task",
	  "Resource":"arn:aws:states:::states:startExecution","Parameters":{"StateMachineArn":"Child","Input.$":"$"},"End":true}}}}}}`
	o := served(func(_ context.Context, task *Task) ([]byte, error) { return task.Input(), nil })
	o.Machines = map[string]*Machine{"Child": compile(t, strings.Replace(childWorks, `"Seconds":60`, `"SecondsPath":"$"`, 1))}
	var first [][]Event
	for _, procs := range []int{1, 2, 8} {
		before := runtime.GOMAXPROCS(procs)
		x := start(t, definition, `[9,1,8,2,7,3,6,4,5,0,5,5]`, o)
		finished(t, x)
		runtime.GOMAXPROCS(before)
		var all [][]Event
		for _, child := range x.Nested() {
			r := child.Outcome()
			seconds, err := jsonvalue.Parse(r.Output)
			if n, _ := seconds.Int(); err != nil || r.Elapsed != time.Duration(n)*time.Second {
				t.Errorf("%s %s after %s", r.Status, r.Output, r.Elapsed)
			}
			all = append(all, r.History)
		}
		if first == nil {
			first = all
		}
		if len(all) != 12 || !reflect.DeepEqual(first, all) {
			t.Errorf("with GOMAXPROCS %d there are %d other histories", procs, len(all))
		}
	}
}

// TestFailedChildIsRedriven: also when its parent has ended.
func TestFailedChildIsRedriven(t *testing.T) {
	var calls atomic.Int32
	o := served(func(context.Context, *Task) ([]byte, error) {
		if calls.Add(1) == 1 {
			return nil, errors.New("not yet")
		}
		return []byte("1"), nil
	})
	o.Machines = map[string]*Machine{"Child": compile(t, childWorks)}
	x := start(t, parent(""), `{}`, o)
	finished(t, x)
	child := x.Nested()[0]
	if child.Status() != Failed {
		t.Fatal(child.Status())
	}
	if err := child.Redrive(t.Context()); err != nil {
		t.Fatal(err)
	}
	if r := finished(t, child); r.Status != Succeeded || x.Status() != Succeeded {
		t.Errorf("%s %s", r.Status, r.Cause)
	}
}

// TestChildOnARealClock: nobody waits in real time for what the workflow does not wait
// for.
func TestChildOnARealClock(t *testing.T) {
	x := start(t, parent(""), `{}`, Options{RealTime: true, Machines: map[string]*Machine{"Child": compile(t, childWaits)}})
	r := finished(t, x)
	if child := x.Nested()[0].Status(); r.Status != Succeeded || child != Running {
		t.Errorf("the parent %s, the child %s", r.Status, child)
	}
}
