// Package arch holds the order of Quickstep's rooms: which package may import
// which. Its table, in table.go, is data to read; its test asks the go command
// what is imported and names the file that breaks the order.
//
// Goals: imports that only ever point up the table, a runner that links no AWS
// SDK, and unit tests of workflows that never start Node. Non-goals: what a
// package may do inside, and the modules of their own under examples/library
// and internal/bench.
package arch
