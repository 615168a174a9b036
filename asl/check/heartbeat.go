package check

import (
	"fmt"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var heartbeat = &Rule{Code: "QS2017", Name: "heartbeat", Severity: diag.Error, Title: "A heartbeat is shorter than its timeout", state: checkHeartbeats}

func checkHeartbeats(r *run, p *visit) {
	t, ok := p.State.(*asl.Task)
	if !ok {
		return
	}
	timeout, known := t.TimeoutSeconds.Float()
	beat, set := t.HeartbeatSeconds.Float()
	if known && set && beat >= timeout && timeout > 0 { // else QS2013
		r.report(problem{
			state:   p.Name,
			at:      t.At("HeartbeatSeconds"),
			message: fmt.Sprintf("HeartbeatSeconds is %g and TimeoutSeconds %g: the timeout always comes first", beat, timeout),
			help:    "make the heartbeat shorter than the timeout",
		})
	}
}
