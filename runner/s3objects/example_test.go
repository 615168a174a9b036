package s3objects_test

import (
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/runner/s3objects"
)

// A map that reads from an emulator of S3 on this machine.
func ExampleNew() {
	client := s3.New(s3.Options{Region: "us-east-1", UsePathStyle: true, BaseEndpoint: aws.String("http://localhost:4566")})
	options := runner.Options{Objects: s3objects.New(client)}
	fmt.Println("distributed maps have objects:", options.Objects != nil)
	// Output: distributed maps have objects: true
}
