// Package dsl builds workflows for AWS Step Functions as typed Go.
//
// A workflow is a Go function that runs once, when the program starts, and
// appends states to a [Block]. What a state gives is a [Val]: a value that exists
// when the workflow runs, which the compiler checks like any other, and which
// becomes a field, a variable or the flowing document as the text needs it.
//
// The text is JSONata, or with [JSONPath] the older query language.
//
// A Go function from a block and Vals to a Val is a fragment, and composes as Go
// functions do. Who uses one twice gives each use a prefix for its names, see
// [Block.Prefix]; package dsl/patterns has fragments that many need.
//
// Goals: whatever is wrong is found by the compiler or, with file and line and
// all at once, before anything is deployed; the text that comes out reads as if
// written by hand. Non-goals: this package writes no text and runs nothing; see
// packages synth and runner/sfntest.
package dsl
