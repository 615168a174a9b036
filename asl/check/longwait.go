package check

import (
	"fmt"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var longWait = &Rule{Code: "QS2018", Name: "longwait", Severity: diag.Warning, Title: "A wait is no longer than an execution may be", state: checkLongWaits}

// The longest that executions may last, in seconds (Developer Guide, "Service
// quotas").
const (
	longestStandard = 365 * 24 * 3600
	longestExpress  = 5 * 60
)

func checkLongWaits(r *run, p *visit) {
	w, ok := p.State.(*asl.Wait)
	if !ok {
		return
	}
	seconds, known := w.Seconds.Float()
	limit, kind, help := float64(longestStandard), "an execution lasts a year", "let a schedule start a new execution when it is time"
	if r.isExpress(p) {
		limit, kind, help = longestExpress, "an Express execution lasts five minutes", "make the machine Standard"
	}
	if known && seconds > limit && seconds <= longest {
		r.report(problem{state: p.Name, at: w.At("Seconds"), message: fmt.Sprintf("the wait is %s seconds, and %s at most", w.Seconds.Value().Literal(), kind), help: help})
	}
}
