package narration_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/patterns"
	"github.com/quickstep-go/quickstep/examples/narration"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

// start begins a task that passes through states, of which the last one stays.
func start(t *testing.T, states ...string) *sfntest.Execution[string] {
	run := sfntest.New(t, narration.Workflow)
	sfntest.Call(run, narration.StartSpeaking, func(_ context.Context, in narration.StartTask) (narration.Answer, error) {
		if in.VoiceID != "Joanna" || in.Text != "Hello" {
			t.Errorf("started %+v", in)
		}
		return narration.Answer{SynthesisTask: narration.SynthesisTask{TaskID: "t-1", TaskStatus: "scheduled"}}, nil
	})
	sfntest.Call(run, narration.LookAtTask, func(context.Context, narration.GetTask) (narration.Answer, error) {
		now := states[0]
		if len(states) > 1 {
			states = states[1:]
		}
		return narration.Answer{SynthesisTask: narration.SynthesisTask{TaskID: "t-1", TaskStatus: now, OutputURI: "https://example.com/t-1.mp3"}}, nil
	})
	return run.Start(narration.Input{Text: "Hello", Voice: "Joanna"})
}

func TestSpoken(t *testing.T) {
	e := start(t, "scheduled", "inProgress", "completed")
	if out, err := e.Result(); err != nil || out != "https://example.com/t-1.mp3" || e.Elapsed() != 10*time.Second {
		t.Errorf("got %q, %v in %s", out, err, e.Elapsed())
	}
}

func TestFailures(t *testing.T) {
	for state, want := range map[string]dsl.ErrorName{"failed": "NotSpoken", "inProgress": patterns.GaveUp} {
		_, err := start(t, "scheduled", state).Result()
		var f *sfntest.Failure
		if !errors.As(err, &f) || f.Name != want {
			t.Errorf("%s: got %v, want %s", state, err, want)
		}
	}
}
