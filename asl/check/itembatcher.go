package check

import (
	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var itemBatcher = &Rule{Code: "QS7005", Name: "itembatcher", Severity: diag.Warning, Title: "An ItemBatcher says how large a batch is", state: checkItemBatchers}

// batchSizes are the fields that say how large a batch is.
var batchSizes = []string{"MaxItemsPerBatch", "MaxItemsPerBatchPath", "MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"}

func checkItemBatchers(r *run, p *visit) {
	m, ok := p.State.(*asl.Map)
	if !ok {
		return
	}
	b := m.ItemBatcher
	if b == nil || b.Malformed() {
		return
	}
	_, help := misspelt(&b.Object, batchSizes)
	sized := help != "" // QS2003
	for _, f := range batchSizes {
		sized = sized || b.Has(f)
	}
	if !sized {
		r.report(problem{state: p.Name, at: b.At(), message: "the ItemBatcher does not say how large a batch is", help: "give MaxItemsPerBatch, MaxInputBytesPerBatch or both"})
	}
}
