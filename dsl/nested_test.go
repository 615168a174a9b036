package dsl_test

import (
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/dsl"
)

// TestNestedDeep uses the block of a Define inside another, with many calls of Go
// around each of the two, between them and inside.
func TestNestedDeep(t *testing.T) {
	for _, depth := range []int{0, 1, 61, 62, 63, 64, 65, 200} {
		var found diag.List
		deep(depth, func() {
			found = problems(dsl.Define("Outer", func(outer *dsl.Block, in text) text {
				deep(depth, func() { dsl.Wait(outer, "Right", time.Second) })
				deep(depth, func() {
					inner := dsl.Define("Inner", func(b *dsl.Block, in text) text {
						dsl.Wait(b, "Right", time.Second)
						deep(depth, func() { dsl.Wait(outer, "Wrong", time.Second) })
						return in
					})
					if of := problems(inner); len(of) > 0 {
						t.Errorf("%d deep, the inner one has: %v", depth, of)
					}
				})
				dsl.Wait(outer, "Right Too", time.Second)
				return in
			}))
		})
		if len(found) != 1 || found[0].Code != "QS0002" {
			t.Errorf("%d deep: %v", depth, found)
		}
	}
}

type text = dsl.Val[string]

func problems(w dsl.Definition) diag.List {
	_, found := w.Graph()
	return found
}

//go:noinline
func deep(n int, do func()) {
	if n == 0 {
		do()
		return
	}
	deep(n-1, do)
}
