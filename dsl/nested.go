package dsl

import (
	"fmt"
	"runtime"
	"slices"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

// work runs the body of a Define. The call stack has it once for each Define that is
// at work, always at the same instruction, the only call in it: that is how a block
// learns that a Define inside its own runs, which has a builder of its own and knows
// nothing of the one around.
//
//go:noinline
func work(body func()) { body() }

// begin notes where the Define stands on the call stack; what work runs calls it.
func (b *builder) begin() {
	var pcs [1]uintptr
	runtime.Callers(3, pcs[:]) // behind Callers, begin and what work runs
	b.work = pcs[0]
	b.depth = b.atWork()
}

// atWork tells how many Defines are at work here.
func (b *builder) atWork() int {
	n := 0
	var pcs [64]uintptr
	for skip := 0; ; skip += len(pcs) {
		got := runtime.Callers(skip, pcs[:])
		for _, pc := range pcs[:got] {
			if pc == b.work {
				n++
			}
		}
		if got < len(pcs) {
			return n
		}
	}
}

// trail gives the calls that lead from the body here; nil where there are very many,
// as where functions call themselves.
func (b *builder) trail() graph.Trail {
	var pcs [128]uintptr
	got := runtime.Callers(3, pcs[:]) // behind Callers, trail and what makes a state
	end := slices.Index(pcs[:got], b.work)
	if end < 0 {
		return nil
	}
	return slices.Clone(pcs[:end])
}

// innermost tells where the innermost Define at work is called.
func (b *builder) innermost() diag.Position {
	var pcs [64]uintptr
	for skip := 0; ; skip++ {
		got := runtime.Callers(skip, pcs[:])
		if got == 0 {
			return diag.Position{}
		}
		if pcs[0] == b.work {
			return outside(runtime.CallersFrames(pcs[:got]))
		}
	}
}

// elsewhere tells whether a Define inside that of b is at work, and reports, once for
// each, that it uses b.
func (b *Block) elsewhere(at diag.Position) bool {
	build := b.builder
	if build.atWork() <= build.depth {
		return false
	}
	inner := build.innermost()
	if !slices.Contains(build.nested, inner) {
		build.nested = append(build.nested, inner)
		build.report(at, "QS0002", fmt.Sprintf("the block of %s is used inside the dsl.Define of another workflow, at %s", b.what, inner),
			"use the block that the body is given; what a workflow reads of another comes in its input")
	}
	return true
}
