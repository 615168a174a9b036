package check

import (
	"fmt"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var largeValue = &Rule{Code: "QS3015", Name: "largevalue", Severity: diag.Warning, Title: "What is assigned or passed on fits", state: checkLargeValues}

// most is the most bytes that a variable, all variables of one Assign together,
// or a payload may have (Developer Guide, "Service quotas").
const most = 256 << 10

func checkLargeValues(r *run, p *visit) {
	for s := range p.eachSlot() {
		r.reportLarge(p, s.object, s.path, s.value)
	}
	if _, ok := p.State.(*asl.Pass); ok && p.language == asl.JSONPath {
		o := &p.base().Object
		r.reportLarge(p, o, []string{"Result"}, o.Raw("Result"))
	}
}

func (r *run) reportLarge(p *visit, o *asl.Object, path []string, v jsonvalue.Value) {
	if size := v.Size(); size > most {
		r.report(problem{
			state:   p.Name,
			at:      o.At(path...),
			message: fmt.Sprintf("%s has %d bytes as it stands, and 262144 is the most", path[0], size),
			help:    "keep large data in S3, and pass its key",
		})
	}
}
