// Command running is the function get_running_instances.
package main

import (
	"context"
	"log"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/ec2"

	"github.com/quickstep-go/quickstep/examples/regions/running"
)

func main() {
	cfg, err := config.LoadDefaultConfig(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	lister := &running.Lister{EC2: func(region string) ec2.DescribeInstancesAPIClient {
		return ec2.NewFromConfig(cfg, func(o *ec2.Options) { o.Region = region })
	}}
	lambda.Start(lister.Handle)
}
