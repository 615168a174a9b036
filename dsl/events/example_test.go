package events_test

import (
	"fmt"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/events"
	"github.com/quickstep-go/quickstep/synth"
)

type Placed struct {
	OrderID string `json:"orderId"`
}

var (
	entries = dsl.Fields[events.Entries[Placed]]()
	entry   = dsl.Fields[events.Entry[Placed]]()
)

// Example puts one event on a bus.
func Example() {
	bus := events.Declare("Orders")
	w := dsl.Define("Tell", func(b *dsl.Block, in dsl.Val[Placed]) dsl.Val[events.Result] {
		one := dsl.Build(events.Entry[Placed]{DetailType: "OrderPlaced", Source: "orders"},
			dsl.To(&entry.Detail, in), dsl.To(&entry.EventBusName, bus.ARN()))
		return dsl.Task(b, "Tell", events.PutEvents[Placed](),
			dsl.Build(events.Entries[Placed]{}, dsl.To(&entries.Entries, dsl.List(one))))
	})
	out, err := synth.Workflow(w)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(out.Permissions[0].Actions, out.Permissions[0].Resources)
	// Output:
	// [events:PutEvents] [${Orders}]
}
