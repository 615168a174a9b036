// Package bench measures the runner on cases: a definition, an input, how often
// to run it and what must come out.
//
// Goals: one description of a case for all who measure (the benchmarks beside
// this package, and the comparison with other runners in the folder peers, a
// module of its own), and outputs that are checked before anything is timed.
//
// Non-goals: figures to quote. A figure depends on the machine and on who else
// uses it; only ratios within one run mean something.
//
//	go test ./internal/bench -bench . -benchmem
//	cd internal/bench/peers && go run -mod=mod .
package bench
