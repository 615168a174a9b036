package workflows

import (
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/sns"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type reminder struct {
	Seconds int    `json:"seconds"`
	Text    string `json:"text"`
}

var (
	reminders    = dsl.Fields[reminder]()
	message      = dsl.Fields[sns.Message]()
	reminderList = sns.Declare("Reminders")
)

// remind waits as long as it is told and publishes.
var remind = dsl.Define("Remind", func(b *dsl.Block, in dsl.Val[reminder]) dsl.Val[sns.Receipt] {
	dsl.WaitSeconds(b, "Wait Until Due", dsl.At(in, &reminders.Seconds))
	return dsl.Task(b, "Publish Reminder", reminderList.Publish(), dsl.Build(sns.Message{Subject: "Reminder"},
		dsl.To(&message.Message, dsl.At(in, &reminders.Text))))
})

func TestRemind(t *testing.T) {
	inBoth(t, remind, func(t *testing.T, o ...dsl.Option) {
		r := sfntest.New(t, remind.Redefine(o...))
		sent := answers(r, reminderList.Publish(), sns.Receipt{MessageID: "m-1"})
		e := r.Start(reminder{90, "tea"})
		if out := succeeds(t, e, "Wait Until Due", "Publish Reminder"); out.MessageID != "m-1" || e.Elapsed() != 90*time.Second {
			t.Errorf("got %v in %s", out, e.Elapsed())
		}
		if (*sent)[0].Message != "tea" {
			t.Errorf("sent %v", *sent)
		}
	})
}
