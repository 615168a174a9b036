package orders_test

import (
	"context"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/dsl/sqs"
	"github.com/quickstep-go/quickstep/runner/sfntest"

	"github.com/quickstep-go/quickstep/examples/library/orders"
)

// batch puts orders into messages.
func batch(t *testing.T, all ...orders.Order) []sqs.Received {
	t.Helper()
	messages := make([]sqs.Received, len(all))
	for i, o := range all {
		body, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		messages[i] = sqs.Received{MessageID: "m-" + o.ID, ReceiptHandle: "r", Body: string(body)}
	}
	return messages
}

func newRun(t *testing.T) (r *sfntest.Run[[]sqs.Received, []orders.Result], rejected *[]orders.Rejection) {
	r, rejected = sfntest.New(t, orders.Workflow), new([]orders.Rejection)
	sfntest.Handle(r, orders.Ship, func(_ context.Context, p orders.Priced) (orders.Shipment, error) {
		if p.Item == "elephant" {
			return orders.Shipment{}, sfntest.Error("TooLarge", "no carrier takes it")
		}
		return orders.Shipment{Tracking: "T-" + p.ID}, nil
	})
	sfntest.Call(r, sqs.SendMessage[orders.Rejection](orders.Rejected), func(_ context.Context, m sqs.Message[orders.Rejection]) (sqs.Receipt, error) {
		*rejected = append(*rejected, m.MessageBody)
		return sqs.Receipt{MessageID: "x"}, nil
	})
	return r, rejected
}

func TestOrdersAreShipped(t *testing.T) {
	r, rejected := newRun(t)
	out, err := r.Start(batch(t, orders.Order{ID: "1", Item: "pen", Quantity: 2, Cents: 150}, orders.Order{ID: "2", Item: "ink", Quantity: 1, Cents: 900})).Result()
	if want := []orders.Result{{ID: "1", Tracking: "T-1"}, {ID: "2", Tracking: "T-2"}}; err != nil || !reflect.DeepEqual(out, want) {
		t.Errorf("got %+v, %v", out, err)
	}
	if len(*rejected) != 0 {
		t.Errorf("rejected %v", *rejected)
	}
}

// A bad order, and one that no carrier takes, hold up no other.
func TestBadOrdersAreRejected(t *testing.T) {
	r, rejected := newRun(t)
	out, err := r.Start(batch(t, orders.Order{ID: "1", Item: "pen"}, orders.Order{ID: "2", Item: "elephant", Quantity: 1}, orders.Order{ID: "3", Item: "ink", Quantity: 1})).Result()
	if want := []orders.Result{{ID: "m-1"}, {ID: "m-2"}, {ID: "3", Tracking: "T-3"}}; err != nil || !reflect.DeepEqual(out, want) {
		t.Errorf("got %+v, %v", out, err)
	}
	if len(*rejected) != 2 {
		t.Fatalf("rejected %v", *rejected)
	}
	why := map[string]string{}
	for _, x := range *rejected {
		why[x.Error] = x.Cause
	}
	if !strings.Contains(why["InvalidOrder"], "its quantity is 0") || !strings.Contains(why["TooLarge"], "no carrier takes it") {
		t.Errorf("rejected %v", *rejected)
	}
}
