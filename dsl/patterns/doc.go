// Package patterns has the fragments that many workflows need: polling until
// something is ready, undoing the steps of a saga, asking a person and asking
// again, fanning out at a limited rate, a semaphore, starting a workflow once,
// going through pages, and retrying from the point where a step failed.
//
// Each is a Go function over a block and Vals, written with package dsl alone, so
// that its source shows how one of your own is made. Its states have short names of
// their own; who uses one twice gives each use a prefix, see [dsl.Block.Prefix].
//
// Goals: what the state machines of many teams hold in common, typed, tested on
// the local runner, with text that reads well. Non-goals: patterns that one
// state says as well, such as a retry.
package patterns
