package patterns_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/dsl/patterns"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type question struct {
	Token  dsl.Token `json:"token"`
	Text   string    `json:"text"`
	Before int       `json:"before"`
}

type decision struct {
	OK bool   `json:"ok"`
	By string `json:"by"`
}

var (
	questions = dsl.Fields[question]()
	sendMail  = lambda.Declare[question, struct{}]("SendMail")
	decided   = &dsl.Callback[decision]{Name: "Ask Manager"}
)

var expense = dsl.Define("Expense", func(b *dsl.Block, what dsl.Val[string]) dsl.Val[decision] {
	return patterns.Approve(b, decided, sendMail.Invoke(), func(token dsl.Val[dsl.Token], before dsl.Val[int]) dsl.Val[question] {
		return dsl.Build(question{}, dsl.To(&questions.Token, token), dsl.To(&questions.Text, what), dsl.To(&questions.Before, before))
	}, patterns.Reminders{Every: 24 * time.Hour, Max: 2}, func(*dsl.Block) dsl.Val[decision] {
		return dsl.Lit(decision{By: "nobody"})
	})
})

func TestApprove(t *testing.T) {
	const day = 24 * time.Hour
	for name, c := range map[string]struct {
		silent  int // requests that nobody answers
		want    decision
		asked   []int
		elapsed time.Duration
	}{
		"at once":                  {0, decision{true, "Ada"}, []int{0}, time.Hour},
		"after the first reminder": {1, decision{true, "Ada"}, []int{0, 1}, day + time.Hour},
		"after the last":           {2, decision{true, "Ada"}, []int{0, 1, 2}, 2*day + time.Hour},
		"never":                    {3, decision{By: "nobody"}, []int{0, 1, 2}, 3 * day},
	} {
		t.Run(name, func(t *testing.T) {
			r := sfntest.New(t, expense)
			var asked []int
			sfntest.Handle(r, sendMail, func(_ context.Context, q question) (struct{}, error) {
				asked = append(asked, q.Before)
				return struct{}{}, nil
			})
			e := r.Start("a desk")
			for range c.silent {
				sfntest.Never(e, decided)
			}
			if c.silent < 3 {
				sfntest.Answer(e, decided, decision{true, "Ada"}, time.Hour)
			}
			out, err := e.Result()
			if err != nil || out != c.want || !slices.Equal(asked, c.asked) || e.Elapsed() != c.elapsed {
				t.Errorf("got %v, %v; asked %v in %s", out, err, asked, e.Elapsed())
			}
		})
	}
}

func TestARefusedTokenIsNoReminder(t *testing.T) {
	r := sfntest.New(t, expense)
	sfntest.Handle(r, sendMail, func(context.Context, question) (struct{}, error) { return struct{}{}, nil })
	e := r.Start("a desk")
	sfntest.Reject(e, decided, "NoMailbox", "")
	_, err := e.Result()
	wantError(t, err, "NoMailbox")
}
