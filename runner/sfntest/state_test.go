package sfntest_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/examples/ordersaga"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

// ExampleState tests what one state of a saga does about an error, with retries
// behind it.
func ExampleState() {
	t := inBackground{new(testing.T)}
	user := ordersaga.User{UserID: "7"}
	r := sfntest.State(t, ordersaga.Workflow, "Place Order").
		Variable("user", user).
		Fails("Lambda.TooManyRequestsException", "later").Retried(2).
		Run()
	fmt.Println(r.Status, "after", *r.Inspection.ErrorDetails.RetryBackoffIntervalSeconds, "seconds")

	r = sfntest.State(t, ordersaga.Workflow, "Place Order").Variable("user", user).Fails("OutOfStock", "").Run()
	fmt.Println(r.Status, "and on to", r.NextState)

	r = sfntest.Give(sfntest.State(t, ordersaga.Workflow, "Place Order").Variable("user", user), ordersaga.PlaceOrder.Invoke(), ordersaga.Order{OrderID: "8"}).Run()
	fmt.Println(r.Status, "and on to", r.NextState, "with", sfntest.Assigned[ordersaga.Order](r, "order").OrderID)
	// Output:
	// RETRIABLE after 8 seconds
	// CAUGHT_ERROR and on to Delete User
	// SUCCEEDED and on to Send Notification with 8
}

// TestStateServed: a handler of the run answers for the state.
func TestStateServed(t *testing.T) {
	run := sfntest.New(t, ordersaga.Workflow)
	sfntest.Handle(run, ordersaga.CreateUser, func(_ context.Context, u ordersaga.UserDetails) (ordersaga.User, error) {
		if u.Name == "" {
			return ordersaga.User{}, errors.New("nobody")
		}
		return ordersaga.User{UserID: "user of " + u.Name}, nil
	})
	r := run.State("Create User").WorkflowInput(input()).Run()
	if got := sfntest.Assigned[ordersaga.User](r, "user"); got.UserID != "user of Ada" || r.Status != runner.TestSucceeded {
		t.Errorf("%s %+v", r.Status, got)
	}
	if got := sfntest.Sent(r, ordersaga.CreateUser.Invoke()); got.Name != "Ada" {
		t.Errorf("it sends %+v", got)
	}
	if r := run.State("Create User").WorkflowInput(ordersaga.Input{}).Run(); r.Status != runner.TestFailed || r.Error != "errorString" {
		t.Errorf("%s %s %s", r.Status, r.Error, r.Cause)
	}
}

func input() ordersaga.Input {
	return ordersaga.Input{UserDetails: ordersaga.UserDetails{Name: "Ada"}}
}

func TestStateVariables(t *testing.T) {
	s := sfntest.State(t, ordersaga.Workflow, "Cancel Order").Variable("order", ordersaga.Order{OrderID: "8"}).Input(map[string]string{"Error": "E", "Cause": "c"})
	r := sfntest.Give(s, ordersaga.CancelOrder.Invoke(), struct{}{}).Run()
	if got := sfntest.Sent(r, ordersaga.CancelOrder.Invoke()); got.OrderID != "8" {
		t.Errorf("it sends %+v", got)
	}
	if got := string(r.Inspection.Variables); !strings.Contains(got, `"failure":{"Error":"E","Cause":"c"}`) && !strings.Contains(got, `"failure":{"Cause":"c","Error":"E"}`) {
		t.Errorf("variables %s", got)
	}
	if r.NextState != "Delete User" {
		t.Error(r.NextState)
	}
}

type basket struct {
	Items []string `json:"items"`
	Note  string   `json:"note"`
}

var (
	basketFields = dsl.Fields[basket]()
	pack         = lambda.Declare[string, string]("Pack")
	prices       = dynamodb.Declare("Prices")

	packing = dsl.Define("Packing", func(b *dsl.Block, in dsl.Val[basket]) dsl.Val[string] {
		dsl.Wait(b, "Rest", time.Minute)
		packed := dsl.Map(b, "Pack All", dsl.At(in, &basketFields.Items), func(b *dsl.Block, item dsl.Val[string]) dsl.Val[string] {
			return dsl.Task(b, "Pack One", pack.Invoke(), item)
		})
		return dsl.Let(b, "Note", dsl.Format("{}: {}", dsl.At(in, &basketFields.Note), dsl.Join(packed, ",")))
	})
)

