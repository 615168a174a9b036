// Package recordmessage records events that arrive on a bus: a Lambda function
// is handed each one with a task token, and the workflow waits until somebody
// sends the token back with a status code.
package recordmessage

import (
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
)

// Event is what EventBridge delivers.
type Event struct {
	ID     string    `json:"id"`
	Time   time.Time `json:"time"`
	Detail Detail    `json:"detail"`
}

// Detail holds the message, which is JSON in a string.
type Detail struct {
	Message string `json:"message"`
}

// Request is what the recorder is asked to do.
type Request struct {
	Token  dsl.Token `json:"MyTaskToken"`
	Record Record    `json:"Record"`
}

// Record is what is written down.
type Record struct {
	MessageID string         `json:"messageId"`
	CreatedAt time.Time      `json:"createdAt"`
	Event     map[string]any `json:"event"`
}

// Result is what comes back with the token.
type Result struct {
	StatusCode int `json:"statusCode"`
}

var (
	event   = dsl.Fields[Event]()
	request = dsl.Fields[Request]()
	result  = dsl.Fields[Result]()
)

var (
	// Recorder writes the record down and sends the token back with a Result.
	Recorder = lambda.Declare[Request, struct{}]("MessageRecorder")
	// Recorded is that answer.
	Recorded = &dsl.Callback[Result]{Name: "Record Message"}
)

// Workflow waits for the recorder at most 30 seconds. The task would wait a minute,
// but the execution has only 30 seconds for all it does, retries included, and then
// ends as TIMED_OUT, which no handler sees. The task's own timeout is for whoever
// gives the workflow more time: a task that waits for a token should always have one.
var Workflow = dsl.Define("RecordMessage", func(b *dsl.Block, in dsl.Val[Event]) dsl.Val[Result] {
	recorded := dsl.WaitForToken(b, Recorded, Recorder.Invoke(), func(token dsl.Val[dsl.Token]) dsl.Val[Request] {
		return dsl.Build(Request{},
			dsl.To(&request.Token, token),
			dsl.To(&request.Record.MessageID, dsl.At(in, &event.ID)),
			dsl.To(&request.Record.CreatedAt, dsl.At(in, &event.Time)),
			dsl.To(&request.Record.Event, dsl.ParseJSON[map[string]any](dsl.At(in, &event.Detail.Message))))
	}, dsl.Policy{Timeout: time.Minute, Retry: []dsl.Retry{{On: lambda.TransientErrors(), Jitter: true}}})

	dsl.If(b, "Check Status?", dsl.Ne(dsl.At(recorded, &result.StatusCode), 200), func(b *dsl.Block) {
		dsl.Fail(b, "Job Failed", "RecordFailed", "the recorder did not answer 200")
	})
	return dsl.Succeed(b, "Job Succeed", recorded)
}, dsl.Timeout(30*time.Second))
