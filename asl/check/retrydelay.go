package check

import (
	"fmt"

	"github.com/quickstep-go/quickstep/diag"
)

var retryDelay = &Rule{Code: "QS5004", Name: "retrydelay", Severity: diag.Warning, Title: "A retrier's longest interval is longer than its first", state: checkRetryDelays}

func checkRetryDelays(r *run, p *visit) {
	for j := range p.view.retry {
		h := &p.view.retry[j]
		longest, set := h.MaxDelaySeconds.Float()
		first, known := h.IntervalSeconds.Float()
		if set && known && longest > 0 && longest < first {
			r.report(problem{state: p.Name, at: h.At("MaxDelaySeconds"), message: fmt.Sprintf("MaxDelaySeconds is %g, and the first interval %g seconds already", longest, first),
				help: "make IntervalSeconds the shorter of the two"})
		}
	}
}
