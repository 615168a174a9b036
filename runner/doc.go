// Package runner executes the Amazon States Language: any definition text, in
// both query languages, in this process, on a virtual clock, with the history
// that AWS would give.
//
// A definition is compiled once ([Compile]) and run many times, concurrently
// ([Machine.Start]). A [Service] does the work of Task states. When every branch
// waits, the clock jumps to the next timer: a year's wait takes microseconds.
// Handlers run at the same time, and their answers are taken in the order of
// their calls, so that the same input, handlers and seed give the same history.
//
// Package sfntest, below this one, is the face for go test; package sdkhistory
// gives the history in the types of the AWS SDK for Go v2.
//
// [Execution.Redrive] goes on with an execution that failed, from where it failed;
// [Execution.Describe] and [Execution.MapRuns] tell of it as the service's API does.
//
// [TestState] runs one state by itself and shows the way of the data through it.
//
// Goals: outcomes, history, error names and causes as AWS gives them, checked
// against recordings of the service; real quotas; failures of a test's harness
// ([Fault]) that are Go errors and that no Retry or Catch can see.
//
// Non-goals: judging a definition (that is package asl/check; Compile reports
// only what cannot be run), and simulating services: who calls a service says
// what it answers.
//
// # Where sources differ
//
// Recordings of the service decide, then what the service is known to do, then
// its guide:
//
//   - A Choice without a rule that holds and without Default fails with
//     States.Runtime; the guide lists States.NoChoiceMatched.
//   - States.ALL catches States.DataLimitExceeded of a task's result.
//   - A missing heartbeat has the name States.Timeout; retriers and catchers may
//     call it States.HeartbeatTimeout as well.
//   - $ in the Assign of a Pass is its result, not the state's input.
//
// # Known gaps
//
//   - Distributed maps read Parquet files by Options.Parquet only, without which
//     such a map ends the run with a [Fault]. The owner that an ItemReader expects
//     of a bucket is not looked at, and files may be larger than ten GB. Keys of an
//     S3 inventory stay as the report has them, encoded for URLs.
//   - Not on record is what AWS does with lines of nothing in a CSV file (here they
//     are no items), with OutputType JSONL where there is no bucket (here the state's
//     output is a text of lines), and with most of the mistakes that a file can have;
//     the causes of those say in our words what is wrong and where. A map run that
//     fails writes no PENDING files: what no child has begun with is not in memory.
//   - The order of events after ExecutionRedriven is not on record: each line of work
//     that goes on follows that event, and the states, branches and iterations it
//     goes on with are not entered or started anew. A wait for seconds begins anew.
//   - Of a map run's unsuccessful children, the first 10,000 can be redriven.
//   - Of the children of a distributed map, the first can be looked at afterwards,
//     up to 64 KiB of inputs.
//   - The recorded cases that come out otherwise stand, each with its reason, in
//     internal/conformance/known_gaps.txt.
//   - TestState holds a mock against the API's model of July 2025 (see package
//     awsshapes), without patterns and greatest lengths. What a service has got since
//     it does not know: an unknown field, operation or service passes, an unknown
//     value of a text that has a list of values does not. API Gateway, EKS and HTTP
//     are not held against anything, as in AWS. The times of a polled job may be
//     numbers or texts.
//   - TestState shows of what an HTTP task sends only what the state's own fields
//     say, not what its connection adds; how AWS writes headers into one text is not
//     on record. It reads as
//     MapItemReaderData what a distributed map reads. AWS's words for a state that
//     is not found, for a task that needs a mock and for most wrong fields of a
//     context object are not on record.
//   - A Standard execution may last longer than the year that the service gives it. A
//     wait of more than 2^31 seconds fails; the words for that are not on record.
//   - The room of variables is given back when the iteration, branch or attempt that
//     they belong to is over; how the service counts those is not on record.
//   - The order of events among branches and iterations that run at the same time
//     is one that AWS may give, not the only one.
package runner
