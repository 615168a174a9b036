// Command lambda is the function MessageRecorder. The environment variable TABLE
// names its table.
package main

import (
	"context"
	"log"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"github.com/quickstep-go/quickstep/examples/recordmessage/recorder"
)

func main() {
	cfg, err := config.LoadDefaultConfig(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	r := &recorder.Recorder{Table: dynamodb.NewFromConfig(cfg), Name: os.Getenv("TABLE"), Answer: sfn.NewFromConfig(cfg)}
	lambda.Start(r.Handle)
}
