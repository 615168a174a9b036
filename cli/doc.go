// Package cli is the quickstep command: one file per command, over definitions
// in files and over a team's own workflows.
//
// [Main] takes what a command is given and gives its exit status, so that a
// team's own main can hand in its workflows, whose names then stand where a
// file's name would:
//
//	func main() {
//		os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, orders.Workflow))
//	}
//
// "go run ./flows fmt OrderPipeline", where that main is in the folder flows, then
// writes the workflow's Amazon States Language.
//
// The exit status is 0 when all went well, 1 when what was looked at is wrong or
// a run did not succeed, and 2 when the command itself was given wrongly.
//
// Goals: help where a person stumbles, output that a program can read, and no
// state of its own. Non-goals: deploying anything, and calling AWS.
package cli
