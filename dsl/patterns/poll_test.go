package patterns_test

import (
	"context"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/dsl/patterns"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type job struct {
	ID     string `json:"id"`
	Status string `json:"status"`
}

var (
	jobs   = dsl.Fields[job]()
	getJob = lambda.Declare[string, job]("GetJob")
)

// polling waits for a job, and fails where the job has.
func polling(o patterns.Poll) func(*dsl.Block, dsl.Val[string]) dsl.Val[string] {
	return func(b *dsl.Block, id dsl.Val[string]) dsl.Val[string] {
		done := patterns.PollUntil(b.Prefix("Job"), o, func(b *dsl.Block) dsl.Val[job] {
			found := dsl.Task(b, "Look", getJob.Invoke(), id)
			dsl.If(b, "Failed?", dsl.Eq(dsl.At(found, &jobs.Status), "FAILED"), func(b *dsl.Block) {
				dsl.Fail(b, "Failed", "JobFailed", "the job has failed")
			})
			return found
		}, func(j dsl.Val[job]) dsl.Cond { return dsl.Eq(dsl.At(j, &jobs.Status), "DONE") })
		return dsl.At(done, &jobs.ID)
	}
}

var (
	polls       = dsl.Define("Polls", polling(patterns.Poll{Every: time.Minute}))
	pollsThrice = dsl.Define("PollsThrice", polling(patterns.Poll{Every: time.Minute, Max: 3}))
)

func TestPollUntil(t *testing.T) {
	for name, c := range map[string]struct {
		of      *dsl.Workflow[string, string]
		answers []string
		err     dsl.ErrorName
		elapsed time.Duration
	}{
		"at once":                 {polls, []string{"DONE"}, "", 0},
		"at the fourth":           {polls, []string{"RUNNING", "RUNNING", "RUNNING", "DONE"}, "", 3 * time.Minute},
		"never, as it has failed": {polls, []string{"RUNNING", "FAILED"}, "JobFailed", time.Minute},
		"at the last of three":    {pollsThrice, []string{"RUNNING", "RUNNING", "DONE"}, "", 2 * time.Minute},
		"not in three":            {pollsThrice, []string{"RUNNING", "RUNNING", "RUNNING"}, patterns.GaveUp, 2 * time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			r := sfntest.New(t, c.of)
			calls := 0
			sfntest.Handle(r, getJob, func(_ context.Context, id string) (job, error) {
				calls++
				return job{ID: id, Status: c.answers[calls-1]}, nil
			})
			e := r.Start("j-1")
			out, err := e.Result()
			if c.err != "" {
				wantError(t, err, c.err)
			} else if err != nil || out != "j-1" {
				t.Errorf("got %q, %v", out, err)
			}
			if calls != len(c.answers) || e.Elapsed() != c.elapsed {
				t.Errorf("%d checks in %s", calls, e.Elapsed())
			}
		})
	}
}

func TestGivingUpReachesATry(t *testing.T) {
	r := sfntest.New(t, dsl.Define("Patient", func(b *dsl.Block, id dsl.Val[string]) dsl.Val[string] {
		return dsl.Try(b, "tried", func(b *dsl.Block) dsl.Val[string] {
			return polling(patterns.Poll{Every: time.Second, Max: 2})(b, id)
		}, func(_ *dsl.Block, e dsl.Val[dsl.ErrorOutput]) dsl.Val[string] {
			return dsl.At(e, &dsl.Fields[dsl.ErrorOutput]().Cause)
		}, patterns.GaveUp)
	}))
	sfntest.Handle(r, getJob, func(context.Context, string) (job, error) { return job{}, nil })
	if out, err := r.Start("j-1").Result(); err != nil || out != "not ready after 2 checks" {
		t.Errorf("got %q, %v", out, err)
	}
}
