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
// # Functions on data
//
// What gives a Val or a Cond and takes no block is an expression, which becomes
// part of a state. Comments name what it becomes: $count is a function of JSONata,
// of which Step Functions has version 2.0.6 and adds some (Developer Guide,
// "Transforming data with JSONata in Step Functions"; docs.jsonata.org has the
// rest), States.ArrayLength an intrinsic function (Developer Guide, "Intrinsic
// functions for JSONPath states in Step Functions"), StringEquals a comparison of a
// Choice. What JSONPath has nothing for is a diagnostic with the way round it.
//
// An expression that fails at run time, fails its state: with
// [ErrorQueryEvaluation], which a [Try] sees, and in JSONPath with States.Runtime,
// which none does. Numbers are doubles.
//
// A list or a map that is nil in Go is null in JSON, which is neither: functions on
// lists and maps fail on it, or take it for a list of one. Where one may come, [Or]
// says what stands for it, as Or(v, []string{}).
//
// Goals: whatever is wrong is found by the compiler or, with file and line and
// all at once, before anything is deployed; the text that comes out reads as if
// written by hand. Non-goals: this package writes no text and runs nothing; see
// packages synth and runner/sfntest.
//
// # What is not told
//
// What only the values of a run decide: that payloads or variables are too large, where
// constants alone do not make them so in one place, and that a loop does not end or a
// case is never taken, where its conditions are neither the same nor constant. All
// variables together may have 10 MiB, of which a definition of at most 1 MB holds too
// few constants.
//
// What [JSONata] code reads of the context object by way of a variable of its own.
//
// A nil *Block belongs to no workflow that could be told of it. The value of a
// function that is given one is the mistake, and told where a workflow reads it; a
// function that gives no value, such as [Wait] or [If], does nothing then.
//
// A block that is used inside the [Define] of another workflow is told on the
// goroutine of that Define alone.
package dsl
