package workflows

import (
	"context"
	"strconv"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

var (
	askVoter   = lambda.Declare[tokened, struct{}]("AskVoter")
	voted      = &dsl.Callback[vote]{Name: "Ask Voter"}
	voteTable  = dynamodb.Declare("Votes")
	changed    = dsl.Fields[dynamodb.Changed]()
	threeNames = []string{"First", "Second", "Third"}
)

// quorum asks three voters and goes on when two of them have said yes: each branch
// counts its own vote in a table, and the one that fills the quorum ends the others.
var quorum = dsl.Define("Quorum", func(b *dsl.Block, motion dsl.Val[string]) dsl.Val[string] {
	var voters []func(*dsl.Block) dsl.Val[struct{}]
	for _, name := range threeNames {
		voters = append(voters, func(b *dsl.Block) dsl.Val[struct{}] {
			b = b.Prefix(name)
			dsl.WaitForToken(b, voted, askVoter.Invoke(), func(token dsl.Val[dsl.Token]) dsl.Val[tokened] {
				return dsl.Build(tokened{}, dsl.To(&withToken.Token, token), dsl.To(&withToken.About, motion))
			}, dsl.Policy{Timeout: 24 * time.Hour})
			counted := dsl.Task(b, "Count", voteTable.UpdateItem(), dsl.Build(
				dynamodb.UpdateItem{UpdateExpression: "ADD yes :one", ReturnValues: "ALL_NEW", ExpressionAttributeValues: dynamodb.Item{":one": {N: new("1")}}},
				dsl.To(&updateItem.Key, dynamodb.ItemOf(dynamodb.Is("motion", dynamodb.S(dsl.ExecutionID()))))))
			yes := dsl.ToNumber(dsl.Or(dynamodb.Number(dsl.AtOpt(counted, &changed.Attributes), "yes"), "0"))
			dsl.If(b, "Enough?", dsl.Ge(yes, 2), func(b *dsl.Block) {
				dsl.Fail(b, "Quorum", "QuorumReached", "two of three said yes")
			})
			return dsl.Lit(struct{}{})
		})
	}
	return dsl.Try(b, "outcome", func(b *dsl.Block) dsl.Val[string] {
		dsl.Parallel(b, "Vote", voters)
		return dsl.Lit("rejected")
	}, func(*dsl.Block, dsl.Val[dsl.ErrorOutput]) dsl.Val[string] {
		return dsl.Lit("accepted")
	}, "QuorumReached")
})

func TestQuorum(t *testing.T) {
	inBoth(t, quorum, func(t *testing.T, o ...dsl.Option) {
		r := sfntest.New(t, quorum.Redefine(o...))
		gives(r, askVoter, struct{}{})
		yes := 0
		sfntest.Call(r, voteTable.UpdateItem(), func(context.Context, dynamodb.UpdateItem) (dynamodb.Changed, error) {
			yes++
			return dynamodb.Changed{Attributes: &dynamodb.Item{"yes": {N: new(strconv.Itoa(yes))}}}, nil
		})
		e := r.Start("raise the fee")
		for i, name := range threeNames {
			sfntest.Answer(e, voted.Prefix(name), vote{name}, time.Duration(3-i)*time.Hour)
		}
		if out, err := e.Result(); err != nil || out != "accepted" || e.Elapsed() != 2*time.Hour {
			t.Errorf("got %q, %v in %s", out, err, e.Elapsed())
		}
	})
}
