package dsl

import (
	"fmt"
	"time"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

// FormatTime writes a time by a layout of Go's package time, in UTC and down to
// the millisecond ($fromMillis). An element that Step Functions cannot write,
// such as _2 or .00, is a diagnostic. JSONPath writes only times of the context
// object, in digits and down to the second.
func FormatTime(t Val[time.Time], layout string) Val[string] {
	at := caller()
	parts, problem := layoutOf(layout, at)
	if problem != nil {
		return val[string](problem)
	}
	return val[string](&graph.Apply{Op: graph.FormatTime, Args: []graph.Expr{definite(t, at, "a dsl.FormatTime")}, Layout: parts, Position: at})
}

// ParseTime reads a time in UTC by a layout of Go's package time ($toMillis); a
// text that does not fit fails the state. What is larger than the largest
// element of the layout is that of today, so that 15:04 is a time of this day;
// a layout with a gap, or with a year in two digits, is a diagnostic. Days and
// hours that a calendar lacks are counted on: the 30th of February is the 2nd
// of March, or the 1st. Not in JSONPath.
func ParseTime(s Val[string], layout string) Val[time.Time] {
	at := caller()
	parts, problem := layoutOf(layout, at)
	if problem != nil {
		return val[time.Time](problem)
	}
	if why := graph.Unreadable(parts); why != "" {
		return val[time.Time](bad(at, "QS0023", fmt.Sprintf("the time layout %q %s", layout, why), "write the layout from the largest to the smallest unit, without gaps"))
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
// milliseconds, what is less is cut off. Not in JSONPath.
func AddTime(t Val[time.Time], d time.Duration) Val[time.Time] {
	return apply[time.Time](graph.AddTime, caller(), "a dsl.AddTime", t, Lit(d.Milliseconds()))
}

// Before holds where one time is before another, by the millisecond. A text that is
// no time fails the state; in JSONPath it is before nothing.
func Before(a, b Val[time.Time]) Cond {
	return Cond{apply[bool](graph.Before, caller(), "a condition", a, b).expr}
}
