package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/internal/bench"
	"github.com/quickstep-go/quickstep/internal/bench/peers/child"
)

// patience is how long a turn may take.
const patience = time.Minute

// A result is what the runners made of a case.
type result struct {
	c    *bench.Case
	rows []*row
}

// A row is what one runner made of it.
type row struct {
	contestant
	wrong     error
	rates     []float64 // executions per second, by round
	memory    float64   // the least of the largest resident sets, in MB
	construct float64   // the least, in milliseconds
}

// compare gives each runner a turn in every round, not always in the same order.
func (s *settings) compare(c *bench.Case, folder string, runners []contestant) *result {
	r := &result{c: c}
	for _, p := range runners {
		r.rows = append(r.rows, &row{contestant: p})
	}
	times := max(1, int(float64(c.Executions)*s.scale))
	for round := range s.rounds {
		for i := range r.rows {
			row := r.rows[(i+round)%len(r.rows)]
			if row.wrong == nil {
				row.wrong = row.turn(c, folder, times, s.values)
			}
		}
	}
	return r
}

// turn runs the case once more and takes the figures, if the output is right.
func (r *row) turn(c *bench.Case, folder string, times int, values bool) error {
	report, err := r.start(c.Name, folder, times, values)
	if err == nil && report.Failure != "" {
		err = errors.New(report.Failure)
	}
	if err := c.Check([]byte(report.Output), err); err != nil {
		return err
	}
	r.rates = append(r.rates, float64(times)/report.Seconds)
	first := len(r.rates) == 1
	if first || report.Memory < r.memory {
		r.memory = report.Memory
	}
	if first || report.Construct < r.construct {
		r.construct = report.Construct
	}
	return nil
}

func (r *row) start(name, folder string, times int, values bool) (report child.Report, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	arguments := append(slices.Clone(r.command[1:]), "--case", name, "--times", fmt.Sprint(times))
	if folder != "" {
		arguments = append(arguments, "--cases", folder)
	}
	if values {
		arguments = append(arguments, "--values")
	}
	c := exec.CommandContext(ctx, r.command[0], arguments...)
	var stderr strings.Builder
	c.Stderr = &stderr
	output, err := c.Output()
	switch {
	case ctx.Err() != nil:
		return report, fmt.Errorf("no answer within %s", patience)
	case err != nil:
		return report, fmt.Errorf("%w: %s", err, strings.TrimSpace(stderr.String()))
	}
	return report, json.Unmarshal(output, &report)
}

func isProbe(c *bench.Case) bool { return strings.Contains(c.Name, "probe") }
