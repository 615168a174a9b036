package check

import (
	"fmt"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var mapMode = &Rule{Code: "QS7001", Name: "mapmode", Severity: diag.Error, Title: "A Map has the fields of its mode", state: checkMapModes}

func checkMapModes(r *run, p *visit) {
	m, ok := p.State.(*asl.Map)
	if !ok {
		return
	}
	proc := m.Processor()
	if proc == nil || proc.Malformed() {
		return
	}
	c := proc.ProcessorConfig
	if c != nil && c.Mode == asl.Distributed {
		if !c.Has("ExecutionType") {
			at, help := misspelt(&c.Object, []string{"ExecutionType"})
			if help == "" {
				help = "write STANDARD or EXPRESS: what its child executions are"
			}
			r.report(problem{state: p.Name, at: at, message: "a distributed map needs ExecutionType", help: help,
				aws: schema("These fields are required: [ExecutionType]", c.Location())})
		}
		return
	}
	if c != nil && c.Mode == asl.Inline && c.Has("ExecutionType") {
		r.report(problem{state: p.Name, at: c.NameAt("ExecutionType"), message: "an inline map has no ExecutionType", help: `remove it, or set "Mode": "DISTRIBUTED"`,
			aws: schema("Field 'ExecutionType' is not supported", c.Location())})
	}
	if c != nil && !c.Has("Mode") && c.Has("ExecutionType") {
		r.report(problem{state: p.Name, at: c.NameAt("ExecutionType"), severity: diag.Warning, message: "ExecutionType is for distributed maps, and without Mode a map is inline",
			help: `add "Mode": "DISTRIBUTED", or remove it`})
		return
	}
	if c != nil && c.Has("Mode") && c.Mode != asl.Inline {
		return // not known, or misspelt
	}
	for _, field := range distributedFields {
		if m.Has(field) {
			r.report(problem{state: p.Name, at: m.NameAt(field), severity: diag.Warning, message: fmt.Sprintf("%s has no effect on an inline map", field),
				help: `add "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"} to its processor, or remove it`})
		}
	}
}

// distributedFields are the fields that only a distributed map uses.
var distributedFields = []string{"ItemReader", "ItemBatcher", "ResultWriter", "Label",
	"ToleratedFailureCount", "ToleratedFailureCountPath", "ToleratedFailurePercentage", "ToleratedFailurePercentagePath"}

// maps gives the Map states.
func (r *run) maps() func(func(*place, *asl.Map) bool) {
	return func(yield func(*place, *asl.Map) bool) {
		for i := range r.places {
			if m, ok := r.places[i].State.(*asl.Map); ok && !yield(&r.places[i], m) {
				return
			}
		}
	}
}
