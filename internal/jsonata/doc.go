// Package jsonata is JSONata 2.0.6, the expression language of Step Functions'
// JSONata states: compiled once, evaluated many times, also at the same time.
//
// An expression goes through four stages, one file family each: scan.go cuts the
// text into tokens, parse.go builds the tree of tree.go, compile.go turns the
// tree into closures, run.go evaluates those under limits. The library of
// functions is in the files lib_*.go.
//
// Goals: results, error codes and wording of the reference implementation; the
// order of keys that JavaScript gives (integer-like keys first in computed
// objects); no panic, hang or unbounded memory for any expression and input.
//
// Non-goals: functions written in Go by the caller, and JavaScript's lone
// surrogates, which Go strings cannot hold.
//
// Sources: docs.jsonata.org; AWS Step Functions Developer Guide, "Transforming
// data with JSONata" for the functions that only AWS has.
package jsonata
