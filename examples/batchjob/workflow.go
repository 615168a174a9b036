// Package batchjob runs a job of AWS Batch, waits until it is done, and tells a
// topic how it went.
package batchjob

import (
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/optimized"
	"github.com/quickstep-go/quickstep/dsl/sns"
)

// Input says which file to work on.
type Input struct {
	File string `json:"file"`
}

// SubmitJob is what AWS Batch is asked, and Job what it answers when the job is done.
type (
	SubmitJob struct {
		JobName            string     `json:"JobName"`
		JobQueue           string     `json:"JobQueue"`
		JobDefinition      string     `json:"JobDefinition"`
		ContainerOverrides Overrides  `json:"ContainerOverrides"`
		Timeout            JobTimeout `json:"Timeout"`
	}
	Overrides struct {
		Command []string `json:"Command"`
	}
	JobTimeout struct {
		AttemptDurationSeconds int `json:"AttemptDurationSeconds"`
	}
	Job struct {
		JobID string `json:"JobId"`
	}
)

var (
	input   = dsl.Fields[Input]()
	submit  = dsl.Fields[SubmitJob]()
	job     = dsl.Fields[Job]()
	failure = dsl.Fields[dsl.ErrorOutput]()
	message = dsl.Fields[sns.Message]()
)

var (
	// RunJob submits a job and waits for its end.
	RunJob = optimized.Call[SubmitJob, Job]("batch", "submitJob").Sync()
	// Operators are told of each job.
	Operators = sns.Declare("Operators")
)

// Workflow runs the job, and publishes its end, a good one or a bad one. Any error of
// the job is handled, and what either function of Try gives is kept in the variable
// "result". After two hours the execution itself times out, and tells nobody.
var Workflow = dsl.Define("BatchJob", func(b *dsl.Block, in dsl.Val[Input]) dsl.Val[string] {
	file := dsl.At(in, &input.File)

	result := dsl.Try(b, "result", func(b *dsl.Block) dsl.Val[string] {
		done := dsl.Task(b, "Run Job", RunJob, dsl.Build(
			SubmitJob{JobName: "convert", JobQueue: "nightly", JobDefinition: "convert:3", Timeout: JobTimeout{3600}},
			dsl.To(&submit.ContainerOverrides.Command, dsl.List(dsl.Lit("convert"), file))))
		return dsl.Format("job {} has converted {}", dsl.At(done, &job.JobID), file)
	}, func(b *dsl.Block, e dsl.Val[dsl.ErrorOutput]) dsl.Val[string] {
		return dsl.Format("{} could not be converted: {}", file, dsl.At(e, &failure.Error))
	})

	dsl.Task(b, "Tell Operators", Operators.Publish(), dsl.Build(sns.Message{Subject: "Conversion"}, dsl.To(&message.Message, result)))
	return result
}, dsl.Timeout(2*time.Hour))
