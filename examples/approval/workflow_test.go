package approval_test

import (
	"context"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/examples/approval"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

const day = 24 * time.Hour

// start begins an expense, and counts e-mails and payments.
func start(t *testing.T, euros float64) (e *sfntest.Execution[approval.Outcome], mails, payments *int) {
	run := sfntest.New(t, approval.Workflow)
	mails, payments = new(int), new(int)
	sfntest.Handle(run, approval.SendMail, func(_ context.Context, q approval.Question) (struct{}, error) {
		if q.Reminders != *mails {
			t.Errorf("e-mail %d says that it is reminder %d", *mails, q.Reminders)
		}
		*mails++
		return struct{}{}, nil
	})
	sfntest.Handle(run, approval.Pay, func(context.Context, approval.Expense) (struct{}, error) {
		*payments++
		return struct{}{}, nil
	})
	return run.Start(approval.Expense{ID: "x-1", Who: "Ada", Euros: euros}), mails, payments
}

func TestSmallExpenseIsPaidAtOnce(t *testing.T) {
	e, mails, payments := start(t, 49)
	if out, err := e.Result(); err != nil || out.Status != "paid" || *mails != 0 || *payments != 1 || e.Elapsed() != 0 {
		t.Errorf("got %+v, %v; %d e-mails, %d payments", out, err, *mails, *payments)
	}
}

func TestApprovedAfterAReminder(t *testing.T) {
	e, mails, payments := start(t, 500)
	sfntest.Never(e, approval.Decided)
	sfntest.Answer(e, approval.Decided, approval.Decision{Approved: true, Reason: "fine"}, time.Hour)
	out, err := e.Result()
	if err != nil || out != (approval.Outcome{ID: "x-1", Status: "paid", Reason: "fine"}) || *mails != 2 || *payments != 1 || e.Elapsed() != 2*day+time.Hour {
		t.Errorf("got %+v, %v in %s; %d e-mails, %d payments", out, err, e.Elapsed(), *mails, *payments)
	}
}

func TestRefused(t *testing.T) {
	e, mails, payments := start(t, 500)
	sfntest.Answer(e, approval.Decided, approval.Decision{Reason: "too much"}, time.Hour)
	if out, err := e.Result(); err != nil || out.Status != "refused" || *mails != 1 || *payments != 0 {
		t.Errorf("got %+v, %v; %d e-mails, %d payments", out, err, *mails, *payments)
	}
}

func TestNobodyAnswers(t *testing.T) {
	e, mails, payments := start(t, 500)
	for range 3 {
		sfntest.Never(e, approval.Decided)
	}
	out, err := e.Result()
	if err != nil || out.Reason != "nobody answered" || *mails != 3 || *payments != 0 || e.Elapsed() != 6*day {
		t.Errorf("got %+v, %v in %s; %d e-mails, %d payments", out, err, e.Elapsed(), *mails, *payments)
	}
}
