// Command host serves the functions of the library on AWS Lambda.
package main

import (
	"log"

	"github.com/quickstep-go/quickstep/dsl/lambda/lambdahost"

	"github.com/quickstep-go/quickstep/examples/library/orders"
)

func main() { log.Fatal(lambdahost.Serve(orders.Price)) }
