package runner

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

const oneTask = `{"StartAt":"Work","States":{"Work":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke",
  "Parameters":{"FunctionName":"f","Payload.$":"$"},"TimeoutSeconds":7,"OutputPath":"$.Payload","End":true}}}`

func served(f ServiceFunc) Options { return Options{Functions: map[string]Service{"f": f}} }

// noLeaks fails the test if goroutines are left over after it.
func noLeaks(t *testing.T) {
	t.Helper()
	before := runtime.NumGoroutine()
	t.Cleanup(func() {
		for began := time.Now(); time.Since(began) < 2*time.Second; runtime.Gosched() {
			if runtime.NumGoroutine() <= before {
				return
			}
		}
		stacks := make([]byte, 1<<16)
		t.Errorf("%d goroutines are left over:\n%s", runtime.NumGoroutine()-before, stacks[:runtime.Stack(stacks, true)])
	})
}

type declined struct{ code int }

func (d *declined) Error() string { return fmt.Sprint("declined: ", d.code) }

type named struct{ error }

func (named) ErrorType() string { return "CardDeclined" }

func TestHandlerFaults(t *testing.T) {
	noLeaks(t)
	for name, test := range map[string]struct {
		handler     ServiceFunc
		name, cause string
		elapsed     time.Duration
	}{
		"an error": {
			handler: func(context.Context, *Task) ([]byte, error) { return nil, errors.New("no") },
			name:    "errorString", cause: `{"errorMessage":"no","errorType":"errorString"}`,
		},
		"an error's own type": {
			handler: func(context.Context, *Task) ([]byte, error) { return nil, &declined{3} },
			name:    "declined", cause: `{"errorMessage":"declined: 3","errorType":"declined"}`,
		},
		"an error that names itself": {
			handler: func(context.Context, *Task) ([]byte, error) { return nil, fmt.Errorf("w: %w", named{errors.New("x")}) },
			name:    "CardDeclined", cause: `{"errorMessage":"w: x","errorType":"CardDeclined"}`,
		},
		"an exact failure": {
			handler: func(context.Context, *Task) ([]byte, error) { return nil, &Failure{"A.B", "c"} },
			name:    "A.B", cause: "c",
		},
		"a panic": {
			handler: func(context.Context, *Task) ([]byte, error) { panic("boom") },
			name:    "string", cause: `{"errorMessage":"boom","errorType":"string","stackTrace":[{"path":"runner/fault_test.go","line":`,
		},
		"a panic with an error": {
			handler: func(context.Context, *Task) ([]byte, error) { panic(errors.New("boom")) },
			name:    "errorString", cause: `{"errorMessage":"boom","errorType":"errorString","stackTrace":[{`,
		},
		"no JSON": {
			handler: func(context.Context, *Task) ([]byte, error) { return []byte("{oops"), nil },
			name:    "Runtime.MarshalError",
		},
		"no answer": {
			handler: func(context.Context, *Task) ([]byte, error) { return nil, ErrNoAnswer },
			name:    "States.Timeout", elapsed: 7 * time.Second,
		},
		"a hang": {
			handler: func(ctx context.Context, _ *Task) ([]byte, error) { <-ctx.Done(); return nil, ctx.Err() },
			name:    "States.Timeout", elapsed: 7 * time.Second,
		},
		"too slow": {
			handler: func(ctx context.Context, task *Task) ([]byte, error) {
				return []byte(`1`), task.Sleep(ctx, 8*time.Second)
			},
			name: "States.Timeout", elapsed: 7 * time.Second,
		},
		"too much": {
			handler: func(context.Context, *Task) ([]byte, error) {
				return []byte(`"` + strings.Repeat("a", 256<<10) + `"`), nil
			},
			name: "States.DataLimitExceeded", cause: "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := served(test.handler)
			if name == "a hang" { // others answer however busy the machine is
				o.Patience = 10 * time.Millisecond
			}
			r := finished(t, start(t, oneTask, `{}`, o))
			if r.Status != Failed || r.Error != test.name || !strings.HasPrefix(r.Cause, test.cause) || r.Elapsed != test.elapsed {
				t.Errorf("%s %s %s after %s", r.Status, r.Error, r.Cause, r.Elapsed)
			}
		})
	}
}

func TestHandlerThatExits(t *testing.T) {
	x := start(t, oneTask, `{}`, served(func(context.Context, *Task) ([]byte, error) { runtime.Goexit(); return nil, nil }))
	if _, err := x.Result(context.Background()); !IsFault(err) || !strings.Contains(err.Error(), "t.Fatal") {
		t.Errorf("got %v", err)
	}
}

func TestSlowHandlerTakesVirtualTime(t *testing.T) {
	r := finished(t, start(t, oneTask, `5`, served(func(ctx context.Context, task *Task) ([]byte, error) {
		return task.Input(), task.Sleep(ctx, 6*time.Second)
	})))
	if string(r.Output) != "5" || r.Elapsed != 6*time.Second {
		t.Errorf("%s after %s", r.Output, r.Elapsed)
	}
}

func TestHandlerThatNeverReturns(t *testing.T) {
	release := make(chan struct{})
	defer close(release)
	o := served(func(context.Context, *Task) ([]byte, error) { <-release; return nil, nil })
	o.Patience = time.Millisecond
	definition := strings.Replace(oneTask, `"TimeoutSeconds":7,`, ``, 1)
	x := start(t, definition, `{}`, o)
	_, err := x.Result(context.Background())
	if !errors.Is(err, ErrStuck) || !strings.Contains(err.Error(), `"Work" waits for its handler`) {
		t.Errorf("got %v", err)
	}
}

