package patterns_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/patterns"
	"github.com/quickstep-go/quickstep/dsl/sqs"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type trouble struct {
	Token dsl.Token `json:"token"`
	Error string    `json:"error"`
}

var (
	troubles  = dsl.Fields[sqs.Message[trouble]]()
	failure   = dsl.Fields[dsl.ErrorOutput]()
	operators = sqs.Declare("Operators")
	fixed     = &dsl.Callback[struct{}]{Name: "Wait For Operator"}
)

// checked is a step that operators can mend.
func checked(b *dsl.Block, in dsl.Val[string]) dsl.Val[string] {
	return patterns.Checkpoint(b, fixed, sqs.SendMessage[trouble](operators),
		func(token dsl.Val[dsl.Token], e dsl.Val[dsl.ErrorOutput]) dsl.Val[sqs.Message[trouble]] {
			return dsl.Build(sqs.Message[trouble]{}, dsl.To(&troubles.MessageBody.Token, token), dsl.To(&troubles.MessageBody.Error, dsl.At(e, &failure.Error)))
		},
		func(b *dsl.Block) dsl.Val[string] { return dsl.Task(b, "Work", work.Invoke(), in) },
		dsl.Policy{Timeout: 72 * time.Hour})
}

var (
	resumed      = dsl.Define("Resumed", checked)
	resumedTwice = dsl.Define("ResumedTwice", func(b *dsl.Block, in dsl.Val[string]) dsl.Val[string] {
		return checked(b.Prefix("Second"), checked(b.Prefix("First"), in))
	})
)

func TestCheckpoint(t *testing.T) {
	run := func(failures int) (*sfntest.Execution[string], *[]string) {
		r, told, calls := sfntest.New(t, resumedTwice), new([]string), 0
		sfntest.Handle(r, work, func(_ context.Context, in string) (string, error) {
			if calls++; calls > 1 && calls <= 1+failures {
				return "", sfntest.Error("Broken", "")
			}
			return in + "!", nil
		})
		sfntest.Call(r, sqs.SendMessage[trouble](operators), func(_ context.Context, m sqs.Message[trouble]) (sqs.Receipt, error) {
			*told = append(*told, m.MessageBody.Error)
			return sqs.Receipt{}, nil
		})
		return r.Start("x"), told
	}
	t.Run("nothing fails", func(t *testing.T) {
		e, told := run(0)
		if out, err := e.Result(); err != nil || out != "x!!" || len(*told) != 0 {
			t.Errorf("got %q, %v, told %q", out, err, *told)
		}
	})
	t.Run("the second step fails twice", func(t *testing.T) {
		e, told := run(2)
		sfntest.Answer(e, fixed.Prefix("Second"), struct{}{}, time.Hour)
		sfntest.Answer(e, fixed.Prefix("Second"), struct{}{}, time.Hour)
		if out, err := e.Result(); err != nil || out != "x!!" || e.Elapsed() != 2*time.Hour || len(*told) != 2 {
			t.Errorf("got %q, %v in %s, told %q", out, err, e.Elapsed(), *told)
		}
		want := []string{"First Work", "Second Work", "Second Wait For Operator", "Second Work", "Second Wait For Operator", "Second Work"}
		if !slices.Equal(e.Path(), want) {
			t.Errorf("path %q", e.Path())
		}
	})
	t.Run("operators give up", func(t *testing.T) {
		e, _ := run(1)
		sfntest.Reject(e, fixed.Prefix("Second"), "WontFix", "")
		_, err := e.Result()
		wantError(t, err, "WontFix")
	})
	t.Run("nobody answers", func(t *testing.T) {
		e, _ := run(1)
		sfntest.Never(e, fixed.Prefix("Second"))
		_, err := e.Result()
		wantError(t, err, dsl.ErrorTimeout)
	})
}
