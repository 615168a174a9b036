// Package approval asks a person by e-mail whether an expense may be paid, reminds
// them twice, and pays or refuses.
package approval

import (
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/dsl/patterns"
)

// Expense is what somebody has spent.
type Expense struct {
	ID    string  `json:"id"`
	Who   string  `json:"who"`
	Euros float64 `json:"euros"`
}

// Question is what the manager is asked; the links in the e-mail carry the token.
type Question struct {
	Token     dsl.Token `json:"token"`
	Expense   Expense   `json:"expense"`
	Reminders int       `json:"reminders"` // that were sent before this e-mail
}

// Decision is what the manager answers.
type Decision struct {
	Approved bool   `json:"approved"`
	Reason   string `json:"reason"`
}

// Outcome is what became of the expense.
type Outcome struct {
	ID     string `json:"id"`
	Status string `json:"status"` // paid or refused
	Reason string `json:"reason"`
}

var (
	expense  = dsl.Fields[Expense]()
	question = dsl.Fields[Question]()
	decision = dsl.Fields[Decision]()
	outcome  = dsl.Fields[Outcome]()
)

var (
	// SendMail sends a question to the manager.
	SendMail = lambda.Declare[Question, struct{}]("SendMail")
	// Pay pays an expense.
	Pay = lambda.Declare[Expense, struct{}]("PayExpense")
	// Decided is the manager's answer.
	Decided = &dsl.Callback[Decision]{Name: "Ask Manager"}
)

// Workflow pays small expenses at once, and asks about all others. An e-mail waits
// two days for its answer; who does not answer three of them has refused. An e-mail
// that cannot be sent, and a token that comes back with an error, fail the execution.
var Workflow = dsl.Define("Approval", func(b *dsl.Block, in dsl.Val[Expense]) dsl.Val[Outcome] {
	decided := dsl.Name(b, "decision", dsl.Choose(b, "Small?", dsl.Cases[Decision]{
		{If: dsl.Lt(dsl.At(in, &expense.Euros), 50), Do: func(*dsl.Block) dsl.Val[Decision] {
			return dsl.Lit(Decision{Approved: true, Reason: "less than 50 euros"})
		}},
	}, func(b *dsl.Block) dsl.Val[Decision] {
		email := func(token dsl.Val[dsl.Token], reminders dsl.Val[int]) dsl.Val[Question] {
			return dsl.Build(Question{}, dsl.To(&question.Token, token), dsl.To(&question.Expense, in), dsl.To(&question.Reminders, reminders))
		}
		noAnswer := func(*dsl.Block) dsl.Val[Decision] {
			return dsl.Lit(Decision{Approved: false, Reason: "nobody answered"})
		}
		return patterns.Approve(b, Decided, SendMail.Invoke(), email, patterns.Reminders{Every: 48 * time.Hour, Max: 2}, noAnswer)
	}))
	result := func(status string) dsl.Val[Outcome] {
		return dsl.Build(Outcome{Status: status}, dsl.To(&outcome.ID, dsl.At(in, &expense.ID)), dsl.To(&outcome.Reason, dsl.At(decided, &decision.Reason)))
	}
	dsl.If(b, "Refused?", dsl.Not(dsl.Is(dsl.At(decided, &decision.Approved))), func(b *dsl.Block) {
		dsl.Succeed(b, "Not Paid", result("refused")) // ends the execution
	})
	dsl.Task(b, "Pay Expense", Pay.Invoke(), in, dsl.Policy{Retry: []dsl.Retry{{On: lambda.TransientErrors(), Jitter: true}}})
	return result("paid")
})
