// Package jsonata compares the speed of this project's JSONata engine with
// another one's, both given the same five expressions and the same input in one
// run. It is a module of its own, so that the other engine is no dependency of
// the project:
//
//	cd internal/bench/jsonata && go test -bench . -benchmem
//
// Only the ratios within one run mean anything.
package jsonata
