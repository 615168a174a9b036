package workflows

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/awssdk"
	"github.com/quickstep-go/quickstep/dsl/http"
	"github.com/quickstep-go/quickstep/dsl/patterns"
	"github.com/quickstep-go/quickstep/dsl/s3"
	childflow "github.com/quickstep-go/quickstep/dsl/sfn"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type (
	gathering struct {
		Token  dsl.Token `json:"token"`
		Prefix string    `json:"prefix"`
	}
	gathered struct {
		Sources int `json:"sources"`
	}
	jobRun struct {
		JobName   string            `json:"JobName"`
		Arguments map[string]string `json:"Arguments"`
	}
	jobRunID struct {
		JobRunID string `json:"JobRunId"`
	}
	jobQuery struct {
		JobName string `json:"JobName"`
		RunID   string `json:"RunId"`
	}
	jobState struct {
		JobRun struct {
			JobRunState string `json:"JobRunState"`
		} `json:"JobRun"`
	}
)

var (
	gatherings = dsl.Fields[gathering]()
	gathers    = dsl.Fields[gathered]()
	jobRuns    = dsl.Fields[jobRun]()
	jobRunIDs  = dsl.Fields[jobRunID]()
	jobQueries = dsl.Fields[jobQuery]()
	jobStates  = dsl.Fields[jobState]()
	fetches    = dsl.Fields[http.Request[struct{}]]()
	successes  = dsl.Fields[sfn.SendTaskSuccessInput]()

	mergeJob    = "arn:${AWS::Partition}:glue:${AWS::Region}:${AWS::AccountId}:job/merge"
	startJob    = awssdk.Of[jobRun, jobRunID]("glue", "startJobRun").AllowedOn(mergeJob)
	getJob      = awssdk.Of[jobQuery, jobState]("glue", "getJobRun").AllowedOn(mergeJob)
	partner     = http.Declare("Partner")
	fetch       = http.Invoke[struct{}, map[string]any]()
	sendSuccess = awssdk.Call[sfn.SendTaskSuccessInput, sfn.SendTaskSuccessOutput]()
	sourceFiles = s3.Declare("Sources")
	allGathered = &dsl.Callback[gathered]{Name: "Gather Sources"}
)

// gather fetches what each of the sources under a prefix names, and sends its
// parent's token back.
var gather = dsl.Define("Gather", func(b *dsl.Block, in dsl.Val[gathering]) dsl.Val[int] {
	fetched := dsl.DistributedMap(b, "Each Source", s3.List(sourceFiles.PrefixVal(dsl.At(in, &gatherings.Prefix))), func(b *dsl.Block, file dsl.Val[s3.Listed]) dsl.Val[int] {
		dsl.Task(b, "Fetch", fetch, dsl.Build(http.Request[struct{}]{Method: "GET"},
			dsl.To(&fetches.ApiEndpoint, dsl.Format("https://partner.example.com/{}", dsl.At(file, &listed.Key))),
			dsl.To(&fetches.Authentication.ConnectionArn, partner.ARN())),
			dsl.Policy{Retry: []dsl.Retry{{On: []dsl.ErrorName{http.Status("429")}, Every: 5 * time.Second, Jitter: true}}})
		return dsl.Lit(1)
	}, dsl.DistributedOptions{Label: "Sources", MaxConcurrency: 20})
	total := dsl.Build(gathered{}, dsl.To(&gathers.Sources, dsl.Sum(fetched)))
	dsl.Task(b, "Tell Parent", sendSuccess, dsl.Build(sfn.SendTaskSuccessInput{},
		dsl.To(&successes.TaskToken, dsl.ToText(dsl.At(in, &gatherings.Token))), dsl.To(&successes.Output, dsl.JSONText(total))))
	return dsl.Sum(fetched)
})

// aggregate starts a workflow that gathers, waits until that sends the token back,
// and merges what came with a job of AWS Glue.
var aggregate = dsl.Define("Aggregate", func(b *dsl.Block, prefix dsl.Val[string]) dsl.Val[int] {
	found := dsl.WaitForToken(b, allGathered, childflow.Of(gather).Start(), func(token dsl.Val[dsl.Token]) dsl.Val[gathering] {
		return dsl.Build(gathering{}, dsl.To(&gatherings.Token, token), dsl.To(&gatherings.Prefix, prefix))
	}, dsl.Policy{Timeout: 6 * time.Hour})
	sources := dsl.Name(b, "sources", dsl.At(found, &gathers.Sources))
	started := dsl.Task(b, "Start Merge", startJob, dsl.Build(jobRun{JobName: "merge"},
		dsl.To(&jobRuns.Arguments, dsl.Dict[map[string]string](dsl.Entry[string]{Key: "--prefix", Value: prefix}))))
	id := dsl.Name(b, "run", dsl.At(started, &jobRunIDs.JobRunID))
	patterns.PollUntil(b.Prefix("Merge"), patterns.Poll{Every: 30 * time.Second}, func(b *dsl.Block) dsl.Val[string] {
		now := dsl.Task(b, "Look", getJob, dsl.Build(jobQuery{JobName: "merge"}, dsl.To(&jobQueries.RunID, id)))
		state := dsl.At(now, &jobStates.JobRun.JobRunState)
		dsl.If(b, "Failed?", dsl.AnyOf(dsl.Eq(state, "FAILED"), dsl.Eq(state, "TIMEOUT"), dsl.Eq(state, "STOPPED")), func(b *dsl.Block) {
			dsl.Fail(b, "Failed", "MergeFailed", "AWS Glue did not merge the sources")
		})
		return state
	}, func(state dsl.Val[string]) dsl.Cond { return dsl.Eq(state, "SUCCEEDED") })
	return sources
})

func TestAggregate(t *testing.T) {
	inBoth(t, aggregate, func(t *testing.T, o ...dsl.Option) {
		state := func(s string) (j jobState) { j.JobRun.JobRunState = s; return j }
		objects := &runner.MemoryObjects{}
		objects.Put("Sources", "eu/a.json", []byte("{}"))
		objects.Put("Sources", "eu/b.json", []byte("{}"))
		r := sfntest.New(t, aggregate.Redefine(o...), sfntest.Objects(objects))
		fetched := answers(r, fetch, http.Response[map[string]any]{StatusCode: 200})
		sent := answers(r, sendSuccess, sfn.SendTaskSuccessOutput{})
		answers(r, startJob, jobRunID{"jr-1"})
		answers(r, getJob, state("RUNNING"), state("SUCCEEDED"))
		e := r.Start("eu/")
		sfntest.Answer(e, allGathered, gathered{2}, time.Hour)
		if out, err := e.Result(); err != nil || out != 2 || len(*fetched) != 2 || e.Elapsed() != time.Hour+30*time.Second {
			t.Errorf("got %d, %v in %s, fetched %v", out, err, e.Elapsed(), *fetched)
		}
		if len(*sent) != 1 || *(*sent)[0].Output != `{"sources":2}` {
			t.Errorf("sent %v", *sent)
		}
		answers(r, getJob, state("FAILED"))
		e = r.Start("eu/")
		sfntest.Answer(e, allGathered, gathered{2})
		ends(t, e, "MergeFailed")
	})
}
