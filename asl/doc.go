// Package asl holds the Amazon States Language as data: a state machine, its
// states (one struct per kind) and their fields, in both query languages.
//
// [Parse] reads JSON or YAML and loses nothing: fields that the language does
// not know, the order of fields, the text of numbers. Every part of what was
// read knows its place (see [Object.At]). A machine may as well be built as Go
// values; [StateMachine.Text] writes either kind.
//
// Goals: a faithful model that is a pleasure to read and to build, and exact
// round trips. Non-goals: judging a machine (that is package asl/check; Parse
// reports only what cannot be read as the model at all), and running one.
//
// Known gaps: a machine is written as JSON, so that the comments and anchors of a
// YAML text are not kept. YAML is that of libyaml: in double quotes it refuses \/ and
// pairs of surrogates; it refuses dots in the names of anchors, question marks in
// texts without quotes inside of brackets, and names of more than 1,024 characters;
// and 0777 is an octal number, as in YAML 1.1. Of a name that stands twice in an
// object the last value is kept, and reported.
//
// The language is specified at https://states-language.net/spec.html and in the
// AWS Step Functions Developer Guide.
package asl
