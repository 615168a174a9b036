// Package jsonata is JSONata 2.0.6, the expression language of Step Functions'
// JSONata states: compiled once, evaluated many times, also at the same time.
//
// An expression goes through three stages. The room of the syntax, below this one,
// makes a tree of the text and knows what can be said without evaluating it. The
// compiler (compile.go, and a file for each larger idea: path.go, filter.go,
// group.go, order.go, tuple.go, call.go, transform.go) turns the tree into closures.
// A run (run.go) evaluates those under limits. The library of functions is in the
// files lib_*.go, with the signatures that the room of the syntax has; numbers and
// dates in pictures have files of their own.
//
// Goals: results, error codes and wording of the reference implementation; the
// order of keys that JavaScript gives (integer-like keys first in computed
// objects); no panic, hang or unbounded memory for any expression and input.
//
// Non-goals: functions written in Go by the caller.
//
// # Known differences
//
// These are left as they are, each for its reason:
//
//   - Characters beyond U+FFFF are one to a regular expression here, and two in
//     JavaScript; halves of them, as $split("😀", "") gives there, do not exist.
//   - Of several errors in one array, object or range, this package reports the
//     first; the reference evaluates the parts at once, and any may win.
//   - A partially applied function of the library checks its arguments; the
//     reference's fails somewhere inside.
//   - $toMillis without a picture reads ISO 8601 only; "2024.5" and other texts
//     that the reference leaves to its JavaScript engine give NaN, written null.
//   - $formatNumber with an exponent writes 0 and negative numbers; the reference
//     never returns.
//   - A transform changes its own copy only; the reference's may change the input
//     where the pattern points outside.
//   - Grouping an empty array leaves it empty; the reference puts an undefined item
//     into it, which shows wherever else that array is used.
//   - In a regular expression ^, $, \b and a look-behind may be repeated, which
//     JavaScript refuses; a range that ends with a set, such as [a-\d], is refused,
//     which JavaScript takes for its three parts.
//   - The message of a regular expression that cannot be read (S0303) is ours; the
//     reference throws an error of JavaScript's without a code.
//   - $power is Go's, which may differ in the last digit.
//   - How Step Functions orders the keys of computed objects is not known; both
//     profiles order them as the reference does.
//   - Dates of the year 1 in the pictures [x] and [w], and what is captured by a
//     group that repeats an empty match, differ from JavaScript's.
//   - A text that $reduce and & make piece by piece is copied at each piece.
//
// Sources: docs.jsonata.org; AWS Step Functions Developer Guide, "Transforming
// data with JSONata" for the functions that only AWS has.
package jsonata
