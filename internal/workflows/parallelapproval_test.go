package workflows

import (
	"slices"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/sns"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type vote struct {
	By string `json:"by"`
}

var (
	votes       = dsl.Fields[vote]()
	legalTopic  = sns.Declare("Legal")
	budgetTopic = sns.Declare("Budget")
	signed      = &dsl.Callback[vote]{Name: "Sign"}
)

// signedBy asks the subscribers of a topic for a signature: it is a fragment.
func signedBy(topic *sns.Topic, contract dsl.Val[string]) func(*dsl.Block) dsl.Val[string] {
	return func(b *dsl.Block) dsl.Val[string] {
		v := dsl.WaitForToken(b.Prefix(topic.Name()), signed, topic.Publish(), func(token dsl.Val[dsl.Token]) dsl.Val[sns.Message] {
			return dsl.Build(sns.Message{}, dsl.To(&message.Message, dsl.JSONText(dsl.Build(tokened{},
				dsl.To(&withToken.Token, token), dsl.To(&withToken.About, contract)))))
		}, dsl.Policy{Timeout: 48 * time.Hour})
		return dsl.At(v, &votes.By)
	}
}

type tokened struct {
	Token dsl.Token `json:"token"`
	About string    `json:"about"`
}

var withToken = dsl.Fields[tokened]()

// contract needs the signatures of two departments, asked for at the same time; the
// first refusal ends it.
var contract = dsl.Define("Contract", func(b *dsl.Block, id dsl.Val[string]) dsl.Val[[]string] {
	return dsl.Parallel(b, "Ask Both", []func(*dsl.Block) dsl.Val[string]{signedBy(legalTopic, id), signedBy(budgetTopic, id)},
		dsl.Policy{Catch: []dsl.Catch{{On: dsl.AllErrors(), Do: func(b *dsl.Block, e dsl.Val[dsl.ErrorOutput]) {
			dsl.FailWith(b, "Not Signed", e)
		}}}})
})

func TestContract(t *testing.T) {
	inBoth(t, contract, func(t *testing.T, o ...dsl.Option) {
		start := func() *sfntest.Execution[[]string] {
			r := sfntest.New(t, contract.Redefine(o...))
			answers(r, legalTopic.Publish(), sns.Receipt{})
			answers(r, budgetTopic.Publish(), sns.Receipt{})
			return r.Start("c-1")
		}
		e := start()
		sfntest.Answer(e, signed.Prefix("Budget"), vote{"Bo"}, time.Hour)
		sfntest.Answer(e, signed.Prefix("Legal"), vote{"Lea"}, 3*time.Hour)
		if out := succeeds(t, e, "Ask Both", "Legal Sign", "Budget Sign"); !slices.Equal(out, []string{"Lea", "Bo"}) || e.Elapsed() != 3*time.Hour {
			t.Errorf("got %q in %s", out, e.Elapsed())
		}
		e = start()
		sfntest.Reject(e, signed.Prefix("Legal"), "Refused", "clause 7", time.Hour)
		sfntest.Never(e, signed.Prefix("Budget"))
		ends(t, e, "Refused")
	})
}
