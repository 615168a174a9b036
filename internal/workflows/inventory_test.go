package workflows

import (
	"context"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/dsl/events"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/dsl/sns"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type demand struct {
	SKU   string  `json:"sku"`
	Units float64 `json:"units"`
}

type restock struct {
	Token dsl.Token `json:"token"`
	SKU   string    `json:"sku"`
	Units float64   `json:"units"`
}

type delivery struct {
	Units float64 `json:"units"`
}

var (
	demands    = dsl.Fields[demand]()
	restocks   = dsl.Fields[restock]()
	deliveries = dsl.Fields[delivery]()
	getItem    = dsl.Fields[dynamodb.GetItem]()
	got        = dsl.Fields[dynamodb.Got]()
	demandPut  = dsl.Fields[events.Entries[demand]]()
	demandOne  = dsl.Fields[events.Entry[demand]]()

	stockTable = dynamodb.Declare("Stock")
	dueTable   = dynamodb.Declare("Reservations")
	buyers     = sns.Declare("Buyers")
	order      = lambda.Declare[restock, struct{}]("OrderFromSupplier")
	delivered  = &dsl.Callback[delivery]{Name: "Order From Supplier"}
)

// units reads a number of a table, 0 where there is no such item.
func units(b *dsl.Block, name string, t *dynamodb.Table, sku dsl.Val[string]) dsl.Val[float64] {
	found := dsl.Task(b, name, t.GetItem(), dsl.Build(dynamodb.GetItem{ConsistentRead: true},
		dsl.To(&getItem.Key, dynamodb.ItemOf(dynamodb.Is("sku", dynamodb.S(sku))))))
	return dsl.ToNumber(dsl.Or(dynamodb.Number(dsl.AtOpt(found, &got.Item), "units"), "0"))
}

// inventory compares what is in stock with what is promised, both read at the same
// time, and orders what is missing from a supplier, who answers days later.
var inventory = dsl.Define("Inventory", func(b *dsl.Block, in dsl.Val[demand]) dsl.Val[string] {
	sku := dsl.At(in, &demands.SKU)
	stock, due := dsl.Parallel2(b, "Look Up",
		func(b *dsl.Block) dsl.Val[float64] { return units(b, "Read Stock", stockTable, sku) },
		func(b *dsl.Block) dsl.Val[float64] { return units(b, "Read Reservations", dueTable, sku) })
	free := dsl.Name(b, "free", dsl.SubVal(stock, due))
	wanted := dsl.At(in, &demands.Units)

	dsl.If(b, "Enough?", dsl.LtVal(free, wanted), func(b *dsl.Block) {
		missing := dsl.SubVal(wanted, free)
		dsl.Task(b, "Tell Buyers", buyers.Publish(), dsl.Build(sns.Message{}, dsl.To(&message.Message, dsl.Format("{} of {} are missing", missing, sku))))
		came := dsl.WaitForToken(b, delivered, order.Invoke(), func(token dsl.Val[dsl.Token]) dsl.Val[restock] {
			return dsl.Build(restock{}, dsl.To(&restocks.Token, token), dsl.To(&restocks.SKU, sku), dsl.To(&restocks.Units, missing))
		}, dsl.Policy{Timeout: 7 * 24 * time.Hour})
		dsl.If(b, "Delivered All?", dsl.LtVal(dsl.At(came, &deliveries.Units), missing), func(b *dsl.Block) {
			dsl.Fail(b, "Short", "SupplierShort", "the supplier delivered too little")
		})
	})
	dsl.Task(b, "Announce", events.PutEvents[demand](), dsl.Build(events.Entries[demand]{}, dsl.To(&demandPut.Entries, dsl.List(
		dsl.Build(events.Entry[demand]{DetailType: "StockReady", Source: "shop.inventory"}, dsl.To(&demandOne.Detail, in), dsl.To(&demandOne.EventBusName, orderBus.ARN()))))))
	return sku
})

func TestInventory(t *testing.T) {
	inBoth(t, inventory, func(t *testing.T, o ...dsl.Option) {
		for _, c := range []struct {
			stock, delivered float64
			path             []string
		}{
			{10, 0, []string{"Look Up", "Read Stock", "Read Reservations", "Enough?", "Announce"}},
			{5, 4, []string{"Look Up", "Read Stock", "Read Reservations", "Enough?", "Tell Buyers", "Order From Supplier", "Delivered All?", "Announce"}},
			{5, 1, nil},
		} {
			r := sfntest.New(t, inventory.Redefine(o...))
			answers(r, stockTable.GetItem(), dynamodb.Got{Item: &dynamodb.Item{"units": {N: new(map[bool]string{true: "10", false: "5"}[c.stock == 10])}}})
			answers(r, dueTable.GetItem(), dynamodb.Got{Item: &dynamodb.Item{"units": {N: new("2")}}})
			answers(r, buyers.Publish(), sns.Receipt{})
			answers(r, events.PutEvents[demand](), events.Result{})
			sfntest.Handle(r, order, func(_ context.Context, in restock) (struct{}, error) {
				if in.Units != 4 || in.SKU != "nuts" {
					t.Errorf("ordered %+v", in)
				}
				return struct{}{}, nil
			})
			e := r.Start(demand{"nuts", 7})
			if c.stock < 9 {
				sfntest.Answer(e, delivered, delivery{c.delivered}, 72*time.Hour)
			}
			if c.path == nil {
				ends(t, e, "SupplierShort")
				continue
			}
			succeeds(t, e, c.path...)
		}
	})
}