// TestStateKinds: states of whatever kind and depth, and what the workflow was started
// with.
func TestStateKinds(t *testing.T) {
	in := basket{Items: []string{"a", "b"}, Note: "n"}
	r := sfntest.State(t, packing, "Pack All").WorkflowInput(in).Returns([]string{"A", "B"}).Run()
	if r.NextState != "Note" || r.Status != runner.TestSucceeded {
		t.Errorf("%+v", r.StateResult)
	}
	r = sfntest.State(t, packing, "Pack All").WorkflowInput(in).Fails("E", "").CausedBy("Pack One").Run()
	if r.Status != runner.TestFailed || r.Error != "E" {
		t.Errorf("%+v", r.StateResult)
	}
	r = sfntest.Give(sfntest.State(t, packing, "Pack One").Input("a"), pack.Invoke(), "A").Run()
	if sfntest.Output[string](r) != "A" || r.NextState != "" {
		t.Errorf("%+v", r.StateResult)
	}
	r = sfntest.State(t, packing, "Note").WorkflowInput(in).Input([]string{"A", "B"}).Run()
	if got := sfntest.Output[string](r); got != "n: A,B" {
		t.Errorf("%q", got)
	}
	if r = sfntest.State(t, packing, "Rest").WorkflowInput(in).Run(); r.NextState != "Pack All" {
		t.Errorf("%+v", r.StateResult)
	}
}

// TestStateRefused holds the words with which a test of a state is ended.
func TestStateRefused(t *testing.T) {
	for name, c := range map[string]struct {
		test func(testing.TB)
		want []string
	}{
		"no such state": {func(t testing.TB) { sfntest.State(t, ordersaga.Workflow, "Place Ordre") },
			[]string{`the workflow "OrderSaga" has no state "Place Ordre"; did you mean "Place Order"?`}},
		"no such state at all": {func(t testing.TB) { sfntest.State(t, packing, "xyz") },
			[]string{"it has Note, Pack All, Pack One, Rest"}},
		"no such variable": {func(t testing.TB) {
			sfntest.State(t, ordersaga.Workflow, "Cancel Order").Variable("ordre", 1)
		}, []string{`assigns no variable "ordre"; did you mean "order"?`}},
		"no answer": {func(t testing.TB) {
			sfntest.State(t, ordersaga.Workflow, "Place Order").Variable("user", ordersaga.User{}).Run()
		},
			[]string{"workflow.go:", `nothing serves the function "PlaceOrder"; write .Returns(…), .Fails(…) or sfntest.Give(s, PlaceOrder.Invoke(), ordersaga.Order{…}), or serve it`}},
		"a map without its results": {func(t testing.TB) { sfntest.State(t, packing, "Pack All").Run() },
			[]string{"state_test.go:", `state "Pack All": the test is refused: InvalidDefinition`, "write Returns, Fails or sfntest.Give"}},
		"a map with no list": {func(t testing.TB) {
			sfntest.State(t, packing, "Pack All").WorkflowInput(basket{}).Returns("A").Run()
		}, []string{"Mocked result must be an array."}},
		"another call": {func(t testing.TB) {
			sfntest.Give(sfntest.State(t, packing, "Pack One"), prices.GetItem(), dynamodb.Got{})
		}, []string{`state "Pack One" calls arn:aws:states:::lambda:invoke, not arn:aws:states:::dynamodb:getItem`}},
		"a state that calls nothing": {func(t testing.TB) {
			sfntest.Give(sfntest.State(t, packing, "Rest"), pack.Invoke(), "A")
		}, []string{`state "Rest" is a Wait state and calls nothing`}},
		"a token": {func(t testing.TB) {
			sfntest.Give(sfntest.State(t, approve, "Approve"), ask.Invoke(), struct{}{})
		}, []string{`state "Approve" waits for its token`, "write Returns"}},
		"a result that the API does not give": {func(t testing.TB) {
			sfntest.State(t, packing, "Pack One").Input("a").Returns(map[string]any{"StatusCode": "200"}).Run()
		}, []string{"Mock result schema validation error: Field 'StatusCode' must be a number"}},
		"a function's result without its Payload": {func(t testing.TB) {
			sfntest.Output[string](sfntest.State(t, packing, "Pack One").Input("a").Returns(map[string]any{"box": 1}).Run())
		}, []string{`returned nothing (undefined).; lambda:invoke answers with an object that has the function's result in its Payload, and the test returns {"box":1}; write sfntest.Give(s, Pack.Invoke(), …)`}},
		"a function's result that is no object": {func(t testing.TB) {
			sfntest.State(t, packing, "Pack One").Input("a").Returns("A").Run()
		}, []string{"Mock result must be a valid JSON object.; lambda:invoke answers with", `the test returns "A"; write sfntest.Give(s, Pack.Invoke(), …)`}},
		"no output": {func(t testing.TB) {
			sfntest.Output[string](sfntest.State(t, packing, "Pack One").Input("a").Fails("E", "c").Run())
		}, []string{`state "Pack One" has no output: FAILED E: c`}},
	} {
		t.Run(name, func(t *testing.T) {
			got := ended(t, c.test)
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("the test was ended with %q, want %q in it", got, want)
				}
			}
		})
	}
	r := sfntest.State(t, packing, "Pack One").Input("a").Validate(runner.ValidateNone).Returns(map[string]any{"StatusCode": "200", "Payload": "A"}).Run()
	if r.Status != runner.TestSucceeded {
		t.Errorf("%+v", r.StateResult)
	}
}
