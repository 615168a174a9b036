package conformance

import (
	"time"

	"github.com/quickstep-go/quickstep/runner"
)

// exitsChanged is when AWS changed after which event a distributed map's
// MapStateExited stands: in all recordings until July 2024 it is MapRunSucceeded, in
// all from November 2024 on MapRunStarted. Which day between them is not on record.
var exitsChanged = time.Date(2024, time.November, 1, 0, 0, 0, 0, time.UTC)

// asThen tells a history as AWS did when the case was recorded, and whether that
// makes a difference. The runner does what AWS does now; so told, the rest of an old
// recording can be held against it.
func (c *Case) asThen(history []runner.Event) (told []runner.Event, differs bool) {
	recorded, err := time.Parse("02-01-2006, 15:04:05", c.Source.Recorded)
	if err != nil || !recorded.Before(exitsChanged) {
		return history, false
	}
	ended := map[int64]int64{} // map runs, by the event that started them
	for _, e := range history {
		if e.Type == runner.MapRunSucceeded {
			ended[e.PreviousID] = e.ID
		}
	}
	told = append(told, history...)
	for i, e := range told {
		if last, ok := ended[e.PreviousID]; ok && e.Type == runner.MapStateExited {
			told[i].PreviousID, differs = last, true
		}
	}
	return told, differs
}
