// Package orders is what happens to orders: the workflow, the types that cross its
// borders, and the code of the function that the library brings along. It links no
// CDK, so that whoever tests a shop against it needs no Node.js.
package orders

import (
	"context"
	"fmt"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/dsl/sqs"
)

// Order is what a shop puts into the queue, as JSON.
type Order struct {
	ID       string `json:"id"`
	Item     string `json:"item"`
	Quantity int    `json:"quantity"`
	Cents    int    `json:"cents"` // for one
}

// Priced is an order that may be shipped.
type Priced struct {
	ID    string `json:"id"`
	Item  string `json:"item"`
	Total int    `json:"total"` // in cents
}

// Shipment says where an order is.
type Shipment struct {
	Tracking string `json:"tracking"`
}

// Result is what became of one order.
type Result struct {
	ID       string `json:"id"`
	Tracking string `json:"tracking,omitempty"` // empty where the order was rejected
}

// Rejection is an order that nobody shipped, and why.
type Rejection struct {
	Message string `json:"message"` // as it came out of the queue
	Error   string `json:"error"`
	Cause   string `json:"cause"`
}

// InvalidOrder is an order that no retry makes valid. The workflow tells it from
// other errors by the name of this type.
type InvalidOrder struct{ Order, Why string }

func (e InvalidOrder) Error() string { return fmt.Sprintf("order %q: %s", e.Order, e.Why) }

var (
	// Price checks an order and gives what it costs.
	Price = lambda.Handle("PriceOrder", price)
	// Ship hands an order to a carrier. Each shop brings its own.
	Ship = lambda.Declare[Priced, Shipment]("ShipOrder")
	// Rejected are the orders that could not be shipped.
	Rejected = sqs.Declare("RejectedOrders")
)

var (
	received = dsl.Fields[sqs.Received]()
	priced   = dsl.Fields[Priced]()
	shipment = dsl.Fields[Shipment]()
	result   = dsl.Fields[Result]()
	refusal  = dsl.Fields[Rejection]()
	failure  = dsl.Fields[dsl.ErrorOutput]()
	message  = dsl.Fields[sqs.Message[Rejection]]()
)

var patient = dsl.Policy{Timeout: time.Minute, Retry: []dsl.Retry{{On: lambda.TransientErrors(), Every: 2 * time.Second, Max: 6, Backoff: 2, Jitter: true}}}

// Workflow ships a batch of orders, each by itself: one that fails goes to the
// rejected ones and holds up no other.
var Workflow = dsl.Define("OrderPipeline", func(b *dsl.Block, in dsl.Val[[]sqs.Received]) dsl.Val[[]Result] {
	return dsl.Map(b, "Each Order", in, func(b *dsl.Block, m dsl.Val[sqs.Received]) dsl.Val[Result] {
		return dsl.Try(b, "result", func(b *dsl.Block) dsl.Val[Result] {
			cost := dsl.Task(b, "Price Order", Price.Invoke(), dsl.ParseJSON[Order](dsl.At(m, &received.Body)), patient)
			sent := dsl.Task(b, "Ship Order", Ship.Invoke(), cost, patient)
			return dsl.Build(Result{},
				dsl.To(&result.ID, dsl.At(cost, &priced.ID)),
				dsl.To(&result.Tracking, dsl.At(sent, &shipment.Tracking)))
		}, func(b *dsl.Block, e dsl.Val[dsl.ErrorOutput]) dsl.Val[Result] {
			dsl.Task(b, "Reject Order", sqs.SendMessage[Rejection](Rejected), dsl.Build(sqs.Message[Rejection]{},
				dsl.To(&message.MessageBody, dsl.Build(Rejection{},
					dsl.To(&refusal.Message, dsl.At(m, &received.Body)),
					dsl.To(&refusal.Error, dsl.At(e, &failure.Error)),
					dsl.To(&refusal.Cause, dsl.At(e, &failure.Cause))))))
			return dsl.Build(Result{}, dsl.To(&result.ID, dsl.At(m, &received.MessageID)))
		})
	})
}, dsl.Timeout(15*time.Minute))

func price(_ context.Context, o Order) (Priced, error) {
	switch {
	case o.ID == "":
		return Priced{}, InvalidOrder{o.ID, "it has no id"}
	case o.Quantity < 1:
		return Priced{}, InvalidOrder{o.ID, fmt.Sprintf("its quantity is %d", o.Quantity)}
	}
	return Priced{ID: o.ID, Item: o.Item, Total: o.Quantity * o.Cents}, nil
}
