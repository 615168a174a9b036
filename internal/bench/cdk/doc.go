// Package cdk measures the construct beside CDK's own task classes: the time that
// a stack with one machine takes, from the first construct to the template, for
// machines of ten to two thousand Lambda calls.
//
//	CDK_VALIDATION=false go test -run '^$' -bench . -benchtime 5x
//
// One run on two busy cores, in seconds for a stack (build and synthesis, without
// the start of Node.js): 10 states 0.31 with the construct and 0.91 with classes,
// 100 states 0.55 and 2.1, 500 states 0.72 and 5.2, 2,000 states 2.5 and 11.
//
// It is a module of its own because awsstepfunctionstasks, which nothing else in
// the project links, takes a minute and a gigabyte to compile.
//
// Goals: times that can be compared, of one run. Non-goals: times that hold on
// another machine.
package cdk