func TestCancelledContext(t *testing.T) {
	noLeaks(t)
	ctx, cancel := context.WithCancelCause(context.Background())
	m := compile(t, oneTask)
	x, err := m.Start(ctx, nil, served(func(ctx context.Context, _ *Task) ([]byte, error) {
		cancel(errors.New("the test is over"))
		<-ctx.Done()
		return nil, ctx.Err()
	}))
	if err != nil {
		t.Fatal(err)
	}
	r, err := x.Result(context.Background())
	if !errors.Is(err, context.Canceled) || r.Status != Aborted || r.Cause != "the test is over" {
		t.Errorf("%s %q, %v", r.Status, r.Cause, err)
	}
	if last := r.History[len(r.History)-1]; last.Type != ExecutionAborted {
		t.Errorf("the history ends with %s", last.Type)
	}
}

func TestStop(t *testing.T) {
	x := start(t, callback, `{}`, Options{Functions: asker})
	x.Stop("Enough", "of this")
	r := finished(t, x)
	if r.Status != Aborted || r.Error != "Enough" || r.Cause != "of this" {
		t.Errorf("%s %s %s", r.Status, r.Error, r.Cause)
	}
	var types []string
	for _, e := range r.History {
		types = append(types, e.Type.String())
	}
	want := "ExecutionStarted TaskStateEntered TaskScheduled TaskStarted TaskSubmitted TaskStateAborted ExecutionAborted"
	if got := strings.Join(types, " "); got != want {
		t.Errorf("history %s", got)
	}
}

// fan runs handlers at the same time, of different real durations.
const fan = `{"StartAt":"Fan","States":{"Fan":{"Type":"Map","MaxConcurrency":7,"End":true,"ItemProcessor":{"StartAt":"Both","States":{
  "Both":{"Type":"Parallel","End":true,"Branches":[
    {"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f","Payload.$":"$"},
       "Retry":[{"ErrorEquals":["States.ALL"],"JitterStrategy":"FULL"}],"End":true}}},
    {"StartAt":"B","States":{"B":{"Type":"Wait","SecondsPath":"$","Next":"C"},"C":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f","Payload.$":"$"},"End":true}}}]}}}}}}`

func TestDeterministic(t *testing.T) {
	noLeaks(t)
	m := compile(t, fan)
	var mu sync.Mutex
	turn := 0
	o := served(func(_ context.Context, task *Task) ([]byte, error) {
		mu.Lock()
		turn++
		spins := turn * 7919 % 50
		mu.Unlock()
		for range spins {
			runtime.Gosched()
		}
		if n, _ := task.Value().Int(); n%3 == 1 && task.State == "A" && task.Attempt < 2 {
			return nil, errors.New("again")
		}
		return task.Input(), nil
	})
	o.Seed = 42
	var first []Event
	for _, procs := range []int{1, 2, 4, 1, 3, 8} {
		before := runtime.GOMAXPROCS(procs)
		x, err := m.Start(context.Background(), []byte(`[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15]`), o)
		runtime.GOMAXPROCS(before)
		if err != nil {
			t.Fatal(err)
		}
		r := finished(t, x)
		if r.Status != Succeeded {
			t.Fatal(r.Status, r.Error, r.Cause)
		}
		if first == nil {
			first = r.History
		}
		if !reflect.DeepEqual(first, r.History) {
			t.Fatalf("with GOMAXPROCS %d the history differs", procs)
		}
	}
}

func TestThousandExecutionsAtOnce(t *testing.T) {
	noLeaks(t)
	m := compile(t, fan)
	o := served(func(_ context.Context, task *Task) ([]byte, error) { return task.Input(), nil })
	var all sync.WaitGroup
	for range 1000 {
		all.Go(func() {
			x, err := m.Start(context.Background(), []byte(`[1,2,3]`), o)
			if err == nil {
				_, err = x.Result(context.Background())
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

func TestStuckSaysEverythingThatWaits(t *testing.T) {
	definition := `{"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[
	  {"StartAt":"Ask","States":{"Ask":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken","Parameters":{"FunctionName":"Asker"},"End":true}}},
	  {"StartAt":"Dig","States":{"Dig":{"Type":"Task","Resource":"arn:aws:states:us-east-1:123456789012:activity:dig","End":true}}},
	  {"StartAt":"Mute","States":{"Mute":{"Type":"Task","Resource":"arn:aws:states:::sns:publish","Parameters":{},"End":true}}},
	  {"StartAt":"Run","States":{"Run":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync","Parameters":{"StateMachineArn":"Child"},"End":true}}},
	  {"StartAt":"Done","States":{"Done":{"Type":"Succeed"}}}]}}}`
	child := `{"StartAt":"Inner","States":{"Inner":{"Type":"Task","Resource":"arn:aws:states:us-east-1:123456789012:activity:dig","End":true}}}`
	x := start(t, definition, `{}`, Options{
		Functions: asker,
		States:    map[string]Service{"Mute": Mock(Answer{Never: true})},
		Machines:  map[string]*Machine{"Child": compile(t, child)},
	})
	_, err := x.Result(context.Background())
	for _, want := range []string{`"Ask" waits for the answer to its task token`, `"Dig" waits for an activity worker`, `"Mute" waits for an answer that its service does not give`, `"Inner" waits for an activity worker`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s is not in %v", want, err)
		}
	}
	if err != nil && strings.Contains(err.Error(), "Done") {
		t.Error(err)
	}
}
