// Command add is the function AddRecord.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"

	"github.com/quickstep-go/quickstep/examples/recordexists/records"
)

func main() { lambda.Start(records.OnAWS().Add) }
