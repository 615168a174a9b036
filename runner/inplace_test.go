package runner

import (
	"context"
	"errors"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// works is a machine of Task states, one after the other, named as they are here.
func works(states ...string) string {
	var all []string
	for i, name := range states {
		next := `"End":true`
		if i < len(states)-1 {
			next = `"Next":"` + states[i+1] + `"`
		}
		all = append(all, `"`+name+`":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:f","TimeoutSeconds":9,`+next+`}`)
	}
	return `{"StartAt":"` + states[0] + `","States":{` + strings.Join(all, ",") + `}}`
}

// calledBy tells whether a function of this package called the one that asks.
func calledBy(function string) bool {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	for {
		f, more := frames.Next()
		if strings.HasSuffix(f.Function, "/runner."+function) {
			return true
		}
		if !more {
			return false
		}
	}
}

// TestCalledInPlace holds when a handler is called in the goroutine that starts an
// execution: only where nobody can tell the difference.
func TestCalledInPlace(t *testing.T) {
	forever := func(o *Options) { o.Patience = -1 }
	parallel := `{"StartAt":"P","States":{"P":{"Type":"Parallel","Branches":[` + works("A") + `,` + works("B") + `],"End":true}}}`
	for name, c := range map[string]struct {
		definition string
		options    []func(*Options)
		ctx        context.Context
		want       string // by call
	}{
		"one task":                 {works("A"), []func(*Options){forever}, nil, "in"},
		"several":                  {works("A", "B", "C"), []func(*Options){forever}, context.Background(), "in in in"},
		"a value of a context":     {works("A"), []func(*Options){forever}, context.WithValue(context.Background(), key{}, 1), "in"},
		"by default":               {works("A"), nil, nil, "out"},
		"a context that may end":   {works("A"), []func(*Options){forever}, t.Context(), "out"},
		"a real clock":             {works("A"), []func(*Options){forever, func(o *Options) { o.RealTime = true }}, nil, "out"},
		"branches":                 {parallel, []func(*Options){forever}, nil, "out out"},
		"a branch by itself":       {strings.Replace(parallel, `,`+works("B"), ``, 1), []func(*Options){forever}, nil, "out"},
		"after what sees the task": {works("S", "A"), []func(*Options){forever}, nil, "out"},
		"a nested execution": {parent(".sync"), []func(*Options){forever, func(o *Options) {
			o.Machines = map[string]*Machine{"Child": compile(t, works("A"))}
		}}, nil, "out"},
	} {
		t.Run(name, func(t *testing.T) {
			var mu sync.Mutex
			var calls []string
			var o Options
			o.Functions = map[string]Service{"f": Handler(func(context.Context, []byte) ([]byte, error) {
				mu.Lock()
				defer mu.Unlock()
				if calledBy("(*Machine).Start") {
					calls = append(calls, "in")
				} else {
					calls = append(calls, "out")
				}
				return []byte(`1`), nil
			})}
			o.States = map[string]Service{"S": ServiceFunc(func(context.Context, *Task) ([]byte, error) { return nil, nil })}
			for _, option := range c.options {
				option(&o)
			}
			x, err := compile(t, c.definition).Start(c.ctx, nil, o)
			if err != nil {
				t.Fatal(err)
			}
			if r := finished(t, x); r.Status != Succeeded || strings.Join(calls, " ") != c.want {
				t.Errorf("%s %s; %q", r.Status, r.Cause, calls)
			}
		})
	}
}

// TestNotInPlaceOnceItIsKnown: whoever holds the execution may stop it at any time.
func TestNotInPlaceOnceItIsKnown(t *testing.T) {
	in := false
	o := Options{Patience: -1, Functions: map[string]Service{"f": Handler(func(context.Context, []byte) ([]byte, error) {
		in = calledBy("(*Execution).Result")
		return nil, nil
	})}}
	x, err := compile(t, works("A")).Prepare(context.Background(), nil, o)
	if err != nil {
		t.Fatal(err)
	}
	if r, err := x.Result(context.Background()); err != nil || r.Status != Succeeded || in {
		t.Errorf("%v, %v", err, in)
	}
}

// TestInPlaceOrNot holds that nobody can tell the difference.
func TestInPlaceOrNot(t *testing.T) {
	noLeaks(t)
	again := strings.Replace(works("A"), `"End":true`, `"Retry":[{"ErrorEquals":["States.ALL"],"JitterStrategy":"FULL"}],"End":true`, 1)
	for name, c := range map[string]struct {
		definition string
		handler    func() handler
	}{
		"an answer":       {works("A", "B"), func() handler { return func(_ context.Context, in []byte) ([]byte, error) { return in, nil } }},
		"an error":        {works("A"), func() handler { return func(context.Context, []byte) ([]byte, error) { return nil, errors.New("no") } }},
		"a panic":         {works("A"), func() handler { return func(context.Context, []byte) ([]byte, error) { panic("no") } }},
		"a runtime error": {works("A"), func() handler { return func(_ context.Context, in []byte) ([]byte, error) { return in[99:], nil } }},
		"no JSON":         {works("A"), func() handler { return func(context.Context, []byte) ([]byte, error) { return []byte("no"), nil } }},
		"no answer":       {works("A"), func() handler { return func(context.Context, []byte) ([]byte, error) { return nil, ErrNoAnswer } }},
		"another attempt": {again, func() handler {
			calls := 0
			return func(context.Context, []byte) ([]byte, error) {
				if calls++; calls < 3 {
					return nil, errors.New("not yet")
				}
				return []byte("7"), nil
			}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			var results []*Result
			for _, patience := range []time.Duration{time.Hour, -1} {
				x, err := compile(t, c.definition).Start(context.Background(), []byte(`{"a":1}`), Options{Patience: patience, Functions: map[string]Service{"f": c.handler()}})
				if err != nil {
					t.Fatal(err)
				}
				results = append(results, finished(t, x))
			}
			if !reflect.DeepEqual(results[0], results[1]) {
				t.Errorf("in a goroutine of its own: %+v\nin place: %+v", results[0], results[1])
			}
		})
	}
}

// TestGoexitInPlace: t.FailNow ends the test, as it does anywhere in its goroutine.
func TestGoexitInPlace(t *testing.T) {
	noLeaks(t)
	m := compile(t, works("A"))
	done, started := make(chan struct{}), false
	go func() {
		defer close(done)
		_, err := m.Start(context.Background(), nil, Options{Patience: -1, Functions: map[string]Service{
			"f": Handler(func(context.Context, []byte) ([]byte, error) { runtime.Goexit(); return nil, nil })}})
		started = err == nil
	}()
	if <-done; started {
		t.Error("the goroutine went on")
	}
	if r := finished(t, start(t, works("A"), `1`, served(func(context.Context, *Task) ([]byte, error) { return nil, nil }))); r.Status != Succeeded {
		t.Errorf("the machine is of no use afterwards: %s", r.Status)
	}
}

// TestHandlersWaitForEachOther: also where whoever drives waits for them for ever.
func TestHandlersWaitForEachOther(t *testing.T) {
	definition := `{"StartAt":"P","States":{"P":{"Type":"Parallel","Branches":[` + works("A") + `,` + works("B") + `],"End":true}}}`
	for _, patience := range []time.Duration{0, -1} {
		var both sync.WaitGroup
		both.Add(2)
		wait := Handler(func(context.Context, []byte) ([]byte, error) { both.Done(); both.Wait(); return nil, nil })
		x, err := compile(t, definition).Start(context.Background(), nil, Options{Patience: patience, Functions: map[string]Service{"f": wait}})
		if err != nil {
			t.Fatal(err)
		}
		if r := finished(t, x); r.Status != Succeeded {
			t.Errorf("%s %s", r.Status, r.Cause)
		}
	}
}

// TestPatienceForEver: a handler that is slow in real time is waited for, unless the
// context ends.
func TestPatienceForEver(t *testing.T) {
	noLeaks(t)
	release := make(chan struct{})
	defer close(release)
	ctx, cancel := context.WithCancel(t.Context())
	begun := make(chan struct{})
	go func() { <-begun; cancel() }()
	x, err := compile(t, works("A")).Start(ctx, nil, Options{Patience: -1, Functions: map[string]Service{
		"f": Handler(func(context.Context, []byte) ([]byte, error) { close(begun); <-release; return nil, nil })}})
	if err != nil || x.Status() != Aborted || x.Elapsed() != 0 {
		t.Errorf("%s after %s, %v", x.Status(), x.Elapsed(), err)
	}
}
