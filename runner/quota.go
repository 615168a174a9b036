package runner

import (
	"time"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// Quotas are the service's limits on one execution (Developer Guide, "Step
// Functions service quotas"). A zero field is AWS's own limit, a negative one is
// no limit.
type Quotas struct {
	PayloadBytes           int           // of an input, an output, a task's result; 262,144
	HistoryEvents          int           // of a Standard execution; 25,000
	VariableBytes          int           // of one variable, and of one Assign in sum; 262,144
	ExecutionVariableBytes int           // of all variables of an execution; 10,485,760
	ExpressDuration        time.Duration // of an Express execution; 5 minutes
	NameLength             int           // of an execution's name; 80 characters
	ResultFileBytes        int64         // after which a ResultWriter begins another file; 5,000,000,000
}

func (q *Quotas) setDefaults() {
	limit(&q.PayloadBytes, 256<<10)
	limit(&q.HistoryEvents, 25_000)
	limit(&q.VariableBytes, 256<<10)
	limit(&q.ExecutionVariableBytes, 10<<20)
	limit(&q.ExpressDuration, 5*time.Minute)
	limit(&q.NameLength, 80)
	limit(&q.ResultFileBytes, 5_000_000_000)
}

func limit[N int | int64 | time.Duration](own *N, service N) {
	if *own == 0 {
		*own = service
	}
}

// tooLarge tells whether a payload is beyond the limit.
func (q *Quotas) tooLarge(v jsonvalue.Value) bool {
	return q.PayloadBytes > 0 && v.Kind() >= jsonvalue.String && v.Size() > q.PayloadBytes
}

// dataLimit is what a result that is too large becomes.
func dataLimit(who string) *failure {
	return failed(errDataLimit, "The state/task '"+who+"' returned a result with a size exceeding the maximum number of bytes service limit.")
}
