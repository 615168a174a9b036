package check

import (
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var timestamp = &Rule{Code: "QS2016", Name: "timestamp", Severity: diag.Error, Title: "A timestamp is written as in RFC 3339", state: checkTimestamps}

func checkTimestamps(r *run, p *visit) {
	w, ok := p.State.(*asl.Wait)
	if !ok || w.Timestamp == "" && !w.Has("Timestamp") || w.Raw("Timestamp").Kind().String() != "string" {
		return
	}
	if p.language == asl.JSONata && strings.HasPrefix(w.Timestamp, "{%") || isTimestamp(w.Timestamp) {
		return
	}
	r.report(problem{
		state:   p.Name,
		at:      w.At("Timestamp"),
		message: fmt.Sprintf("%q is no timestamp", w.Timestamp),
		help:    "write it as 2030-01-31T08:00:00Z",
		aws:     schema("String does not match RFC3339 timestamp", w.Location("Timestamp")),
	})
}

// isTimestamp tells whether a text is a timestamp, or will be one when it is filled in.
func isTimestamp(text string) bool {
	_, ok := asl.ParseTimestamp(text)
	return ok || substituted(text)
}
