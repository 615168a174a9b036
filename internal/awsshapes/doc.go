// Package awsshapes knows what the responses of AWS operations look like: members
// and their kinds, which of them are always there, what a text may be and how far a
// number may go.
//
// The table is generated from AWS's own service models; [Source] says which, and
// of what date. To make it anew, with newer models:
//
//	go generate ./internal/awsshapes
//
// Goals: every operation of every service in those models, in little space: each
// service is compressed by itself and read when it is asked for. Non-goals: requests,
// errors, documentation, patterns of texts, and lengths of lists.
//
// # Notation
//
// The file begins with the length of its index, four bytes. A line of the index has
// a service's name as Step Functions writes it, and where its table is. A table has
// a line for each operation, with the reference of its response, an empty line, and
// the shapes. A reference is the number of a shape's line, or a letter: t is any
// text, n any number, b a boolean, d a time and x any value. A line of a shape
// begins with its kind: s is a structure, with the names of its members, each with
// ! behind it if it is always there, and their references; l is a list and m a map,
// with the reference of what is in it; e has all that a text may be; t and y the
// least length of a text or of bytes; n the least and the most that a number may be,
// either of which may be missing. All parts are divided by tabs.
package awsshapes

//go:generate go run ./gen
