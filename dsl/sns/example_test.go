package sns_test

import (
	"fmt"

	"github.com/quickstep-go/quickstep/dsl/sns"
)

func Example() {
	call := sns.Declare("Orders").Publish()
	fmt.Println(call.Resource(), call.Arguments()[0])
	// Output:
	// arn:aws:states:::sns:publish {TopicArn ${Orders}}
}
