// Package checkpoint runs the steps of a nightly load, each a workflow of its own.
// Where one fails, operators get a message, mend what is wrong, and the load goes on
// from that step, and not from the start.
package checkpoint

import (
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/dsl/patterns"
	"github.com/quickstep-go/quickstep/dsl/sfn"
	"github.com/quickstep-go/quickstep/dsl/sqs"
)

// Load says which night's data to load.
type Load struct {
	Date string `json:"date"`
}

// Trouble tells operators which step failed, and how to go on: by sending the token
// back.
type Trouble struct {
	Token dsl.Token `json:"token"`
	Step  string    `json:"step"`
	Error string    `json:"error"`
}

var (
	message = dsl.Fields[sqs.Message[Trouble]]()
	failure = dsl.Fields[dsl.ErrorOutput]()
)

var (
	// Extract and Transform are functions; each is a step's whole work.
	Extract   = lambda.Declare[Load, int]("Extract")
	Transform = lambda.Declare[Load, int]("Transform")
	// Operators read the queue.
	Operators = sqs.Declare("Operators")
	// Mended is what they answer with.
	Mended = &dsl.Callback[struct{}]{Name: "Wait For Operators"}
)

// The steps are workflows, so that each has an execution of its own to look at.
var (
	ExtractStep = dsl.Define("ExtractStep", func(b *dsl.Block, in dsl.Val[Load]) dsl.Val[int] {
		return dsl.Task(b, "Extract", Extract.Invoke(), in)
	})
	TransformStep = dsl.Define("TransformStep", func(b *dsl.Block, in dsl.Val[Load]) dsl.Val[int] {
		return dsl.Task(b, "Transform", Transform.Invoke(), in)
	})
)

// step runs a workflow as a step from which the load can go on. The states of a step
// have its name before their own, such as "Extract Run" and "Extract Wait For
// Operators", as a workflow has no two states of one name. A step may fail, be mended
// and run again any number of times; operators who take 12 hours fail the load.
func step(b *dsl.Block, name string, w *dsl.Workflow[Load, int], in dsl.Val[Load]) dsl.Val[int] {
	b = b.Prefix(name)
	tell := func(token dsl.Val[dsl.Token], e dsl.Val[dsl.ErrorOutput]) dsl.Val[sqs.Message[Trouble]] {
		return dsl.Build(sqs.Message[Trouble]{MessageBody: Trouble{Step: name}},
			dsl.To(&message.MessageBody.Token, token), dsl.To(&message.MessageBody.Error, dsl.At(e, &failure.Error)))
	}
	return patterns.Checkpoint(b, Mended, sqs.SendMessage[Trouble](Operators), tell, func(b *dsl.Block) dsl.Val[int] {
		return dsl.Task(b, "Run", sfn.Of(w).Sync(), in)
	}, dsl.Policy{Timeout: 12 * time.Hour})
}

// Workflow runs both steps, and gives how many rows there are after the last.
var Workflow = dsl.Define("Checkpoint", func(b *dsl.Block, in dsl.Val[Load]) dsl.Val[int] {
	step(b, "Extract", ExtractStep, in)
	return step(b, "Transform", TransformStep, in)
})
