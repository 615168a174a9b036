package cli

import (
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"golang.org/x/term"

	"github.com/quickstep-go/quickstep/runner"
)

// How much a watcher tells.
const (
	shownIterations = 3 // of a Map, whose states are told one by one
	shownLines      = 500
	watchEvery      = 50 * time.Millisecond
)

// watcher tells what happens in an execution while it runs: a line for each state
// entered, failure, retry and wait, and counts of a Map's iterations.
type watcher struct {
	to       io.Writer
	terminal bool
	start    time.Time
	seen     int64
	lines    int
	places   []place // of each event, by its id
	maps     map[string]*place
	pending  bool // a line of counts stands on the terminal
}

// place is where an event stands: inside which iterations, and in which state.
type place struct {
	kind   runner.EventType
	around *place // of the Map or Parallel that it is inside
	depth  int
	hidden bool
	state  string
	failed bool // the event is the failure of a task
	length int64
	done   int64
	since  time.Time // when the state was entered
}

func newWatcher(to io.Writer) *watcher {
	w := &watcher{to: to, maps: map[string]*place{}, places: make([]place, 1)}
	if f, ok := to.(*os.File); ok {
		w.terminal = term.IsTerminal(int(f.Fd()))
	}
	return w
}

// watch tells what happens until done is closed, and then what is left.
func (w *watcher) watch(x *runner.Execution, done <-chan struct{}) {
	ticker := time.NewTicker(watchEvery)
	defer ticker.Stop()
	for {
		select {
		case <-done:
			w.tell(x.HistoryAfter(w.seen))
			w.clear()
			return
		case <-ticker.C:
			w.tell(x.HistoryAfter(w.seen))
			w.counts(x.MapRuns())
		}
	}
}

// tell writes events that are new.
func (w *watcher) tell(events []runner.Event) {
	for _, event := range events {
		if w.seen == 0 {
			w.start = event.Time
		}
		w.seen++
		w.event(&event)
	}
}

func (w *watcher) event(event *runner.Event) {
	at := w.place(event.PreviousID)
	was := at
	at.failed = false
	name := event.Type.String()
	switch {
	case strings.HasSuffix(name, "StateEntered"):
		at.state, at.since = event.State, event.Time
		w.line(event, &at, "→ %s", printable(event.State))
	case event.Type == runner.WaitStateExited:
		if waited := event.Time.Sub(was.since); waited > 0 {
			w.line(event, &at, "  waited %v", waited)
		}
	case event.Type == runner.MapStateStarted:
		started := at
		started.length, started.done = event.Length, 0
		w.maps[at.state] = &started
		if event.Length > 0 { // how many a reader has, shows only in the end
			w.line(event, &at, "  %s", plural(int(event.Length), "item"))
		}
	case event.Type == runner.MapStateSucceeded && was.kind == runner.MapStateStarted:
		w.line(event, &at, "  no items")
	case event.Type == runner.ExecutionRedriven:
		at = place{}
		w.line(event, &at, "redriven")
	case event.Type == runner.MapRunRedriven:
		at.state = event.State
		w.line(event, &at, "  %s goes on", event.State)
	case event.Type == runner.ParallelStateStarted:
		at.around = &was
		at.depth++
	case event.Type == runner.MapIterationStarted:
		at = w.iteration(event)
	case event.Type == runner.MapIterationSucceeded:
		if m := w.maps[event.State]; m != nil {
			m.done++
		}
	case joins(event, &was):
		if was.around != nil {
			at = *was.around
		}
	case strings.HasSuffix(name, "Scheduled") && was.failed:
		w.line(event, &at, "  tries again")
	case strings.HasSuffix(name, "Failed") && event.Error != "" && !strings.HasPrefix(name, "Execution"),
		strings.HasSuffix(name, "TimedOut") && !strings.HasPrefix(name, "Execution"):
		at.failed = true
		w.line(event, &at, "  %s", failure(event))
	}
	at.kind = event.Type
	w.places = append(w.places, at)
}

// joins tells whether an event leaves what happened inside a Map or a Parallel.
func joins(event *runner.Event, was *place) bool {
	switch event.Type {
	case runner.MapStateSucceeded, runner.MapStateFailed, runner.ParallelStateSucceeded, runner.ParallelStateFailed:
		return was.kind != runner.MapStateStarted // of a Map without items
	case runner.MapStateExited, runner.ParallelStateExited:
		return was.state != event.State
	}
	return false
}

func failure(event *runner.Event) string {
	text := "failed"
	if strings.HasSuffix(event.Type.String(), "TimedOut") {
		text = "timed out"
	}
	if event.Error != "" {
		text += ": " + event.Error
	}
	if event.Cause != "" {
		text += ": " + event.Cause
	}
	const most = 200
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "…"
	}
	return printable(strings.ReplaceAll(text, "\n", " "))
}

// place gives where an event stands.
func (w *watcher) place(id int64) place {
	if id < 0 || id >= int64(len(w.places)) {
		return place{}
	}
	return w.places[id]
}

// iteration begins an iteration of a Map.
func (w *watcher) iteration(event *runner.Event) place {
	at := place{depth: 1, hidden: event.Index >= shownIterations}
	if m := w.maps[event.State]; m != nil {
		at.around, at.depth, at.hidden = m, m.depth+1, m.hidden || at.hidden
	}
	switch {
	case event.Index < shownIterations:
		w.line(event, &at, "· item %d", event.Index)
	case event.Index == shownIterations:
		at.hidden = false
		w.line(event, &at, "· …")
		at.hidden = true
	}
	return at
}

func (w *watcher) line(event *runner.Event, at *place, format string, args ...any) {
	if at.hidden || w.lines > shownLines {
		return
	}
	w.clear()
	w.lines++
	if w.lines > shownLines {
		fmt.Fprintln(w.to, "           … and more, which --history shows")
		return
	}
	fmt.Fprintf(w.to, "%10v %s%s\n", event.Time.Sub(w.start), strings.Repeat("  ", at.depth), fmt.Sprintf(format, args...))
}

// counts shows on a terminal how far Maps are: inline ones by their iterations,
// distributed ones by their items.
func (w *watcher) counts(runs []runner.MapRun) {
	if !w.terminal {
		return
	}
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(w.maps)) {
		if m := w.maps[name]; m.done < m.length && m.length > shownIterations {
			parts = append(parts, fmt.Sprintf("%s: %d of %d", name, m.done, m.length))
		}
	}
	for _, m := range runs {
		if c := m.ItemCounts; m.Status == runner.Running && c.Total > 0 {
			parts = append(parts, fmt.Sprintf("%s: %s read, %d running, %d succeeded, %d failed",
				printable(m.State), plural(int(c.Total), "item"), c.Running, c.Succeeded, c.Failed+c.TimedOut+c.Aborted))
		}
	}
	if len(parts) == 0 {
		return
	}
	w.clear()
	fmt.Fprintf(w.to, "%10s %s", "", strings.Join(parts, ", "))
	w.pending = true
}

// clear takes the line of counts away.
func (w *watcher) clear() {
	if w.pending {
		fmt.Fprint(w.to, "\r\x1b[K")
		w.pending = false
	}
}
