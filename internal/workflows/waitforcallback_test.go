package workflows

import (
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/sns"
	"github.com/quickstep-go/quickstep/dsl/sqs"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type handover struct {
	Token dsl.Token `json:"token"`
	Job   string    `json:"job"`
}

type handback struct {
	Report string `json:"report"`
}

var (
	handovers  = dsl.Fields[sqs.Message[handover]]()
	handbacks  = dsl.Fields[handback]()
	errorOf    = dsl.Fields[dsl.ErrorOutput]()
	workQueue  = sqs.Declare("WorkQueue")
	outcomes   = sns.Declare("Outcomes")
	handedBack = &dsl.Callback[handback]{Name: "Hand Over"}
)

// handOver gives work to whoever reads a queue, waits for the answer, and tells
// which it was.
var handOver = dsl.Define("HandOver", func(b *dsl.Block, job dsl.Val[string]) dsl.Val[sns.Receipt] {
	tell := func(b *dsl.Block, name, layout string, what dsl.Val[string]) dsl.Val[sns.Receipt] {
		return dsl.Task(b, name, outcomes.Publish(), dsl.Build(sns.Message{}, dsl.To(&message.Message, dsl.Format(layout, job, what))))
	}
	failed := dsl.Catch{On: dsl.AllErrors(), Do: func(b *dsl.Block, e dsl.Val[dsl.ErrorOutput]) {
		dsl.Succeed(b, "Reported", tell(b, "Tell Failure", "{} failed: {}", dsl.At(e, &errorOf.Error)))
	}}
	done := dsl.WaitForToken(b, handedBack, sqs.SendMessage[handover](workQueue), func(token dsl.Val[dsl.Token]) dsl.Val[sqs.Message[handover]] {
		return dsl.Build(sqs.Message[handover]{}, dsl.To(&handovers.MessageBody.Token, token), dsl.To(&handovers.MessageBody.Job, job))
	}, dsl.Policy{Timeout: time.Hour, Heartbeat: 10 * time.Minute, Catch: []dsl.Catch{failed}})
	return tell(b, "Tell Success", "{} is done: {}", dsl.At(done, &handbacks.Report))
})

func TestHandOver(t *testing.T) {
	inBoth(t, handOver, func(t *testing.T, o ...dsl.Option) {
		start := func() (*sfntest.Execution[sns.Receipt], *[]sns.Message) {
			r := sfntest.New(t, handOver.Redefine(o...))
			answers(r, sqs.SendMessage[handover](workQueue), sqs.Receipt{})
			told := answers(r, outcomes.Publish(), sns.Receipt{MessageID: "m-1"})
			return r.Start("roof"), told
		}
		e, told := start()
		sfntest.Answer(e, handedBack, handback{"tight"}, 5*time.Minute)
		succeeds(t, e, "Hand Over", "Tell Success")
		if (*told)[0].Message != "roof is done: tight" {
			t.Errorf("told %v", *told)
		}
		e, told = start()
		sfntest.Never(e, handedBack)
		succeeds(t, e, "Hand Over", "Tell Failure", "Reported")
		if (*told)[0].Message != "roof failed: States.HeartbeatTimeout" && (*told)[0].Message != "roof failed: States.Timeout" || e.Elapsed() != 10*time.Minute {
			t.Errorf("told %v after %s", *told, e.Elapsed())
		}
	})
}
