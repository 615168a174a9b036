package asl

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// Wait is a state that lets time pass (ASL spec, "Wait State"). Exactly one of
// Seconds, SecondsPath, Timestamp and TimestampPath says for how long.
type Wait struct {
	Common
	InputPath Path   // JSONPath; absent is "$", null is {}
	Seconds   Number // seconds; JSONata may compute it
	// SecondsPath is a reference path to the seconds; JSONPath.
	SecondsPath string
	Timestamp   string // RFC 3339, or a JSONata expression
	// TimestampPath is a reference path to the timestamp; JSONPath.
	TimestampPath string
	Assign        jsonvalue.Value // an object: variable names and values
	Output        jsonvalue.Value // JSONata
	OutputPath    Path            // JSONPath; absent is "$", null is {}
	Next          string
	End           bool
}

// Kind is [KindWait].
func (w *Wait) Kind() Kind { return KindWait }

func (w *Wait) fields(c *codec) {
	w.head(c, KindWait)
	path(c, "InputPath", &w.InputPath)
	number(c, "Seconds", &w.Seconds)
	text(c, "SecondsPath", &w.SecondsPath)
	text(c, "Timestamp", &w.Timestamp)
	text(c, "TimestampPath", &w.TimestampPath)
	value(c, "Assign", &w.Assign)
	value(c, "Output", &w.Output)
	path(c, "OutputPath", &w.OutputPath)
	text(c, "Next", &w.Next)
	flag(c, "End", &w.End)
}
