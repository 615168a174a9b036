package patterns

import "github.com/quickstep-go/quickstep/dsl"

// Checkpoint runs a step, and where it fails tells somebody, with a task token and
// the error, and waits. The token sent back with success runs the step again, from
// that point and not from the start of the workflow; sent back with a failure, it
// fails the workflow. A policy is that of the waiting.
//
// Only what fails a step comes here: [dsl.Fail] in it ends the workflow.
func Checkpoint[T, In, Ack, Out any](b *dsl.Block, cb *dsl.Callback[Out], tell dsl.Call[In, Ack],
	request func(dsl.Val[dsl.Token], dsl.Val[dsl.ErrorOutput]) dsl.Val[In], step func(*dsl.Block) dsl.Val[T], p ...dsl.Policy) dsl.Val[T] {
	return dsl.Repeat(b, func(b *dsl.Block, again func(*dsl.Block)) dsl.Val[T] {
		return dsl.Try(b, "checkpoint", step, func(b *dsl.Block, e dsl.Val[dsl.ErrorOutput]) dsl.Val[T] {
			dsl.WaitForToken(b, cb, tell, func(token dsl.Val[dsl.Token]) dsl.Val[In] { return request(token, e) }, p...)
			again(b)
			return dsl.Val[T]{}
		})
	})
}
