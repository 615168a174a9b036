package patterns

import "github.com/quickstep-go/quickstep/dsl"

// page is what goes from one page to the next.
type page[K, S any] struct {
	Next *K `json:"next,omitempty"` // what to ask for; absent for the first page
	Made S  `json:"made"`
}

// Pages goes through the pages of an API and carries a value along. It asks for a
// page with fetch, lets use make the value of it, and goes on while next gives where
// to: a token, or a key. What fetch is given is absent for the first page, and fills
// its request by [dsl.ToOpt]:
//
//	dsl.ToOpt(&list.NextToken, next)
//
// The value travels in the state, of which AWS allows 256 KiB: many pages want a use
// that stores what it finds and carries a count.
func Pages[K, P, S any](b *dsl.Block, first dsl.Val[S], fetch func(b *dsl.Block, next dsl.Val[K]) dsl.Val[P],
	next func(dsl.Val[P]) dsl.Val[K], use func(b *dsl.Block, made dsl.Val[S], p dsl.Val[P]) dsl.Val[S]) dsl.Val[S] {
	at := dsl.Fields[page[K, S]]()
	start := dsl.Build(page[K, S]{}, dsl.To(&at.Made, first))
	return dsl.Loop(b, "page", start, func(b *dsl.Block, p dsl.Val[page[K, S]], again func(*dsl.Block, dsl.Val[page[K, S]])) dsl.Val[S] {
		fetched := fetch(b, dsl.AtOpt(p, &at.Next))
		made := dsl.Name(b, "made", use(b, dsl.At(p, &at.Made), fetched))
		dsl.If(b, "More Pages?", dsl.Present(next(fetched)), func(b *dsl.Block) {
			again(b, dsl.Build(page[K, S]{}, dsl.To(&at.Next, next(fetched)), dsl.To(&at.Made, made)))
		})
		return made
	})
}
