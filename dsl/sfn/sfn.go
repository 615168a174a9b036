// Package sfn starts workflows from a workflow.
//
// A child is a workflow of this module's dsl, called by value: its input and its
// output are typed, and the local runner runs it too. In the definition it is
// ${Name}, to which CDK or SAM gives the machine's ARN.
//
// Goals: parent and child are checked against each other. Non-goals: machines
// that no workflow made; see [Declare].
package sfn

import (
	"time"

	"github.com/quickstep-go/quickstep/dsl"
)

// Started is what the service answers where nobody waits for the child.
type Started struct {
	ExecutionARN string    `json:"ExecutionArn"`
	StartDate    time.Time `json:"StartDate"`
}

// A Child is a state machine that can be started.
type Child[In, Out any] struct{ resource dsl.Resource }

// Of is a workflow as a child.
func Of[In, Out any](w *dsl.Workflow[In, Out]) *Child[In, Out] {
	return &Child[In, Out]{dsl.Resource{Name: w.Name(), Kind: "stateMachine", Machine: w}}
}

// Declare names a state machine that was defined elsewhere.
func Declare[In, Out any](name string) *Child[In, Out] {
	return &Child[In, Out]{dsl.Resource{Name: name, Kind: "stateMachine"}}
}

// Start starts the child and goes on (Developer Guide, "Start a new AWS Step
// Functions state machine from a running execution").
func (c *Child[In, Out]) Start() dsl.Call[In, Started] {
	return call[In, Started](c.resource, "", "Input", "")
}

// Named is an input with the name of the execution that it starts.
type Named[In any] struct {
	// Name is one that the state machine has not had in the last 90 days, of at
	// most 80 letters, digits, hyphens and underscores.
	Name  string `json:"Name"`
	Input In     `json:"Input"`
}

// AlreadyExists is the error of a name that is taken.
const AlreadyExists dsl.ErrorName = "StepFunctions.ExecutionAlreadyExistsException"

// StartNamed starts the child under a name and goes on. The same name with the same
// input starts nothing more while the first execution runs; see [AlreadyExists].
func (c *Child[In, Out]) StartNamed() dsl.Call[Named[In], Started] {
	return call[Named[In], Started](c.resource, "", "", "")
}

// Sync starts the child, waits for its end, and gives its output. A child that
// fails fails the task with States.TaskFailed.
func (c *Child[In, Out]) Sync() dsl.Call[In, Out] {
	return call[In, Out](c.resource, ".sync:2", "Input", "Output")
}

func call[In, Out any](r dsl.Resource, pattern, payload, result string) dsl.Call[In, Out] {
	return dsl.NewCall[In, Out](dsl.Integration{
		Resource:  "arn:aws:states:::states:startExecution" + pattern,
		Arguments: []dsl.Argument{{Name: "StateMachineArn", Value: "${" + r.Name + "}"}},
		Payload:   payload,
		Result:    result,
		Token:     pattern == "",
		Resources: []dsl.Resource{r},
	})
}
