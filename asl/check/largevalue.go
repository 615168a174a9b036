package check

import (
	"fmt"

	"github.com/quickstep-go/quickstep/diag"
)

var largeValue = &Rule{Code: "QS3015", Name: "largevalue", Severity: diag.Warning, Title: "What is assigned or passed on fits", state: checkLargeValues}

// most is the most bytes that a variable, all variables of one Assign together,
// or a payload may have (Developer Guide, "Service quotas").
const most = 256 << 10

func checkLargeValues(r *run, p *visit) {
	for s := range p.eachSlot() {
		if size := s.value.Size(); size > most {
			r.report(problem{
				state:   s.place.Name,
				at:      s.object.At(s.path...),
				message: fmt.Sprintf("%s has %d bytes as it stands, and 262144 is the most", s.field(), size),
				help:    "keep large data in S3, and pass its key",
			})
		}
	}
}
