package sfn_test

import (
	"fmt"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/sfn"
)

func Example() {
	child := dsl.Define("Child", func(b *dsl.Block, in dsl.Val[int]) dsl.Val[int] {
		return dsl.Let(b, "Next", dsl.Add(in, 1))
	})
	call := sfn.Of(child).Sync()
	fmt.Println(call.Resource(), call.Arguments()[0])
	// Output:
	// arn:aws:states:::states:startExecution.sync:2 {StateMachineArn ${Child}}
}
