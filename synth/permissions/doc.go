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
// # Where things are
//
// What an optimised integration needs is a row of the table in integrations.go;
// an SDK operation whose IAM action is not called like it is a row of the table
// in operations.go; an argument that holds a part of an ARN under another name
// is a row of the table in variables.go. A row's target, where it takes more
// than naming an argument, is in the file of its service. What IAM calls things
// is generated: package awsdata, by
//
//	go generate ./internal/awsdata
//
// Each case in testdata is a definition, what is known beside it, and the
// statements that follow; "go test -update" rewrites the latter.
//
// # Known gaps
//
// Of an expression, only the text it begins with is read: string literals joined
// with & in JSONata, and States.Format in JSONPath. Variables are not followed.
//
// An Athena query that only the run knows is taken for one that reads. The data
// of a query are where its author states.
//
// A literal S3 key that holds an asterisk or a question mark is written as it is,
// and IAM reads it as a pattern.
//
// Roles that an SDK operation passes on are known from service models; an
// operation newer than those may pass one unseen. An instance profile's role is
// stated by the author.
//
// Actions that a service takes with the caller's permissions besides its own,
// such as EC2's for a function in a VPC, are in no data set, and are not granted.
//
// Customer-managed keys count where they are stated ([Resource.KeyARN]). Inside a
// key's condition for encrypted logs the source is written as the CDK does; that
// the service sends just that text is not established.
//
// The authorization data list no resource for states:SendTask* and
// states:InvokeHTTPEndpoint. [TokenSender] names the machine, as AWS's own
// grants do; an HTTP task's statement says "*" under conditions.
//
// # Sources
//
// AWS Step Functions Developer Guide, "IAM policies for integrated services",
// and the sources that the generated tables name.
package permissions
