package patterns

import (
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/sfn"
)

// StartOnce starts a workflow under a name, such as the ID of the order that it is
// about, and tells whether the service took it. It is false where that name was
// used in the last 90 days for an execution that has ended, or for one with another
// input; asking twice for one that still runs, with the same input, does no harm and
// gives true (Step Functions API reference, StartExecution). Express workflows know
// no names.
func StartOnce[In, Out any](b *dsl.Block, child *sfn.Child[In, Out], name dsl.Val[string], in dsl.Val[In]) dsl.Val[bool] {
	return dsl.Try(b, "started", func(b *dsl.Block) dsl.Val[bool] {
		fields := dsl.Fields[sfn.Named[In]]()
		dsl.Task(b, "Start", child.StartNamed(), dsl.Build(sfn.Named[In]{}, dsl.To(&fields.Name, name), dsl.To(&fields.Input, in)))
		return dsl.Lit(true)
	}, func(*dsl.Block, dsl.Val[dsl.ErrorOutput]) dsl.Val[bool] {
		return dsl.Lit(false)
	}, sfn.AlreadyExists)
}
