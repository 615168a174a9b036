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

// ExampleOf calls a service with types of the workflow's own.
func ExampleOf() {
	type request struct {
		Text         string `json:"Text"`
		LanguageCode string `json:"LanguageCode"`
	}
	type answer struct {
		Sentiment string `json:"Sentiment"`
	}
	fmt.Println(awssdk.Of[request, answer]("comprehend", "detectSentiment").Resource())
	// Output:
	// arn:aws:states:::aws-sdk:comprehend:detectSentiment
}
