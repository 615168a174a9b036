package attributevalue_test

import (
	"fmt"
	"log"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/runner/awsclient"
	"github.com/quickstep-go/quickstep/runner/awsclient/attributevalue"
)

func Example() {
	client := dynamodb.New(dynamodb.Options{Region: "us-east-1"})
	var options runner.Options
	if err := awsclient.Serve(&options, client, attributevalue.Union()); err != nil {
		log.Fatal(err)
	}
	fmt.Println(options.Services["dynamodb:getItem"] != nil, options.Services["aws-sdk:dynamodb:query"] != nil)
	// Output: true true
}
