package synth

import (
	"fmt"

	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// partsOfTime are where elements of Go's time layouts stand in a time of the
// context object that was cut at timeMarks. Behind the seconds there may be a
// fraction or none, so that no part of it can be told.
var partsOfTime = map[string]int{"2006": 0, "01": 1, "02": 2, "15": 3, "04": 4, "05": 5}

const timeMarks = "-:TZ."

// zones are elements that are the same in UTC at all times.
var zones = map[string]string{"Z07:00": "Z", "Z0700": "Z", "-07:00": "+00:00", "-0700": "+0000", "MST": "UTC"}

// formatTime writes a time of the context object, which is in UTC, in two steps: a
// state before cuts it into its parts.
func (w *pathWriter) formatTime(op *graph.Apply, x graph.Expr, at place) string {
	if of, ok := op.Args[0].(*graph.Apply); !ok || of.Op != graph.Context {
		return w.refuse(x, at, "dsl.FormatTime of any time but those of the context object", "take dsl.ExecutionStart or dsl.StateEntered")
	}
	for _, part := range op.Layout {
		if _, ok := partsOfTime[part.Element]; !ok && part.Element != "" && zones[part.Element] == "" {
			return w.refuse(x, at, fmt.Sprintf("the element %s of a time layout", part.Element), "write years, months, days, hours, minutes and seconds in digits")
		}
	}
	cut := &graph.Apply{Op: graph.SplitAny, Args: []graph.Expr{op.Args[0], &graph.Const{Value: jsonvalue.StringOf(timeMarks)}}, Position: op.Position}
	return w.note(&unfit{expr: x, at: at, set: cut, hint: "timeParts", title: "Split Time", with: func(parts graph.Expr) graph.Expr {
		made := &graph.Format{Texts: []string{""}}
		for _, part := range op.Layout {
			i, ok := partsOfTime[part.Element]
			if !ok {
				if part.Element != "" {
					part.Text = zones[part.Element]
				}
				made.Texts[len(made.Texts)-1] += part.Text
				continue
			}
			made.Texts = append(made.Texts, "")
			made.Args = append(made.Args, &graph.Index{Of: parts, At: i})
		}
		return made
	}})
}
