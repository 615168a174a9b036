// Package workflows holds the builder to workflows that people really run: thirty
// that stand for the kinds that are published, and the six of the reference
// material. Each is written with the builder, checked as AWS would, and run.
//
// Goals: whatever is common can be written, and its text reads well. Those that a
// reader would want to copy stand in examples instead. Non-goals: features one by
// one, which the rooms' own tests have. There is nothing here but tests.
package workflows
