package check

import (
	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var tokenTimeout = &Rule{Code: "QS9003", Name: "tokentimeout", Severity: diag.Hint, Practice: true, Title: "A wait for a token does not last for ever", state: checkTokenTimeouts}

func checkTokenTimeouts(r *run, p *visit) {
	t, ok := p.State.(*asl.Task)
	if !ok {
		return
	}
	arn := p.arn
	if !arn.waits() && arn.form != activityResource {
		return
	}
	if r.machine.Has("TimeoutSeconds") || t.Has("TimeoutSeconds") || t.Has("TimeoutSecondsPath") || t.Has("HeartbeatSeconds") || t.Has("HeartbeatSecondsPath") {
		return
	}
	r.report(problem{state: p.Name, at: t.At(), message: "where no answer comes, the execution waits for a year",
		help: "set TimeoutSeconds, or HeartbeatSeconds if the worker sends heartbeats"})
}
