package batchjob_test

import (
	"context"
	"slices"
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/sns"
	"github.com/quickstep-go/quickstep/examples/batchjob"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

func TestBatchJob(t *testing.T) {
	for name, c := range map[string]struct {
		fails error
		want  string
	}{
		"done":   {nil, "job j-1 has converted a.mov"},
		"failed": {sfntest.Error(dsl.ErrorTaskFailed, "the container exited with 1"), "a.mov could not be converted: States.TaskFailed"},
	} {
		t.Run(name, func(t *testing.T) {
			run := sfntest.New(t, batchjob.Workflow)
			sfntest.Call(run, batchjob.RunJob, func(_ context.Context, in batchjob.SubmitJob) (batchjob.Job, error) {
				if !slices.Equal(in.ContainerOverrides.Command, []string{"convert", "a.mov"}) {
					t.Errorf("submitted %+v", in)
				}
				return batchjob.Job{JobID: "j-1"}, c.fails
			})
			var told string
			sfntest.Call(run, batchjob.Operators.Publish(), func(_ context.Context, m sns.Message) (sns.Receipt, error) {
				told = m.Message
				return sns.Receipt{}, nil
			})
			out, err := run.Start(batchjob.Input{File: "a.mov"}).Result()
			if err != nil || out != c.want || told != c.want {
				t.Errorf("got %q, %v, told %q", out, err, told)
			}
		})
	}
}
