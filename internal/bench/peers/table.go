package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

func (s *settings) preface(w io.Writer, runners []contestant, missing []string) {
	form := "text in, text out: each parses its input and writes its output at every execution"
	if s.values {
		form = "value in, value out, where the runner has it: coinbase/step writes its output in any case"
	}
	fmt.Fprintf(w, "%d runners, %d rounds, %s.\n", len(runners), s.rounds, form)
	fmt.Fprintln(w, "Quickstep records its whole history in every row; \"history as events\" also makes it into events.")
	fmt.Fprintln(w, "Waits and retry intervals of aws-local-stepfunctions are set to zero; Quickstep's clock skips them.")
	for _, m := range missing {
		fmt.Fprintf(w, "not compared: %s\n", m)
	}
}

// print writes a table: ratio is how many times as fast Quickstep is, the median
// of the rounds.
func (r *result) print(w io.Writer) {
	fmt.Fprintf(w, "\n%s (%d transitions)\n", r.c.Name, r.c.Transitions)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "runner\texecutions/s\tlow\thigh\ttransitions/s\tratio\tmax RSS MB\tconstruct ms\t")
	for _, row := range r.rows {
		if row.wrong != nil {
			fmt.Fprintf(t, "%s\t%s\t\t\t\t\t\t\t\n", row.name, brief(row.wrong))
			continue
		}
		rate := median(row.rates)
		fmt.Fprintf(t, "%s\t%.1f\t%.1f\t%.1f\t%.0f\t%s\t%.0f\t%.2f\t\n", row.name, rate,
			slices.Min(row.rates), slices.Max(row.rates), rate*float64(r.c.Transitions), r.ratio(row), row.memory, row.construct)
	}
	t.Flush()
}

func brief(err error) string {
	text, _, _ := strings.Cut(err.Error(), "\n")
	if len(text) > 60 {
		text = text[:60] + "…"
	}
	return "out: " + text
}

func (r *result) ratio(row *row) string {
	if row.quick || r.rows[0].wrong != nil {
		return "-"
	}
	return fmt.Sprintf("%.2f", r.times(row))
}

// times is how many times as fast as a row Quickstep is.
func (r *result) times(row *row) float64 {
	ratios := make([]float64, len(row.rates))
	for i := range ratios {
		ratios[i] = r.rows[0].rates[i] / row.rates[i]
	}
	return median(ratios)
}

func median(list []float64) float64 {
	sorted := slices.Sorted(slices.Values(list))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// target is how many times as fast as aws-local-stepfunctions Quickstep is to be;
// it is to be faster than every other peer, and leaner than the leanest on
// map100k.
func target(name, peer string) float64 {
	switch {
	case !strings.HasPrefix(peer, "aws-local"):
		return 1
	case name == "task1":
		return 3
	}
	return 5
}

// summary tells what is not as it is to be.
func summary(w io.Writer, all []*result) error {
	var missed []error
	note := func(format string, args ...any) { missed = append(missed, fmt.Errorf(format, args...)) }
	for _, r := range all {
		own := r.rows[0]
		if own.wrong != nil {
			note("%s: quickstep: %w", r.c.Name, own.wrong)
			continue
		}
		for _, row := range r.rows {
			if row.quick || row.wrong != nil {
				continue
			}
			if times, want := r.times(row), target(r.c.Name, row.name); times < want {
				note("%s: %.2f times as fast as %s, %.0f was wanted", r.c.Name, times, row.name, want)
			}
			if strings.HasPrefix(r.c.Name, "map100k") && own.memory > row.memory {
				note("%s: %.0f MB, %s has %.0f", r.c.Name, own.memory, row.name, row.memory)
			}
		}
	}
	fmt.Fprintln(w)
	if len(missed) == 0 {
		fmt.Fprintln(w, "every target is met")
	}
	return errors.Join(missed...)
}
