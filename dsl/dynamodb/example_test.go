package dynamodb_test

import (
	"fmt"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/synth"
)

type Record struct {
	ID string `json:"id"`
}

var (
	record = dsl.Fields[Record]()
	put    = dsl.Fields[dynamodb.PutItem]()
)

// Example writes an item unless there is one.
func Example() {
	table := dynamodb.Declare("Records")
	w := dsl.Define("Store", func(b *dsl.Block, in dsl.Val[Record]) dsl.Val[dynamodb.Changed] {
		item := dynamodb.ItemOf(dynamodb.Is("id", dynamodb.S(dsl.At(in, &record.ID))))
		return dsl.Task(b, "Put", table.PutItem(), dsl.Build(
			dynamodb.PutItem{ConditionExpression: "attribute_not_exists(id)"}, dsl.To(&put.Item, item)))
	})
	out, err := synth.Workflow(w)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(out.Machine.States.Get("Put") != nil, out.Permissions[0].Actions)
	// Output:
	// true [dynamodb:PutItem]
}
