package cli

import (
	"fmt"
	"time"

	"github.com/quickstep-go/quickstep/runner"
)

// mapRun shows on a terminal how far a distributed map is, in one line that
// changes. Whoever runs the execution calls it between two children, while nobody
// can ask the execution for its history.
func (w *watcher) mapRun(m runner.MapRun) {
	if !w.terminal {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if m.Status != runner.Running {
		w.clear()
		return
	}
	now := time.Now()
	if now.Sub(w.shown) < watchEvery {
		return
	}
	w.shown = now
	w.clear()
	c := &m.ItemCounts
	fmt.Fprintf(w.to, "%10s %s: %s read, %d running, %d succeeded, %d failed", "",
		printable(m.State), plural(int(c.Total), "item"), c.Running, c.Succeeded, c.Failed+c.TimedOut+c.Aborted)
	w.pending = true
}
