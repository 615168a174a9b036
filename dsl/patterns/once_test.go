package patterns_test

import (
	"context"
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/patterns"
	"github.com/quickstep-go/quickstep/dsl/sfn"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

var (
	fulfil = sfn.Declare[string, string]("Fulfil")

	startsOnce = dsl.Define("StartsOnce", func(b *dsl.Block, order dsl.Val[string]) dsl.Val[bool] {
		return patterns.StartOnce(b, fulfil, dsl.Format("order-{}", order), order)
	})
)

func TestStartOnce(t *testing.T) {
	r := sfntest.New(t, startsOnce)
	taken := map[string]bool{}
	sfntest.Call(r, fulfil.StartNamed(), func(_ context.Context, in sfn.Named[string]) (sfn.Started, error) {
		if taken[in.Name] {
			return sfn.Started{}, sfntest.Error(sfn.AlreadyExists, "Execution Already Exists")
		}
		taken[in.Name] = true
		return sfn.Started{ExecutionARN: in.Name}, nil
	})
	for _, want := range []bool{true, false} {
		if out, err := r.Start("7").Result(); err != nil || out != want {
			t.Errorf("got %v, %v, want %v", out, err, want)
		}
	}
	if !taken["order-7"] || len(taken) != 1 {
		t.Errorf("started %v", taken)
	}
}

func TestStartOnceFailsWithOtherErrors(t *testing.T) {
	r := sfntest.New(t, startsOnce)
	sfntest.Call(r, fulfil.StartNamed(), func(context.Context, sfn.Named[string]) (sfn.Started, error) {
		return sfn.Started{}, sfntest.Error("StepFunctions.StateMachineDoesNotExistException", "")
	})
	_, err := r.Start("7").Result()
	wantError(t, err, "StepFunctions.StateMachineDoesNotExistException")
}

func TestStartOnceRunsTheChild(t *testing.T) {
	child := dsl.Define("Child", func(_ *dsl.Block, in dsl.Val[string]) dsl.Val[string] { return in })
	r := sfntest.New(t, dsl.Define("Parent", func(b *dsl.Block, in dsl.Val[string]) dsl.Val[bool] {
		return patterns.StartOnce(b, sfn.Of(child), in, in)
	}))
	if out, err := r.Start("seven").Result(); err != nil || !out {
		t.Errorf("got %v, %v", out, err)
	}
}
