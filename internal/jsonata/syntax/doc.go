// Package syntax reads JSONata 2.0.6: it makes a tree of an expression, or says what
// is wrong with it, and tells what can be known without evaluating it.
//
// The scanner (scan.go) cuts the text into tokens. The parser (parse.go, and
// infix.go for what stands after an operand) builds the tree of tree.go, in which
// paths, predicates and the parent operator are already what they mean. Facts are
// found out when somebody asks: static.go has the variables that an expression
// takes from outside and the functions that nobody defines, references.go what it
// reads of the context. functions.go is the table of the library's functions.
//
// Goals: error codes, wording and positions of the reference implementation; all
// that is wrong with an expression's syntax is found here, that of its regular
// expressions too; no panic and no unbounded recursion for any text. Who only
// checks expressions, as a deployment does, compiles no engine.
//
// Non-goals: values. [github.com/quickstep-go/quickstep/internal/jsonata] evaluates
// the tree and runs the functions of the table.
//
// Sources: docs.jsonata.org; ECMA-262 for regular expressions; AWS Step Functions
// Developer Guide, "Transforming data with JSONata in Step Functions".
package syntax
