// Package randomflow draws random workflows for property tests.
//
// A [Program] is a small tree of the builder's constructs over typed values. It
// can be read in two ways: [Program.Define] builds it through package dsl, and
// [Program.Run] evaluates it in Go, by what dsl says its functions mean and
// without a state machine. Whatever lowers or runs workflows must agree with the
// second.
//
// Goals: every construct of dsl, nested in each other; values read far from
// where they are made; the traps of the query language, such as lists of one and
// constants that look like expressions. One construct is one file: how it is
// drawn, built and run.
//
// [Program.Slipped] makes one mistake in a program, for which there is one diagnostic
// at one line.
//
// Non-goals: programs with other mistakes, which synth has tests for; failures at
// the same moment in branches that run side by side, whose order nobody promises;
// how long a program takes.
package randomflow
