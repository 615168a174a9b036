package synth

import (
	"fmt"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

// clashes warns of a name that stands for one resource here and for another one in a
// workflow that this one starts, or in two of those. Each machine has bindings of its
// own, so that both can be deployed; but a test serves a name for all of them.
func (p *plan) clashes() {
	known := map[string]*graph.Resource{}
	in := map[string]string{}
	for _, r := range p.machine.Resources {
		known[r.Name] = r
	}
	for _, child := range p.machine.Children() {
		for _, r := range child.Resources {
			other := known[r.Name]
			if other == nil {
				known[r.Name], in[r.Name] = r, child.Name
				continue
			}
			clash := other.Clash(r)
			if clash == "" {
				continue
			}
			where := fmt.Sprintf("the second in the workflow %q at %s", child.Name, r.Position)
			if in[r.Name] != "" {
				where = fmt.Sprintf("the first in the workflow %q, ", in[r.Name]) + where
			}
			p.found.Add(diag.Diagnostic{Severity: diag.Warning, Code: "QS0019", Position: other.Position,
				Message: clash + ", " + where,
				Help:    "give one of them another name; a stack may bind both names to the same resource"})
		}
	}
}
