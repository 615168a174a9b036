package check

import (
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var express = &Rule{Code: "QS6002", Name: "express", Severity: diag.Error, Title: "An Express machine waits for nothing outside", state: checkExpress}

func checkExpress(r *run, p *visit) {
	if !r.isExpress(p) {
		return
	}
	switch s := p.State.(type) {
	case *asl.Task:
		r.checkExpressTask(p, s)
	case *asl.Map:
		if s.Distributed() {
			c := s.Processor().ProcessorConfig
			r.report(problem{state: p.Name, at: c.At("Mode"), message: "an Express machine cannot run a distributed map",
				help: "make the machine Standard, or the map inline",
				aws:  schema("The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines", c.Location("Mode"))})
		}
	}
}

// isExpress tells whether a state runs in an Express execution: because of the
// machine's type, or in a distributed map with Express child executions.
func (r *run) isExpress(p *visit) bool {
	for outer := p.Outer; outer != nil; outer = outer.Outer {
		m, ok := outer.State.(*asl.Map)
		if ok && m.Distributed() {
			return m.Processor().ProcessorConfig.ExecutionType == asl.Express
		}
	}
	return r.execution == asl.Express
}

func (r *run) checkExpressTask(p *visit, t *asl.Task) {
	arn := p.arn
	x := problem{state: p.Name, help: "make the machine Standard, or start a Standard machine for this step"}
	where := t.Location("Resource")
	switch {
	case arn.form == activityResource:
		x.message = "an Express machine cannot use an activity"
		x.aws = schema("Express state machine does not support Activity ARN", where)
	case strings.HasPrefix(arn.pattern, ".sync"):
		x.message = "an Express machine cannot wait for a job (.sync)"
		x.aws = schema("Express state machine does not support '.sync' service integration", where)
	case arn.waits():
		x.message = "an Express machine cannot wait for a token"
		x.aws = schema(fmt.Sprintf("Express state machine does not support '%s' service integration ", arn.pattern), where)
	default:
		return
	}
	x.at = t.At("Resource")
	r.report(x)
}
