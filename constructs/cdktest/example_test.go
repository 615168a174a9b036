package cdktest_test

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"

	"github.com/quickstep-go/quickstep/constructs/cdktest"
)

// What stands in a test file of a package with stacks.
func Example() {
	_ = func(m *testing.M) { cdktest.Main(m) } // is func TestMain

	_ = func(t *testing.T) { // is func TestQueue
		stack := cdktest.Stack(t)
		awssqs.NewQueue(stack, new("Letters"), nil)
		_, queue := cdktest.Template(t, stack).One(t, "AWS::SQS::Queue")
		if queue.DeletionPolicy != "Delete" {
			t.Error("the queue outlives its stack")
		}
	}
}
