package patterns

import (
	"fmt"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
)

// Poll says how [PollUntil] goes round.
type Poll struct {
	Every time.Duration // between two checks; whole seconds
	Max   int           // checks, after which it gives up; 0 is no limit
}

// GaveUp is the error of a [PollUntil] whose checks are used up.
const GaveUp dsl.ErrorName = "GaveUp"

// PollUntil runs check until done holds for what it gives, and gives that. A check
// that finds out that the thing will never be done ends by itself, with [dsl.Fail]
// or [dsl.Throw]. When the checks are used up, the error [GaveUp] is thrown, which a
// [dsl.Try] around sees.
//
// Each round adds some eight events to the history, of which AWS allows 25,000: a
// long wait wants an Every of minutes, or a Max.
func PollUntil[T any](b *dsl.Block, o Poll, check func(*dsl.Block) dsl.Val[T], done func(dsl.Val[T]) dsl.Cond) dsl.Val[T] {
	if o.Max == 0 {
		return dsl.Repeat(b, func(b *dsl.Block, again func(*dsl.Block)) dsl.Val[T] {
			found := check(b)
			dsl.Choice(b, "Ready?",
				dsl.When(done(found), func(*dsl.Block) {}),
				dsl.Otherwise(func(b *dsl.Block) {
					dsl.Wait(b, "Wait", o.Every)
					again(b)
				}))
			return found
		})
	}
	return dsl.Loop(b, "checks", dsl.Lit(1), func(b *dsl.Block, checks dsl.Val[int], again func(*dsl.Block, dsl.Val[int])) dsl.Val[T] {
		found := check(b)
		dsl.Choice(b, "Ready?",
			dsl.When(done(found), func(*dsl.Block) {}),
			dsl.When(dsl.Ge(checks, o.Max), func(b *dsl.Block) {
				dsl.Throw[T](b, dsl.Lit(dsl.ErrorOutput{Error: string(GaveUp), Cause: fmt.Sprintf("not ready after %d checks", o.Max)}))
			}),
			dsl.Otherwise(func(b *dsl.Block) {
				dsl.Wait(b, "Wait", o.Every)
				again(b, dsl.Add(checks, 1))
			}))
		return found
	})
}
