package check

import (
	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var deprecated = &Rule{Code: "QS9001", Name: "deprecated", Severity: diag.Hint, Practice: true, Title: "A Map uses the newer names of its fields", state: checkDeprecated}

func checkDeprecated(r *run, p *visit) {
	m, ok := p.State.(*asl.Map)
	if !ok {
		return
	}
	for _, f := range []struct{ old, newer string }{{"Iterator", "ItemProcessor"}, {"Parameters", "ItemSelector"}} {
		if m.Has(f.old) && !m.Has(f.newer) {
			r.report(problem{state: p.Name, at: m.NameAt(f.old), message: f.old + " is the older name of " + f.newer, help: "write " + f.newer})
		}
	}
}
