// Command placeorder is the function PlaceOrder.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/quickstep-go/quickstep/examples/ordersaga/shop"
)

func main() { lambda.Start(shop.OnAWS().PlaceOrder) }
