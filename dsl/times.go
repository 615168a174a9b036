package dsl

import (
	"fmt"
	"time"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

// FormatTime writes a time by a layout of Go's package time, in UTC.
func FormatTime(t Val[time.Time], layout string) Val[string] {
	at := caller()
	parts, problem := layoutOf(layout, at)
	if problem != nil {
		return val[string](problem)
	}
	return val[string](&graph.Apply{Op: graph.FormatTime, Args: []graph.Expr{definite(t, at, "a dsl.FormatTime")}, Layout: parts, Position: at})
}

// ParseTime reads a time in UTC by a layout of Go's package time; a text that
// does not fit fails the state.
func ParseTime(s Val[string], layout string) Val[time.Time] {
	at := caller()
	parts, problem := layoutOf(layout, at)
	if problem != nil {
		return val[time.Time](problem)
	}
	return val[time.Time](&graph.Apply{Op: graph.ParseTime, Args: []graph.Expr{definite(s, at, "a dsl.ParseTime")}, Layout: parts, Position: at})
}

func layoutOf(layout string, at diag.Position) ([]graph.LayoutPart, graph.Expr) {
	parts, err := graph.ParseLayout(layout)
	if err != nil {
		return nil, bad(at, "QS0023", fmt.Sprintf("the time layout %q %v", layout, err), "use years, months, days, hours, minutes, seconds and milliseconds")
	}
	return parts, nil
}

// AddTime is a time later by d, or earlier where d is negative; whole
// milliseconds.
func AddTime(t Val[time.Time], d time.Duration) Val[time.Time] {
	return apply[time.Time](graph.AddTime, caller(), "a dsl.AddTime", t, Lit(d.Milliseconds()))
}

// Before holds where one time is before another.
func Before(a, b Val[time.Time]) Cond {
	return Cond{apply[bool](graph.Before, caller(), "a condition", a, b).expr}
}
