package cli

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
	"github.com/quickstep-go/quickstep/runner"
)

// writeText writes the outcome to standard error and the output to standard
// output.
func (o *runOptions) writeText(e *env, r *finished) error {
	clock := "virtual time"
	if o.realTime {
		clock = "real time"
	}
	fmt.Fprintf(e.stderr, "%s after %v of %s, %s in %v\n", r.Status, r.Elapsed, clock, plural(len(r.History), "event"), r.took.Round(10*time.Microsecond))
	if r.Error != "" || r.Cause != "" {
		fmt.Fprintf(e.stderr, "%s: %s\n", printable(r.Error), printable(r.Cause))
	}
	for _, m := range r.mapRuns {
		writeMapRun(e, &m)
	}
	if o.history {
		if err := writeHistory(e, r.History); err != nil {
			return err
		}
	}
	if r.Status != runner.Succeeded {
		return nil
	}
	v, err := jsonvalue.Parse(r.Output)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(e.stdout, v.Indent())
	return err
}

// writeMapRun tells in a line what a distributed map came to.
func writeMapRun(e *env, m *runner.MapRun) {
	c := &m.ExecutionCounts
	fmt.Fprintf(e.stderr, "map %q %s: %s", m.State, m.Status, plural(int(c.Total), "child execution"))
	if m.ItemCounts.Total != c.Total {
		fmt.Fprintf(e.stderr, " with %s", plural(int(m.ItemCounts.Total), "item"))
	}
	for _, part := range []struct {
		count int64
		what  string
	}{{c.Succeeded, "succeeded"}, {c.Failed, "failed"}, {c.TimedOut, "timed out"}, {c.Aborted, "aborted"}} {
		if part.count > 0 {
			fmt.Fprintf(e.stderr, ", %d %s", part.count, part.what)
		}
	}
	if m.RedriveCount > 0 {
		fmt.Fprintf(e.stderr, ", redriven %s", plural(int(m.RedriveCount), "time"))
	}
	fmt.Fprintln(e.stderr)
}

// writeHistory writes events to standard error, one a line, as the API gives
// them.
func writeHistory(e *env, history []runner.Event) error {
	for _, event := range history {
		text, err := json.Marshal(event)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(e.stderr, "%s\n", text); err != nil {
			return err
		}
	}
	return nil
}

// writeJSON writes everything as one object.
func (o *runOptions) writeJSON(e *env, r *finished) error {
	type mapRun struct {
		State string `json:"state"`
		runner.MapRun
	}
	var mapRuns []mapRun
	for _, m := range r.mapRuns {
		mapRuns = append(mapRuns, mapRun{m.State, m})
	}
	report := struct {
		Status  runner.Status   `json:"status"`
		Output  json.RawMessage `json:"output,omitempty"`
		Error   string          `json:"error,omitempty"`
		Cause   string          `json:"cause,omitempty"`
		Seconds float64         `json:"elapsedSeconds"` // on the execution's clock
		Path    []string        `json:"path"`
		Events  int             `json:"events"`
		MapRuns []mapRun        `json:"mapRuns,omitempty"` // as DescribeMapRun answers
		History []runner.Event  `json:"history,omitempty"`
	}{r.Status, r.Output, r.Error, r.Cause, r.Elapsed.Seconds(), append([]string{}, r.Path...), len(r.History), mapRuns, nil}
	if o.history {
		report.History = r.History
	}
	return indented(e.stdout, report)
}
