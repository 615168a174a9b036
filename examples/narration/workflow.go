// Package narration has a text spoken by Amazon Polly: it starts the task, polls
// until the sound file is there, and gives its address, without a Lambda function.
package narration

import (
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/awssdk"
	"github.com/quickstep-go/quickstep/dsl/patterns"
)

// Input is a text and the voice that speaks it.
type Input struct {
	Text  string `json:"text"`
	Voice string `json:"voice"`
}

// The requests and answers of Amazon Polly, as far as the workflow has to do with
// them.
type (
	StartTask struct {
		Text               string `json:"Text"`
		VoiceID            string `json:"VoiceId"`
		Engine             string `json:"Engine"`
		OutputFormat       string `json:"OutputFormat"`
		OutputS3BucketName string `json:"OutputS3BucketName"`
	}
	GetTask struct {
		TaskID string `json:"TaskId"`
	}
	Answer struct {
		SynthesisTask SynthesisTask `json:"SynthesisTask"`
	}
	SynthesisTask struct {
		TaskID           string  `json:"TaskId"`
		TaskStatus       string  `json:"TaskStatus"` // scheduled, inProgress, completed or failed
		TaskStatusReason *string `json:"TaskStatusReason,omitempty"`
		OutputURI        string  `json:"OutputUri"`
	}
)

var (
	input   = dsl.Fields[Input]()
	start   = dsl.Fields[StartTask]()
	get     = dsl.Fields[GetTask]()
	answer  = dsl.Fields[Answer]()
	failure = dsl.Fields[dsl.ErrorOutput]()
)

// The API calls. Speaking may use a lexicon, on which the role would be allowed to use
// it; this workflow has none, so that it is allowed on "*". Polly writes to the bucket
// with the permissions of the workflow.
var (
	StartSpeaking = awssdk.Of[StartTask, Answer]("polly", "startSpeechSynthesisTask").AllowedOn("*")
	LookAtTask    = awssdk.Of[GetTask, Answer]("polly", "getSpeechSynthesisTask")
)

// Workflow gives the address of the sound file. It looks at the task, waits five
// seconds, looks again, and after 120 looks fails with the error [patterns.GaveUp].
var Workflow = dsl.Define("Narration", func(b *dsl.Block, in dsl.Val[Input]) dsl.Val[string] {
	started := dsl.Task(b, "Start Speaking", StartSpeaking, dsl.Build(
		StartTask{Engine: "neural", OutputFormat: "mp3", OutputS3BucketName: "narrations"},
		dsl.To(&start.Text, dsl.At(in, &input.Text)),
		dsl.To(&start.VoiceID, dsl.At(in, &input.Voice))))
	id := dsl.Name(b, "task", dsl.At(started, &answer.SynthesisTask.TaskID))

	spoken := patterns.PollUntil(b, patterns.Poll{Every: 5 * time.Second, Max: 120}, func(b *dsl.Block) dsl.Val[Answer] {
		now := dsl.Task(b, "Look At Task", LookAtTask, dsl.Build(GetTask{}, dsl.To(&get.TaskID, id)))
		dsl.If(b, "Failed?", dsl.Eq(dsl.At(now, &answer.SynthesisTask.TaskStatus), "failed"), func(b *dsl.Block) {
			reason := dsl.Or(dsl.AtOpt(now, &answer.SynthesisTask.TaskStatusReason), "Polly gives no reason")
			dsl.FailWith(b, "Failed", dsl.Build(dsl.ErrorOutput{Error: "NotSpoken"}, dsl.To(&failure.Cause, reason)))
		})
		return now
	}, func(now dsl.Val[Answer]) dsl.Cond {
		return dsl.Eq(dsl.At(now, &answer.SynthesisTask.TaskStatus), "completed")
	})
	return dsl.At(spoken, &answer.SynthesisTask.OutputURI)
})
