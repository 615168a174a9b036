// Package jsonpath evaluates the JSONPath of Step Functions: paths, reference
// paths and intrinsic functions.
//
// A [Path] is compiled once with [Parse] and evaluated many times against
// [Roots]: the state's input ($), the context object ($$) and the variables
// ($name). A [Reference] names one place and can be written to, as ResultPath
// does. A [Call] is an intrinsic function such as States.Format, with its
// arguments compiled.
//
// Goals: the answers of the service, which are those of the Java library
// Jayway JsonPath with twists of its own, and its words for what went wrong.
// A definite path allocates nothing. Every evaluation is bounded.
//
// # What a path may hold
//
// Members ($.a, $['a']), unions ($['a','b'], $[0,2]), indexes ($[-1]), slices
// ($[1:3]; a step is read and ignored, as Jayway does), wildcards ($.*, $[*]),
// recursive descent ($..a) and filters ($[?(@.a > 1 && !(@.b in ['x']))]) with
// the operators == != === !== < <= > >= =~ in nin subsetof anyof noneof all
// size contains empty. A path is definite if it can name one place at most.
//
// # Twists of the service
//
//   - A definite path that finds nothing is an error, a [PathError] with Jayway's
//     text. An indefinite one gives an empty array, even where Jayway throws.
//   - In a quoted name a backslash only escapes the quote and itself.
//   - JSONPath functions such as length() are refused: use an intrinsic function.
//
// # Known gaps
//
//   - Reports from users of the service say that it cuts off the fraction of a
//     number given to States.ArrayPartition, States.ArrayRange and
//     States.MathRandom. The developer guide says that it rounds, and so does this
//     package; States.MathAdd is known to round.
//   - An index outside its array finds nothing anywhere. That is on record for the
//     arguments of intrinsic functions, and not for payload templates.
//   - What the service says after "had the following error:" about an argument of
//     the wrong kind is not on record; the words here are as users quote them.
//   - Regular expressions are Go's: look-around and back-references are refused.
//   - Seeded States.MathRandom repeats itself, but its numbers are not Java's.
//
// Non-goals: RFC 9535, which differs from Jayway in many answers, and changing
// documents other than through a [Reference].
package jsonpath
