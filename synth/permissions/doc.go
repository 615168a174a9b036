// Package permissions derives the IAM statements a state machine's role needs
// from the machine's own text and what is known of its resources.
//
// Goals: nothing the workflow does not need, everything it does, and beside
// each statement the states and the reason that call for it. Each resource is
// of one of three kinds. A static one is written in the text, and the statement
// names it. A dynamic one is known only when the workflow runs: the author
// states what it may be ([Options.On]), or it is a diagnostic. An unscopable
// one belongs to an action that IAM checks against no resource: the statement
// says "*", and [Statement.Wildcard] says why.
//
// Non-goals: it knows no CDK, reads no account, and simulates no policy.
//
// Sources: the AWS Step Functions Developer Guide ("IAM policies for integrated
// services"), the service models of AWS and a data set of IAM actions, both
// read by the generator in internal/gen, which names their versions.
package permissions
