package check

import (
	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var tokenTimeout = &Rule{Code: "QS9003", Name: "tokentimeout", Severity: diag.Hint, Practice: true, Title: "A wait for a token does not last for ever", check: checkTokenTimeouts}

func checkTokenTimeouts(r *run) {
	for i := range r.places {
		p := &r.places[i]
		t, ok := p.State.(*asl.Task)
		if !ok {
			continue
		}
		arn := p.arn
		if !arn.waits() && arn.form != activityResource {
			continue
		}
		if t.Has("TimeoutSeconds") || t.Has("TimeoutSecondsPath") || t.Has("HeartbeatSeconds") || t.Has("HeartbeatSecondsPath") {
			continue
		}
		r.report(problem{state: p.Name, at: t.At(), message: "where no answer comes, the execution waits for a year",
			help: "set TimeoutSeconds, or HeartbeatSeconds if the worker sends heartbeats"})
	}
}
