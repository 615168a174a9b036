// Command retrieve is the function retrieve_regions.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/quickstep-go/quickstep/examples/regions"
)

func main() { lambda.Start(regions.Retrieve) }
