package workflows

import (
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/dsl/sns"
	"github.com/quickstep-go/quickstep/dsl/sqs"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type pickup struct {
	Order string `json:"order"`
	Phone string `json:"phone"`
}

type packed struct {
	Available bool `json:"available"`
}

type arrival struct {
	Slot string `json:"slot"`
}

var (
	pickups      = dsl.Fields[pickup]()
	packs        = dsl.Fields[packed]()
	arrivals     = dsl.Fields[arrival]()
	pickupTable  = dynamodb.Declare("Pickups")
	packingQueue = sqs.Declare("PackingQueue")
	customers    = sns.Declare("Customers")
	isPacked     = &dsl.Callback[packed]{Name: "Wait For Packing"}
	hasArrived   = &dsl.Callback[arrival]{Name: "Wait For Customer"}
)

// curbside has an order packed and brings it to the car: the store answers a message
// of a queue, and the customer one of a topic.
var curbside = dsl.Define("Curbside", func(b *dsl.Block, in dsl.Val[pickup]) dsl.Val[string] {
	order := dsl.At(in, &pickups.Order)
	dsl.Task(b, "Note Order", pickupTable.PutItem(), dsl.Build(dynamodb.PutItem{}, dsl.To(&putItem.Item, dynamodb.ItemOf(
		dynamodb.Is("order", dynamodb.S(order)), dynamodb.Is("phone", dynamodb.S(dsl.At(in, &pickups.Phone)))))))
	store := dsl.WaitForToken(b, isPacked, sqs.SendMessage[handover](packingQueue), func(token dsl.Val[dsl.Token]) dsl.Val[sqs.Message[handover]] {
		return dsl.Build(sqs.Message[handover]{}, dsl.To(&handovers.MessageBody.Token, token), dsl.To(&handovers.MessageBody.Job, order))
	}, dsl.Policy{Timeout: 2 * time.Hour})
	dsl.If(b, "Available?", dsl.Not(dsl.Is(dsl.At(store, &packs.Available))), func(b *dsl.Block) {
		dsl.Task(b, "Apologise", customers.Publish(), dsl.Build(sns.Message{}, dsl.To(&message.Message, dsl.Format("order {} is sold out", order))))
		dsl.Succeed(b, "Sold Out", dsl.Lit("sold out"))
	})
	car := dsl.WaitForToken(b, hasArrived, customers.Publish(), func(token dsl.Val[dsl.Token]) dsl.Val[sns.Message] {
		return dsl.Build(sns.Message{}, dsl.To(&message.Message, dsl.JSONText(dsl.Build(tokened{}, dsl.To(&withToken.Token, token), dsl.To(&withToken.About, order)))))
	}, dsl.Policy{Timeout: 24 * time.Hour})
	return dsl.Format("bring {} to slot {}", order, dsl.At(car, &arrivals.Slot))
})

func TestCurbside(t *testing.T) {
	inBoth(t, curbside, func(t *testing.T, o ...dsl.Option) {
		r := sfntest.New(t, curbside.Redefine(o...))
		answers(r, pickupTable.PutItem(), dynamodb.Changed{})
		answers(r, sqs.SendMessage[handover](packingQueue), sqs.Receipt{})
		told := answers(r, customers.Publish(), sns.Receipt{})
		e := r.Start(pickup{"o-1", "555"})
		sfntest.Answer(e, isPacked, packed{true}, 20*time.Minute)
		sfntest.Answer(e, hasArrived, arrival{"B2"}, time.Hour)
		if out := succeeds(t, e, "Note Order", "Wait For Packing", "Available?", "Wait For Customer"); out != "bring o-1 to slot B2" {
			t.Errorf("got %q", out)
		}
		e = r.Start(pickup{"o-2", "555"})
		sfntest.Answer(e, isPacked, packed{false})
		if out := succeeds(t, e, "Note Order", "Wait For Packing", "Available?", "Apologise", "Sold Out"); out != "sold out" || len(*told) != 2 {
			t.Errorf("got %q, told %v", out, *told)
		}
	})
}
