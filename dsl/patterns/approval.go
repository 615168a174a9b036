package patterns

import (
	"time"

	"github.com/quickstep-go/quickstep/dsl"
)

// Reminders say how long [Approve] waits.
type Reminders struct {
	Every time.Duration // how long each request waits for its answer; whole seconds
	Max   int           // requests after the first
}

// Approve asks somebody with a task token, and asks again where no answer comes in
// time. The request is told how many came before it, 0 for the first. When the last
// one is not answered either, expired says what stands for the answer.
//
// Each request has a token of its own, and the earlier ones count no more: say so
// where a person may have kept the first message.
func Approve[In, Ack, Out any](b *dsl.Block, cb *dsl.Callback[Out], ask dsl.Call[In, Ack],
	request func(token dsl.Val[dsl.Token], before dsl.Val[int]) dsl.Val[In], o Reminders, expired func(*dsl.Block) dsl.Val[Out]) dsl.Val[Out] {
	return dsl.Loop(b, "reminders", dsl.Lit(0), func(b *dsl.Block, before dsl.Val[int], again func(*dsl.Block, dsl.Val[int])) dsl.Val[Out] {
		return dsl.Try(b, "answer", func(b *dsl.Block) dsl.Val[Out] {
			return dsl.WaitForToken(b, cb, ask, func(token dsl.Val[dsl.Token]) dsl.Val[In] { return request(token, before) }, dsl.Policy{Timeout: o.Every})
		}, func(b *dsl.Block, _ dsl.Val[dsl.ErrorOutput]) dsl.Val[Out] {
			dsl.If(b, "Remind?", dsl.Lt(before, o.Max), func(b *dsl.Block) { again(b, dsl.Add(before, 1)) })
			return expired(b)
		}, dsl.ErrorTimeout)
	})
}
