package patterns_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/patterns"
	"github.com/quickstep-go/quickstep/dsl/sfn"
	"github.com/quickstep-go/quickstep/dsl/sqs"
	"github.com/quickstep-go/quickstep/synth"
)

// show prints the states that a workflow has, as they stand in its text.
func show(w dsl.Definition) {
	out, err := synth.Workflow(w)
	if err != nil {
		fmt.Println(err)
		return
	}
	var names []string
	for name := range out.Machine.States.All() {
		names = append(names, name)
	}
	fmt.Println(strings.Join(names, ", "))
}

// Example uses one pattern twice, each time under a prefix.
func Example() {
	ready := func(j dsl.Val[job]) dsl.Cond { return dsl.Eq(dsl.At(j, &jobs.Status), "DONE") }
	finished := func(b *dsl.Block, id dsl.Val[string]) dsl.Val[job] {
		return patterns.PollUntil(b, patterns.Poll{Every: time.Minute}, func(b *dsl.Block) dsl.Val[job] {
			return dsl.Task(b, "Look", getJob.Invoke(), id)
		}, ready)
	}
	show(dsl.Define("Both", func(b *dsl.Block, ids dsl.Val[[]string]) dsl.Val[job] {
		finished(b.Prefix("Import"), dsl.Index(ids, 0))
		return finished(b.Prefix("Export"), dsl.Index(ids, 1))
	}))
	// Output: Import Look, Import Ready?, Import Wait, Export Look, Export Ready?, Export Done, Export Wait
}

func ExamplePollUntil() {
	show(dsl.Define("Await", func(b *dsl.Block, id dsl.Val[string]) dsl.Val[job] {
		return patterns.PollUntil(b, patterns.Poll{Every: time.Minute, Max: 60}, func(b *dsl.Block) dsl.Val[job] {
			return dsl.Task(b, "Look At Job", getJob.Invoke(), id)
		}, func(j dsl.Val[job]) dsl.Cond {
			return dsl.Eq(dsl.At(j, &jobs.Status), "DONE")
		})
	}))
	// Output: Set Checks, Look At Job, Ready?, Done, Gave Up, Wait
}

func ExampleStep() {
	show(dsl.Define("Trip", func(b *dsl.Block, who dsl.Val[string]) dsl.Val[booking] {
		var saga patterns.Saga
		patterns.Step(b, &saga, "flight", func(b *dsl.Block) dsl.Val[booking] {
			return dsl.Task(b, "Book Flight", bookFlight.Invoke(), who)
		}, func(b *dsl.Block, flight dsl.Val[booking]) {
			dsl.Task(b, "Cancel Flight", cancelFlight.Invoke(), flight)
		})
		return patterns.Step(b, &saga, "hotel", func(b *dsl.Block) dsl.Val[booking] {
			return dsl.Task(b, "Book Hotel", bookHotel.Invoke(), who)
		}, nil)
	}))
	// Output: Book Flight, Book Hotel, Cancel Flight, Throw
}

func ExampleApprove() {
	show(dsl.Define("Expense", func(b *dsl.Block, what dsl.Val[string]) dsl.Val[decision] {
		return patterns.Approve(b, decided, sendMail.Invoke(), func(token dsl.Val[dsl.Token], before dsl.Val[int]) dsl.Val[question] {
			return dsl.Build(question{}, dsl.To(&questions.Token, token), dsl.To(&questions.Text, what), dsl.To(&questions.Before, before))
		}, patterns.Reminders{Every: 24 * time.Hour, Max: 2}, func(b *dsl.Block) dsl.Val[decision] {
			return dsl.FailAs[decision](b, "Nobody Decides", "Expired", "three requests were not answered")
		})
	}))
	// Output: Set Reminders, Ask Manager, Remind?, Nobody Decides
}

func ExampleFanOut() {
	show(dsl.Define("Mailing", func(b *dsl.Block, all dsl.Val[[]int]) dsl.Val[[]int] {
		return patterns.FanOut(b, all, patterns.Rate{Items: 14, Per: time.Second}, func(b *dsl.Block, one dsl.Val[int]) dsl.Val[int] {
			return dsl.Task(b, "Send", sendOne.Invoke(), one)
		})
	}))
	// Output: Batches
}

func ExampleHold() {
	reports := patterns.Semaphore{Table: locks, Key: "lock", Name: "reports", Limit: 2, Every: 5 * time.Second}
	show(dsl.Define("Report", func(b *dsl.Block, in dsl.Val[string]) dsl.Val[string] {
		return patterns.Hold(b, reports, dsl.ExecutionID(), func(b *dsl.Block) dsl.Val[string] {
			return dsl.Task(b, "Work", work.Invoke(), in)
		})
	}))
	// Output: Acquire, Work, Release, Wait For A Place, Release After Error, Throw
}

func ExampleStartOnce() {
	fulfil := sfn.Declare[string, string]("Fulfil")
	show(dsl.Define("OnOrder", func(b *dsl.Block, order dsl.Val[string]) dsl.Val[bool] {
		return patterns.StartOnce(b, fulfil, dsl.Format("order-{}", order), order)
	}))
	// Output: Start, Done
}

func ExamplePages() {
	show(dsl.Define("CountFiles", func(b *dsl.Block, folder dsl.Val[string]) dsl.Val[int] {
		return patterns.Pages(b, dsl.Lit(0),
			func(b *dsl.Block, next dsl.Val[string]) dsl.Val[listed] {
				return dsl.Task(b, "List Files", listFiles.Invoke(), dsl.Build(listing{},
					dsl.To(&listings.Folder, folder), dsl.ToOpt(&listings.Next, next)))
			},
			func(p dsl.Val[listed]) dsl.Val[string] { return dsl.AtOpt(p, &pages.Next) },
			func(_ *dsl.Block, count dsl.Val[int], p dsl.Val[listed]) dsl.Val[int] {
				return dsl.AddVal(count, dsl.Count(dsl.At(p, &pages.Files)))
			})
	}))
	// Output: Set Page, List Files, More Pages?, Done
}

func ExampleCheckpoint() {
	show(dsl.Define("Nightly", func(b *dsl.Block, in dsl.Val[string]) dsl.Val[string] {
		return patterns.Checkpoint(b, fixed, sqs.SendMessage[trouble](operators),
			func(token dsl.Val[dsl.Token], e dsl.Val[dsl.ErrorOutput]) dsl.Val[sqs.Message[trouble]] {
				return dsl.Build(sqs.Message[trouble]{},
					dsl.To(&troubles.MessageBody.Token, token), dsl.To(&troubles.MessageBody.Error, dsl.At(e, &failure.Error)))
			},
			func(b *dsl.Block) dsl.Val[string] { return dsl.Task(b, "Work", work.Invoke(), in) })
	}))
	// Output: Work, Wait For Operator
}
