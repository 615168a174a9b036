package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/examples/ordersaga"
)

// orderSaga has five functions over one table. Each may do one thing: put,
// delete, or publish.
func orderSaga(app awscdk.App) {
	in := stack(app, "OrderSaga", "Creates a user and an order, and undoes both when a later step fails")
	shop := table(in, "Shop", "id")
	keeper := func(id, entry, action string) awslambda.Function {
		f := function(in, id, "ordersaga/lambda/"+entry, map[string]*string{"TABLE": shop.TableName()})
		shop.Grant(f, &action)
		return f
	}
	orders := topic(in, "Orders")
	notify := function(in, "SendNotification", "ordersaga/lambda/sendnotification", map[string]*string{"TOPIC": orders.TopicArn()})
	orders.GrantPublish(notify)

	constructs.NewWorkflow(in, new("Workflow"), &constructs.WorkflowProps{
		Definition: ordersaga.Workflow,
		Bind: map[string]any{
			ordersaga.CreateUser.Name():       keeper("CreateUser", "createuser", "dynamodb:PutItem"),
			ordersaga.DeleteUser.Name():       keeper("DeleteUser", "deleteuser", "dynamodb:DeleteItem"),
			ordersaga.PlaceOrder.Name():       keeper("PlaceOrder", "placeorder", "dynamodb:PutItem"),
			ordersaga.CancelOrder.Name():      keeper("CancelOrder", "cancelorder", "dynamodb:DeleteItem"),
			ordersaga.SendNotification.Name(): notify,
		},
		Logging: oneWeek(),
	})
}
