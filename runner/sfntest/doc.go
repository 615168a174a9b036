// Package sfntest runs typed workflows in go test, on a virtual clock.
//
// [New] turns a workflow into the text that would be deployed and compiles that.
// [Handle] and [Call] serve what it calls, with typed Go functions; [Run.Start]
// begins an execution, [Answer] and its relatives send task tokens back after a
// virtual delay, and [Execution.Result] runs to the end. A day's wait takes
// microseconds, and the same test gives the same history each time.
//
// [State] tests one state by itself, in whatever situation: with an answer or an
// error said, after retries, inside a Map or a Parallel.
//
// Goals: a test reads like the story it tells, and what it leaves out ends it at
// once with the line to write. Non-goals: running text that no workflow made
// (that is package runner), and talking to AWS.
package sfntest
