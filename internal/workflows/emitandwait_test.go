package workflows

import (
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/events"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

var (
	emitted  = dsl.Fields[events.Entries[tokened]]()
	emission = dsl.Fields[events.Entry[tokened]]()
	heard    = &dsl.Callback[vote]{Name: "Emit And Wait"}
)

// emitAndWait puts an event with a task token on a bus and waits until some consumer
// sends the token back.
var emitAndWait = dsl.Define("EmitAndWait", func(b *dsl.Block, about dsl.Val[string]) dsl.Val[string] {
	unheard := dsl.Catch{On: []dsl.ErrorName{dsl.ErrorTimeout}, Do: func(b *dsl.Block, _ dsl.Val[dsl.ErrorOutput]) {
		dsl.Fail(b, "Nobody Listens", "Unheard", "no consumer answered in time")
	}}
	v := dsl.WaitForToken(b, heard, events.PutEvents[tokened](), func(token dsl.Val[dsl.Token]) dsl.Val[events.Entries[tokened]] {
		detail := dsl.Build(tokened{}, dsl.To(&withToken.Token, token), dsl.To(&withToken.About, about))
		return dsl.Build(events.Entries[tokened]{}, dsl.To(&emitted.Entries, dsl.List(
			dsl.Build(events.Entry[tokened]{DetailType: "Question", Source: "desk"}, dsl.To(&emission.Detail, detail), dsl.To(&emission.EventBusName, orderBus.ARN())))))
	}, dsl.Policy{Timeout: 10 * time.Minute, Catch: []dsl.Catch{unheard}})
	return dsl.At(v, &votes.By)
})

func TestEmitAndWait(t *testing.T) {
	inBoth(t, emitAndWait, func(t *testing.T, o ...dsl.Option) {
		r := sfntest.New(t, emitAndWait.Redefine(o...))
		put := answers(r, events.PutEvents[tokened](), events.Result{})
		e := r.Start("who?")
		sfntest.Answer(e, heard, vote{"me"}, time.Minute)
		if out := succeeds(t, e, "Emit And Wait"); out != "me" || (*put)[0].Entries[0].Detail.About != "who?" {
			t.Errorf("got %q, put %v", out, *put)
		}
		e = r.Start("who?")
		sfntest.Never(e, heard)
		ends(t, e, "Unheard")
	})
}
