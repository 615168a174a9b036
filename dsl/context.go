package dsl

import (
	"time"

	"github.com/quickstep-go/quickstep/internal/graph"
)

// The functions of this file read the context object (Developer Guide,
// "Accessing execution data from the Context object in Step Functions").

func fromContext[T any](path ...string) Val[T] {
	return val[T](&graph.Apply{Op: graph.Context, Path: path})
}

// ExecutionStart is when the execution began.
func ExecutionStart() Val[time.Time] { return fromContext[time.Time]("Execution", "StartTime") }

// ExecutionID is the ARN of the execution; in a [DistributedMap], that of the child.
func ExecutionID() Val[string] { return fromContext[string]("Execution", "Id") }

// ExecutionName is the name of the execution, which is unique for 90 days and so
// serves as an idempotency key.
func ExecutionName() Val[string] { return fromContext[string]("Execution", "Name") }

// ExecutionRole is the ARN of the role that the execution works as.
func ExecutionRole() Val[string] { return fromContext[string]("Execution", "RoleArn") }

// RedriveCount is how often the execution was redriven.
func RedriveCount() Val[int] { return fromContext[int]("Execution", "RedriveCount") }

// RedriveTime is when the execution was redriven last. It is absent where it never
// was, and needs [Or] inside of a larger expression.
func RedriveTime() Val[time.Time] {
	return val[time.Time](&graph.Field{Of: &graph.Apply{Op: graph.Context, Path: []string{"Execution"}}, Name: "RedriveTime", Optional: true, Position: caller()})
}

// MachineID is the ARN of the state machine.
func MachineID() Val[string] { return fromContext[string]("StateMachine", "Id") }

// MachineName is the name of the state machine.
func MachineName() Val[string] { return fromContext[string]("StateMachine", "Name") }

// StateName is the name of the state that reads it.
func StateName() Val[string] { return fromContext[string]("State", "Name") }

// StateEntered is when the state that reads it was entered: the time now, as far
// as a workflow has one.
func StateEntered() Val[time.Time] { return fromContext[time.Time]("State", "EnteredTime") }

// RetryCount is how often the state that reads it was retried: a task, a Map or a
// Parallel. In another state it is a diagnostic.
func RetryCount() Val[int] { return fromContext[int]("State", "RetryCount") }
