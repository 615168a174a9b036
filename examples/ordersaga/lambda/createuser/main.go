// Command createuser is the function CreateUser.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/quickstep-go/quickstep/examples/ordersaga/shop"
)

func main() { lambda.Start(shop.OnAWS().CreateUser) }
