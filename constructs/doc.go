// Package constructs puts a workflow into an AWS CDK app: a state machine from
// the workflow's own text, a role that holds what the workflow needs and nothing
// else, a log group, alarms, and the rules, schedules and queues that start it.
//
//	workflow := constructs.NewWorkflow(stack, new("Workflow"), &constructs.WorkflowProps{
//		Definition: recordmessage.Workflow,
//		Bind:       map[string]any{"MessageRecorder": recorder},
//	})
//	workflow.OnEvent(new("Rule"), &constructs.OnEventProps{...})
//	workflow.GrantStart(desk)
//
// [FromASL] makes the same of a file of Amazon States Language, [FromArn] imports
// a machine, and [Workflow.AddAlias] moves executions over to a new version bit by
// bit.
//
// The definition crosses to CDK as one string with substitutions, whatever its
// size, so a machine of two thousand states costs as many calls to Node.js as
// one of ten.
//
// # Grants
//
// What GrantStart and its like give is a policy of its own, which neither the
// machine nor the grantee waits for: a function that the machine calls may start
// it, read it and answer it, and no circle comes of it. Across stacks the policy
// stands in the stack that waits for the other one as it is: in the workflow's where
// the workflow refers to something over there, and in the grantee's otherwise; it
// does not matter whether the grant or FromQueue, OnEvent and the like come first. A
// machine with a Name is granted by its name, so that neither waits: give it one
// where the two stacks are tied by a third, which is not seen here.
//
// # cdk-nag
//
// The resources made here carry the suppressions that the AwsSolutions pack of
// cdk-nag asks for, each with its reason and for the very finding: an asterisk has
// the reason of its statement.
//
// # Mistakes
//
// A constructor gives a construct and no error, as everywhere in CDK. What is
// wrong (a resource that nothing is bound to, a schedule expression that does
// not parse, a name that is taken) is written on the construct as a CDK
// annotation: the app goes on, so that all mistakes of all stacks come out
// together, and "cdk synth" and "cdk deploy" refuse the stacks that have any.
// [Workflow.Err] gives them in Go, and [Synth] gives those of a whole app.
// Panics of CDK itself become annotations too, with the construct's path and
// what to do about it. Two things have no construct to be written on, and panic
// as they do in CDK: a nil scope, and an app made without [Synth] on a machine
// without Node.js.
//
// # Goals
//
// One line from a workflow to a machine fit for production; no permission
// without a reason, and the reason in the template (metadata of the role);
// readable errors.
//
// # Non-goals
//
// It wraps no task: what a workflow does is written with package dsl. It is for
// CDK apps written in Go: a Go construct cannot be exported through jsii. The
// light modules of awscdk are all it imports; awslambda, which takes far longer
// to compile, is behind package golambda.
package constructs
