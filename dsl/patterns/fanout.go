package patterns

import (
	"time"

	"github.com/quickstep-go/quickstep/dsl"
)

// Rate is how many items are begun in how much time.
type Rate struct {
	Items int           // at once
	Per   time.Duration // before the next ones begin; whole seconds
}

// FanOut runs body for each item, as [dsl.Map] does, but begins no more than
// Rate.Items of them in each Rate.Per: as many as that run side by side, and the
// next ones begin when all are done and the time has passed. It gives the results
// in the order of the items. The first iteration that fails stops all.
func FanOut[E, R any](b *dsl.Block, items dsl.Val[[]E], o Rate, body func(*dsl.Block, dsl.Val[E]) dsl.Val[R]) dsl.Val[[]R] {
	batches := dsl.Map(b, "Batches", dsl.Partition(items, o.Items), func(b *dsl.Block, batch dsl.Val[[]E]) dsl.Val[[]R] {
		results, _ := dsl.Parallel2(b, "Batch",
			func(b *dsl.Block) dsl.Val[[]R] { return dsl.Map(b, "Each", batch, body) },
			func(b *dsl.Block) dsl.Val[struct{}] {
				dsl.Wait(b, "Pace", o.Per)
				return dsl.Lit(struct{}{})
			})
		return results
	}, dsl.MapOptions{MaxConcurrency: 1})
	return dsl.Flatten(batches)
}
