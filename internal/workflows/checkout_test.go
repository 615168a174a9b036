package workflows

import (
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/dsl/events"
	"github.com/quickstep-go/quickstep/dsl/optimized"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type basket struct {
	OrderID string `json:"orderId"`
	Cents   int    `json:"cents"`
}

// apiRequest is what API Gateway is asked (Developer Guide, "Create API Gateway
// REST APIs with Step Functions").
type apiRequest[Body any] struct {
	APIEndpoint string `json:"ApiEndpoint"`
	Method      string `json:"Method"`
	Stage       string `json:"Stage"`
	Path        string `json:"Path"`
	AuthType    string `json:"AuthType"`
	RequestBody Body   `json:"RequestBody"`
}

type payment struct {
	Token   dsl.Token `json:"token"`
	OrderID string    `json:"orderId"`
	Cents   int       `json:"cents"`
}

type paid struct {
	Status string `json:"status"`
}

var (
	baskets     = dsl.Fields[basket]()
	payRequest  = dsl.Fields[apiRequest[payment]]()
	paids       = dsl.Fields[paid]()
	putItem     = dsl.Fields[dynamodb.PutItem]()
	updateItem  = dsl.Fields[dynamodb.UpdateItem]()
	orderEvents = dsl.Fields[events.Entries[basket]]()
	orderEntry  = dsl.Fields[events.Entry[basket]]()

	orderTable = dynamodb.Declare("Orders")
	orderBus   = events.Declare("OrderBus")
	payAPI     = optimized.Call[apiRequest[payment], map[string]any]("apigateway", "invoke").Request()
	payed      = &dsl.Callback[paid]{Name: "Request Payment"}
)

// setStatus writes an order's status: it is a fragment.
func setStatus(b *dsl.Block, name string, id dsl.Val[string], status string) {
	dsl.Task(b, name, orderTable.UpdateItem(), dsl.Build(
		dynamodb.UpdateItem{UpdateExpression: "SET #s = :s", ExpressionAttributeNames: map[string]string{"#s": "status"},
			ExpressionAttributeValues: dynamodb.Item{":s": {S: new(status)}}},
		dsl.To(&updateItem.Key, dynamodb.ItemOf(dynamodb.Is("orderId", dynamodb.S(id))))))
}

// checkout stores an order, asks a payment service through its API, waits for it to
// send the token back, and tells a bus of orders that are paid.
var checkout = dsl.Define("Checkout", func(b *dsl.Block, in dsl.Val[basket]) dsl.Val[string] {
	id := dsl.At(in, &baskets.OrderID)
	dsl.Task(b, "Store Order", orderTable.PutItem(), dsl.Build(dynamodb.PutItem{ConditionExpression: "attribute_not_exists(orderId)"},
		dsl.To(&putItem.Item, dynamodb.ItemOf(
			dynamodb.Is("orderId", dynamodb.S(id)),
			dynamodb.Is("cents", dynamodb.N(dsl.At(in, &baskets.Cents))),
			dynamodb.Is("status", dsl.Lit(dynamodb.Attribute{S: new("open")}))))))
	result := dsl.WaitForToken(b, payed, payAPI, func(token dsl.Val[dsl.Token]) dsl.Val[apiRequest[payment]] {
		return dsl.Build(apiRequest[payment]{APIEndpoint: "pay123.execute-api.eu-west-1.amazonaws.com", Method: "POST", Stage: "prod", Path: "payments", AuthType: "IAM_ROLE"},
			dsl.To(&payRequest.RequestBody.Token, token), dsl.To(&payRequest.RequestBody.OrderID, id), dsl.To(&payRequest.RequestBody.Cents, dsl.At(in, &baskets.Cents)))
	}, dsl.Policy{Timeout: 15 * time.Minute})
	dsl.If(b, "Paid?", dsl.Ne(dsl.At(result, &paids.Status), "PAID"), func(b *dsl.Block) {
		setStatus(b, "Mark Unpaid", id, "unpaid")
		dsl.Fail(b, "Not Paid", "PaymentRefused", "the payment service did not take the money")
	})
	setStatus(b, "Mark Paid", id, "paid")
	dsl.Task(b, "Announce Order", events.PutEvents[basket](), dsl.Build(events.Entries[basket]{},
		dsl.To(&orderEvents.Entries, dsl.List(dsl.Build(events.Entry[basket]{DetailType: "OrderPaid", Source: "shop.checkout"},
			dsl.To(&orderEntry.Detail, in), dsl.To(&orderEntry.EventBusName, orderBus.ARN()))))))
	return id
})

func TestCheckout(t *testing.T) {
	inBoth(t, checkout, func(t *testing.T, o ...dsl.Option) {
		r := sfntest.New(t, checkout.Redefine(o...))
		stored := answers(r, orderTable.PutItem(), dynamodb.Changed{})
		asked := answers(r, payAPI, map[string]any{"StatusCode": 202})
		updated := answers(r, orderTable.UpdateItem(), dynamodb.Changed{})
		answers(r, events.PutEvents[basket](), events.Result{Entries: []events.Receipt{{EventID: "e-1"}}})
		e := r.Start(basket{"o-1", 4200})
		sfntest.Answer(e, payed, paid{"PAID"}, time.Minute)
		if out := succeeds(t, e, "Store Order", "Request Payment", "Paid?", "Mark Paid", "Announce Order"); out != "o-1" {
			t.Errorf("got %q", out)
		}
		if *(*stored)[0].Item["cents"].N != "4200" || (*asked)[0].RequestBody.OrderID != "o-1" || *(*updated)[0].ExpressionAttributeValues[":s"].S != "paid" {
			t.Errorf("stored %v, asked %v, updated %v", *stored, *asked, *updated)
		}
		e = r.Start(basket{"o-2", 1})
		sfntest.Answer(e, payed, paid{"DECLINED"})
		ends(t, e, "PaymentRefused")
	})
}
