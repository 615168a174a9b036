package sfntest_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type Order struct {
	ID string `json:"id"`
}

type Approval struct {
	Token dsl.Token `json:"token"`
	Order Order     `json:"order"`
}

type Decision struct {
	OK bool `json:"ok"`
}

var (
	approval = dsl.Fields[Approval]()
	decision = dsl.Fields[Decision]()

	ask      = lambda.Declare[Approval, struct{}]("Ask")
	approved = &dsl.Callback[Decision]{Name: "Approve"}

	approve = dsl.Define("Approve", func(b *dsl.Block, in dsl.Val[Order]) dsl.Val[bool] {
		decided := dsl.WaitForToken(b, approved, ask.Invoke(), func(t dsl.Val[dsl.Token]) dsl.Val[Approval] {
			return dsl.Build(Approval{}, dsl.To(&approval.Token, t), dsl.To(&approval.Order, in))
		}, dsl.Policy{Timeout: 24 * time.Hour})
		return dsl.At(decided, &decision.OK)
	})
)

// Example is a test of a workflow that waits for a person. Outside of go test
// there is no *testing.T, so it makes do with an empty one.
func Example() {
	t := new(testing.T)
	run := sfntest.New(inBackground{t}, approve)
	sfntest.Handle(run, ask, func(_ context.Context, a Approval) (struct{}, error) {
		fmt.Println("asked about order", a.Order.ID)
		return struct{}{}, nil
	})
	e := run.Start(Order{ID: "7"})
	sfntest.Answer(e, approved, Decision{OK: true}, 20*time.Hour)
	ok, err := e.Result()
	fmt.Println(ok, err, e.Elapsed(), e.Path())
	// Output:
	// asked about order 7
	// true <nil> 20h0m0s [Approve]
}

// inBackground gives an empty T a context.
type inBackground struct{ *testing.T }

func (inBackground) Context() context.Context { return context.Background() }
func (inBackground) Helper()                  {}
