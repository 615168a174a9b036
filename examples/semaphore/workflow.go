// Package semaphore lets two executions at a time call a service that cannot serve
// more: the others wait for their turn, in a DynamoDB table.
package semaphore

import (
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/dsl/patterns"
)

// Order is what is sent to the old system.
type Order struct {
	ID string `json:"id"`
}

// Receipt is what it answers.
type Receipt struct {
	Number string `json:"number"`
}

var (
	// Locks is the table with a semaphore in each item.
	Locks = dynamodb.Declare("Locks")
	// Book books an order in the old system, which takes two at a time.
	Book = lambda.Declare[Order, Receipt]("BookOrder")
)

// oldSystem is the item of the table whose attribute "lock" is "old-system".
var oldSystem = patterns.Semaphore{Table: Locks, Key: "lock", Name: "old-system", Limit: 2, Every: 10 * time.Second}

// Workflow waits for a place, books the order, and gives the place back, also where
// the booking fails; the execution then fails with the error of the booking. One that
// is stopped, or times out after its hour, has no state left to give its place back:
// its name stays in the table until somebody deletes it, as [patterns.Hold] says.
var Workflow = dsl.Define("Semaphore", func(b *dsl.Block, in dsl.Val[Order]) dsl.Val[Receipt] {
	return patterns.Hold(b, oldSystem, dsl.ExecutionID(), func(b *dsl.Block) dsl.Val[Receipt] {
		return dsl.Task(b, "Book Order", Book.Invoke(), in, dsl.Policy{Timeout: time.Minute})
	})
}, dsl.Timeout(time.Hour))
