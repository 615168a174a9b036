// Package ordersaga creates a user, places an order and notifies, and undoes
// what was done when a later step fails.
package ordersaga

import (
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
)

// Input asks for a user and an order.
type Input struct {
	UserDetails UserDetails `json:"userDetails"`
}

// UserDetails are those of a user to create.
type UserDetails struct {
	Name string `json:"name"`
}

// User is a user that was created.
type User struct {
	UserID string `json:"userId"`
	Status string `json:"status"`
}

// Order is an order that was placed.
type Order struct {
	OrderID string `json:"orderId"`
	Status  string `json:"status"`
}

// Notice tells that the user was told.
type Notice struct {
	Status string `json:"status"`
}

var input = dsl.Fields[Input]()

// The functions of the saga, and the two that undo.
var (
	CreateUser       = lambda.Declare[UserDetails, User]("CreateUser")
	DeleteUser       = lambda.Declare[User, struct{}]("DeleteUser")
	PlaceOrder       = lambda.Declare[User, Order]("PlaceOrder")
	CancelOrder      = lambda.Declare[Order, struct{}]("CancelOrder")
	SendNotification = lambda.Declare[Order, Notice]("SendNotification")
)

var patient = []dsl.Retry{{On: lambda.TransientErrors(), Every: 2 * time.Second, Max: 6, Backoff: 2, Jitter: true}}

// Workflow runs the saga. Where a step fails, those before it are undone, the last one
// first, and the execution fails with the error of the step. What undoes a step is
// retried as well, and has no handler: an order that cannot be undone should fail
// loudly.
var Workflow = dsl.Define("OrderSaga", func(b *dsl.Block, in dsl.Val[Input]) dsl.Val[Notice] {
	user := dsl.Name(b, "user", dsl.Task(b, "Create User", CreateUser.Invoke(), dsl.At(in, &input.UserDetails), dsl.Policy{Retry: patient}))

	// Delete User and Order Failed stand once in the definition, and are where both
	// handlers below end; the error that brings them there is the variable "failure".
	undoUser := dsl.Shared(b, "failure", func(b *dsl.Block, e dsl.Val[dsl.ErrorOutput]) {
		dsl.Task(b, "Delete User", DeleteUser.Invoke(), user, dsl.Policy{Retry: patient})
		dsl.FailWith(b, "Order Failed", e)
	})
	order := dsl.Name(b, "order", dsl.Task(b, "Place Order", PlaceOrder.Invoke(), user,
		dsl.Policy{Retry: patient, Catch: []dsl.Catch{{On: dsl.AllErrors(), Do: undoUser}}}))

	return dsl.Task(b, "Send Notification", SendNotification.Invoke(), order,
		dsl.Policy{Retry: patient, Catch: []dsl.Catch{{On: dsl.AllErrors(), Do: func(b *dsl.Block, e dsl.Val[dsl.ErrorOutput]) {
			dsl.Task(b, "Cancel Order", CancelOrder.Invoke(), order, dsl.Policy{Retry: patient})
			undoUser(b, e)
		}}}})
})
