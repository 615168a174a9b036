package library_test

import (
	"fmt"
	"os"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssns"

	"github.com/quickstep-go/quickstep/constructs"

	"github.com/quickstep-go/quickstep/examples/library"
)

// A shop with a pipeline. Running it takes Node.js.
func Example() {
	err := constructs.Synth(nil, func(app awscdk.App) {
		stack := awscdk.NewStack(app, new("Shop"), nil)
		pipeline := library.NewOrderPipeline(stack, new("Orders"), &library.OrderPipelineProps{
			Ship:  awslambda.Function_FromFunctionName(stack, new("Carrier"), new("carrier")),
			Pager: awssns.NewTopic(stack, new("Pager"), nil),
		})
		pipeline.GrantPlaceOrders(awsiam.Role_FromRoleName(stack, new("Shop"), new("shop"), nil))
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
