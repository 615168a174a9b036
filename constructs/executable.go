package constructs

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awskms"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"
	construct "github.com/aws/constructs-go/constructs/v10"

	"github.com/quickstep-go/quickstep/synth/permissions"
)

// executable is what executions are started on: a machine of this app, an
// imported one, or an alias. It has the grants and the metrics of all three.
type executable struct {
	at    construct.Construct // where the policies of grants stand
	found *problems
	kind  awsstepfunctions.StateMachineType // "" where it is not known
	key   awskms.IKey                       // what encrypts its data; nil for AWS's own key

	here    identity // with references to the machine
	byName  identity // without any; empty where nobody named the machine
	started string   // what is started, where that is an alias

	// needs are the stacks of what the workflow refers to, which must not wait for
	// the workflow's own stack.
	needs map[string]bool

	// abroad has, by stack, what brings the policies home that grants have put
	// there: the workflow may come to need the stack only later.
	abroad map[string][]func()

	// late are the policies that come after the machine. What starts executions
	// waits for them.
	late []construct.IDependable
}

// identity is how policies call a machine and its executions.
type identity struct{ arn, executions string }

// refusedMachine stands for the ARN of a machine that CDK refused.
const refusedMachine = "refused-machine"

// StateMachineArn gives the machine's ARN, or the alias's. With it a Workflow, an
// ImportedWorkflow or an Alias can be bound to a name in another workflow.
func (e *executable) StateMachineArn() *string {
	switch {
	case e.started != "":
		return new(e.started)
	case e.here.arn != "":
		return new(e.here.arn)
	}
	return new(refusedMachine)
}

// start is the permission to start executions, or to run one and wait for it.
func (e *executable) start(wait bool) permissions.Statement {
	m := permissions.Machine{ARN: *e.StateMachineArn()}
	if wait {
		return permissions.SyncStarter(m)
	}
	return permissions.Starter(m)
}

func (e *executable) express() bool { return e.kind == awsstepfunctions.StateMachineType_EXPRESS }

// executionsOf gives the ARN of a machine's executions, up to its name, from the
// machine's own ARN, which may be of another account.
func executionsOf(arn string) string {
	return "arn:" + part(arn, ":", 1) + ":states:" + part(arn, ":", 3) + ":" + part(arn, ":", 4) + ":execution:" + part(arn, ":", 6)
}

// need notes the stacks of those values that are constructs.
func (e *executable) need(values ...any) {
	if e.needs == nil { // an alias shares both with its workflow
		e.needs, e.abroad = make(map[string]bool), make(map[string][]func())
	}
	for _, v := range values {
		c, ok := v.(construct.IConstruct)
		if !ok {
			continue
		}
		stack := stackOf(c)
		e.needs[stack] = true
		for _, comeHome := range e.abroad[stack] {
			comeHome()
		}
		delete(e.abroad, stack)
	}
}

// goAbroad notes a policy that stands in another stack, and what brings it home.
func (e *executable) goAbroad(stack string, comeHome func()) {
	if e.abroad == nil {
		e.abroad = make(map[string][]func())
	}
	e.abroad[stack] = append(e.abroad[stack], comeHome)
}

// stackOf gives what tells one stack from another. A construct that knows its
// stack is asked: one that wraps another in Go cannot be passed to CDK.
func stackOf(c construct.IConstruct) string {
	if x, ok := c.(interface{ Stack() awscdk.Stack }); ok {
		return *x.Stack().Node().Addr()
	}
	return *awscdk.Stack_Of(c).Node().Addr()
}
