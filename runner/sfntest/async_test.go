package sfntest_test

import (
	"context"
	"errors"
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

// A function that the workflow does not wait for is called, whatever it answers; a
// version of a function is served by the function's handler.
func TestInvokeAsync(t *testing.T) {
	for name, failure := range map[string]error{"well": nil, "not": errors.New("no")} {
		t.Run(name, func(t *testing.T) {
			note := lambda.Declare[string, int]("Note")
			accepted := dsl.Fields[lambda.Accepted]()
			run := sfntest.New(t, dsl.Define("Noted", func(b *dsl.Block, in dsl.Val[string]) dsl.Val[int] {
				return dsl.At(dsl.Task(b, "Note", note.Qualified("7").InvokeAsync(), in), &accepted.StatusCode)
			}))
			heard := ""
			sfntest.Handle(run, note, func(_ context.Context, text string) (int, error) { heard = text; return 5, failure })
			if out, err := run.Start("hello").Result(); out != 202 || err != nil || heard != "hello" {
				t.Errorf("got %d, %v; the function heard %q", out, err, heard)
			}
		})
	}
}
