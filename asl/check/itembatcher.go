package check

import "github.com/quickstep-go/quickstep/diag"

var itemBatcher = &Rule{Code: "QS7005", Name: "itembatcher", Severity: diag.Warning, Title: "An ItemBatcher says how large a batch is", check: checkItemBatchers}

func checkItemBatchers(r *run) {
	for p, m := range r.maps() {
		b := m.ItemBatcher
		if b == nil || b.Malformed() {
			continue
		}
		sized := false
		for _, f := range []string{"MaxItemsPerBatch", "MaxItemsPerBatchPath", "MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"} {
			sized = sized || b.Has(f)
		}
		if !sized {
			r.report(problem{state: p.Name, at: b.At(), message: "the ItemBatcher does not say how large a batch is", help: "give MaxItemsPerBatch, MaxInputBytesPerBatch or both"})
		}
	}
}
