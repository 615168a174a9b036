package awssdk_test

import (
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/ec2"

	"github.com/quickstep-go/quickstep/dsl/awssdk"
)

func Example() {
	describe := awssdk.Call[ec2.DescribeImagesInput, ec2.DescribeImagesOutput]()
	fmt.Println(describe.Resource())
	// Output:
	// arn:aws:states:::aws-sdk:ec2:describeImages
}
