package workflows

import (
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

var (
	askByMail = lambda.Declare[tokened, struct{}]("AskByMail")
	askByChat = lambda.Declare[tokened, struct{}]("AskByChat")
	answered  = &dsl.Callback[vote]{Name: "Ask"}
)

// eitherOr asks on two ways at once and takes the first answer: as a Parallel waits
// for all of its branches unless one fails, an answer is thrown, and caught.
var eitherOr = dsl.Define("EitherOr", func(b *dsl.Block, about dsl.Val[string]) dsl.Val[vote] {
	by := func(way string, ask *lambda.Function[tokened, struct{}]) func(*dsl.Block) dsl.Val[struct{}] {
		return func(b *dsl.Block) dsl.Val[struct{}] {
			v := dsl.WaitForToken(b.Prefix(way), answered, ask.Invoke(), func(token dsl.Val[dsl.Token]) dsl.Val[tokened] {
				return dsl.Build(tokened{}, dsl.To(&withToken.Token, token), dsl.To(&withToken.About, about))
			}, dsl.Policy{Timeout: time.Hour})
			return dsl.Throw[struct{}](b.Prefix(way), dsl.Build(dsl.ErrorOutput{Error: "Answered"}, dsl.To(&errorOf.Cause, dsl.JSONText(v))))
		}
	}
	return dsl.Try(b, "first", func(b *dsl.Block) dsl.Val[vote] {
		dsl.Parallel(b, "Ask Both Ways", []func(*dsl.Block) dsl.Val[struct{}]{by("Mail", askByMail), by("Chat", askByChat)})
		return dsl.FailAs[vote](b, "Unanswered", "Unanswered", "no way gave an answer")
	}, func(b *dsl.Block, e dsl.Val[dsl.ErrorOutput]) dsl.Val[vote] {
		return dsl.ParseJSON[vote](dsl.At(e, &errorOf.Cause))
	}, "Answered")
})

func TestEitherOr(t *testing.T) {
	inBoth(t, eitherOr, func(t *testing.T, o ...dsl.Option) {
		r := sfntest.New(t, eitherOr.Redefine(o...))
		gives(r, askByMail, struct{}{})
		gives(r, askByChat, struct{}{})
		e := r.Start("lunch")
		sfntest.Answer(e, answered.Prefix("Chat"), vote{"Ada"}, 2*time.Minute)
		sfntest.Answer(e, answered.Prefix("Mail"), vote{"Bob"}, 9*time.Minute)
		if out := succeeds(t, e, "Ask Both Ways", "Mail Ask", "Chat Ask", "Chat Answered", "Done"); out.By != "Ada" || e.Elapsed() != 2*time.Minute {
			t.Errorf("got %v in %s", out, e.Elapsed())
		}
		e = r.Start("lunch")
		sfntest.Never(e, answered.Prefix("Chat"))
		sfntest.Never(e, answered.Prefix("Mail"))
		ends(t, e, dsl.ErrorTimeout)
	})
}
