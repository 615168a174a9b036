// Package prose holds the Go code in README.md and in docs to what compiles: each
// block is a part of a file of the module, word for word, or compiles inside a file
// that is written for it in testdata/frames.txtar.
//
// Goals: who copies a block has something that works. Non-goals: blocks of other
// languages, and code in package comments, which Go's examples are for. There is
// nothing here but a test.
package prose
