package conformance

import (
	"fmt"
	"testing"

	"github.com/quickstep-go/quickstep/runner"
)

// TestAsThen holds that only the one link is told otherwise, and only in cases that
// are old enough.
func TestAsThen(t *testing.T) {
	history := []runner.Event{
		{ID: 1, Type: runner.ExecutionStarted},
		{ID: 2, PreviousID: 0, Type: runner.MapStateEntered},
		{ID: 3, PreviousID: 2, Type: runner.MapStateStarted},
		{ID: 4, PreviousID: 3, Type: runner.MapRunStarted},
		{ID: 5, PreviousID: 4, Type: runner.MapRunSucceeded},
		{ID: 6, PreviousID: 5, Type: runner.MapStateSucceeded},
		{ID: 7, PreviousID: 4, Type: runner.MapStateExited},
		{ID: 8, PreviousID: 7, Type: runner.MapStateEntered},
		{ID: 9, PreviousID: 8, Type: runner.MapStateStarted},
		{ID: 10, PreviousID: 9, Type: runner.MapStateSucceeded},
		{ID: 11, PreviousID: 9, Type: runner.MapStateExited},
	}
	links := func(events []runner.Event) (all []int64) {
		for _, e := range events {
			all = append(all, e.PreviousID)
		}
		return all
	}
	now := links(history)
	for recorded, exited := range map[string]int64{"19-06-2024, 12:31:29": 5, "31-10-2024, 23:59:59": 5, "13-11-2024, 15:21:53": 4, "": 4, "today": 4} {
		c := &Case{}
		c.Source.Recorded = recorded
		told, differs := c.asThen(history)
		want := append([]int64{}, now...)
		want[6] = exited
		if fmt.Sprint(links(told)) != fmt.Sprint(want) || differs != (exited == 5) {
			t.Errorf("%q: %v %v", recorded, links(told), differs)
		}
	}
	if fmt.Sprint(links(history)) != fmt.Sprint(now) {
		t.Error("the history itself was changed")
	}
}
