package checkpoint_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/sqs"
	"github.com/quickstep-go/quickstep/examples/checkpoint"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

// start begins a load whose second step fails a few times, and gives what operators
// are told.
func start(t *testing.T, failures int) (e *sfntest.Execution[int], told *[]checkpoint.Trouble, extracts *int) {
	run := sfntest.New(t, checkpoint.Workflow)
	told, extracts = new([]checkpoint.Trouble), new(int)
	sfntest.Handle(run, checkpoint.Extract, func(context.Context, checkpoint.Load) (int, error) {
		*extracts++
		return 100, nil
	})
	sfntest.Handle(run, checkpoint.Transform, func(context.Context, checkpoint.Load) (int, error) {
		if failures--; failures >= 0 {
			return 0, errors.New("a column is missing")
		}
		return 90, nil
	})
	sfntest.Call(run, sqs.SendMessage[checkpoint.Trouble](checkpoint.Operators), func(_ context.Context, m sqs.Message[checkpoint.Trouble]) (sqs.Receipt, error) {
		*told = append(*told, m.MessageBody)
		return sqs.Receipt{}, nil
	})
	return run.Start(checkpoint.Load{Date: "2026-01-02"}), told, extracts
}

func TestNothingFails(t *testing.T) {
	e, told, _ := start(t, 0)
	if out, err := e.Result(); err != nil || out != 90 || len(*told) != 0 {
		t.Errorf("got %d, %v, told %v", out, err, *told)
	}
}

func TestGoesOnFromTheStepThatFailed(t *testing.T) {
	e, told, extracts := start(t, 1)
	sfntest.Answer(e, checkpoint.Mended.Prefix("Transform"), struct{}{}, 3*time.Hour)
	out, err := e.Result()
	if err != nil || out != 90 || *extracts != 1 || e.Elapsed() != 3*time.Hour {
		t.Errorf("got %d, %v in %s, extracted %d times", out, err, e.Elapsed(), *extracts)
	}
	if len(*told) != 1 || (*told)[0].Step != "Transform" || (*told)[0].Error != string(dsl.ErrorTaskFailed) {
		t.Errorf("told %+v", *told)
	}
	if want := []string{"Extract Run", "Transform Run", "Transform Wait For Operators", "Transform Run"}; !slices.Equal(e.Path(), want) {
		t.Errorf("path %q", e.Path())
	}
}

func TestOperatorsGiveUp(t *testing.T) {
	e, _, _ := start(t, 1)
	sfntest.Reject(e, checkpoint.Mended.Prefix("Transform"), "BadNight", "load it tomorrow")
	_, err := e.Result()
	var f *sfntest.Failure
	if !errors.As(err, &f) || f.Name != "BadNight" {
		t.Errorf("got %v", err)
	}
}
