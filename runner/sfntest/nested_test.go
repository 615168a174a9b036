package sfntest_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/dsl/sfn"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

var (
	price = lambda.Declare[Order, int]("Price")

	priced = dsl.Define("Priced", func(b *dsl.Block, in dsl.Val[Order]) dsl.Val[int] {
		return dsl.Add(dsl.Task(b, "Price", price.Invoke(), in), 1)
	})

	parent = dsl.Define("Parent", func(b *dsl.Block, in dsl.Val[Order]) dsl.Val[int] {
		return dsl.Try(b, "cost", func(b *dsl.Block) dsl.Val[int] {
			return dsl.Task(b, "Run Priced", sfn.Of(priced).Sync(), in)
		}, func(*dsl.Block, dsl.Val[dsl.ErrorOutput]) dsl.Val[int] { return dsl.Lit(-1) }, dsl.ErrorTaskFailed)
	})
)

func TestChildRunsToo(t *testing.T) {
	run := sfntest.New(t, parent)
	sfntest.Handle(run, price, func(_ context.Context, o Order) (int, error) {
		if o.ID == "" {
			return 0, errors.New("no order")
		}
		return 41, nil
	})
	if out, err := run.Start(Order{ID: "7"}).Result(); err != nil || out != 42 {
		t.Errorf("got %d, %v", out, err)
	}
	if out, err := run.Start(Order{}).Result(); err != nil || out != -1 {
		t.Errorf("a child that fails: got %d, %v", out, err)
	}
}

type started struct {
	ID     string  `json:"id"`
	Parent *string `json:"AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID,omitempty"`
}

// TestLinkedChild: the link to the parent arrives in the child's input, beside its own.
func TestLinkedChild(t *testing.T) {
	fields := dsl.Fields[started]()
	child := sfn.Of(dsl.Define("Child", func(_ *dsl.Block, in dsl.Val[started]) dsl.Val[string] {
		return dsl.Format("{} of {}", dsl.At(in, &fields.ID), dsl.Or(dsl.AtOpt(in, &fields.Parent), "nobody"))
	}))
	starts := func(c *sfn.Child[started, string], options ...dsl.Option) *dsl.Workflow[started, []string] {
		return dsl.Define("Starts", func(b *dsl.Block, in dsl.Val[started]) dsl.Val[[]string] {
			return dsl.List(dsl.ExecutionID(), dsl.Task(b, "Start", c.Sync(), in))
		}, options...)
	}
	for _, w := range []*dsl.Workflow[started, []string]{starts(child.Linked()), starts(child.Linked(), dsl.JSONPath())} {
		out, err := sfntest.New(t, w).Start(started{ID: "7"}).Result()
		if err != nil || len(out) != 2 || out[1] != "7 of "+out[0] {
			t.Errorf("got %q, %v", out, err)
		}
	}
	if out, err := sfntest.New(t, starts(child)).Start(started{ID: "7"}).Result(); err != nil || out[1] != "7 of nobody" {
		t.Errorf("without a link: got %q, %v", out, err)
	}
}

var (
	table   = dynamodb.Declare("Orders")
	getItem = dsl.Fields[dynamodb.GetItem]()
	got     = dsl.Fields[dynamodb.Got]()

	look = dsl.Define("Look", func(b *dsl.Block, in dsl.Val[Order]) dsl.Val[string] {
		item := dsl.Task(b, "Get", table.GetItem(), dsl.Build(dynamodb.GetItem{},
			dsl.To(&getItem.Key, dynamodb.ItemOf(dynamodb.Is("id", dynamodb.S(dsl.At(in, &dsl.Fields[Order]().ID)))))))
		return dsl.Or(dynamodb.Text(dsl.AtOpt(item, &got.Item), "status"), "unknown")
	})
)

func TestTypedItems(t *testing.T) {
	run := sfntest.New(t, look)
	sfntest.Call(run, table.GetItem(), func(_ context.Context, in dynamodb.GetItem) (dynamodb.Got, error) {
		if *in.Key["id"].S == "7" {
			return dynamodb.Got{Item: &dynamodb.Item{"status": {S: new("placed")}}}, nil
		}
		return dynamodb.Got{}, nil
	})
	for id, want := range map[string]string{"7": "placed", "8": "unknown"} {
		if out, err := run.Start(Order{ID: id}).Result(); err != nil || out != want {
			t.Errorf("order %s: got %q, %v", id, out, err)
		}
	}
}

// TestChildrenThatNobodyWaitsFor: they come to their own end, and have their results.
func TestChildrenThatNobodyWaitsFor(t *testing.T) {
	later := dsl.Define("Later", func(b *dsl.Block, in dsl.Val[Order]) dsl.Val[int] {
		dsl.Wait(b, "Wait", time.Hour)
		return dsl.Task(b, "Price", price.Invoke(), in)
	})
	both := dsl.Define("Both", func(b *dsl.Block, in dsl.Val[Order]) dsl.Val[int] {
		dsl.Task(b, "Start One", sfn.Of(later).Start(), in)
		cost := dsl.Task(b, "Run Priced", sfn.Of(priced).Sync(), in)
		dsl.Task(b, "Start Another", sfn.Of(later).Start(), in)
		return cost
	})
	run := sfntest.New(t, both)
	sfntest.Handle(run, price, func(context.Context, Order) (int, error) { return 41, nil })
	e := run.Start(Order{ID: "7"})
	if out, err := e.Result(); err != nil || out != 42 || e.Elapsed() != 0 {
		t.Errorf("got %d, %v after %s", out, err, e.Elapsed())
	}
	children := sfntest.Children(e, later)
	if len(children) != 2 || len(sfntest.Children(e, priced)) != 1 {
		t.Fatalf("%d children", len(children))
	}
	for i, child := range children {
		if out, err := child.Result(); err != nil || out != 41 || child.Elapsed() != time.Hour {
			t.Errorf("child %d: got %d, %v after %s", i, out, err, child.Elapsed())
		}
	}
	says := ended(t, func(t testing.TB) { sfntest.Children(sfntest.New(t, parent).Start(Order{}), later) })
	if want := `the workflow "Parent" does not start "Later"; it starts Priced`; says != want {
		t.Errorf("a workflow that it does not start: %q", says)
	}
}
