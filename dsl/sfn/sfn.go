// Package sfn starts workflows from a workflow.
//
// A child is a workflow of this module's dsl, called by value: its input and its
// output are typed, and the local runner runs it too. In the definition it is
// ${Name}, to which CDK or SAM gives the machine's ARN.
//
// Goals: parent and child are checked against each other. Non-goals: machines
// that no workflow made; see [Declare].
//
// The console shows which execution started another one where the child's input
// says so. [Child.Linked] puts that into inputs that are structs, which have room for
// it beside their fields; a child that takes a text, a number, a list or a map cannot
// be linked.
package sfn

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
)

// Started is what the service answers where nobody waits for the child.
type Started struct {
	ExecutionARN string    `json:"ExecutionArn"`
	StartDate    time.Time `json:"StartDate"`
}

// A Child is a state machine that can be started.
type Child[In, Out any] struct {
	resource dsl.Resource
	linked   bool
}

// Of is a workflow as a child.
func Of[In, Out any](w *dsl.Workflow[In, Out]) *Child[In, Out] {
	if w == nil {
		return nil
	}
	return &Child[In, Out]{resource: dsl.Resource{Name: w.Name(), Kind: "stateMachine", Machine: w, In: reflect.TypeFor[In](), Out: reflect.TypeFor[Out]()}}
}

// Declare names a state machine that was defined elsewhere.
func Declare[In, Out any](name string) *Child[In, Out] {
	return &Child[In, Out]{resource: dsl.Resource{Name: name, Kind: "stateMachine", In: reflect.TypeFor[In](), Out: reflect.TypeFor[Out]()}}
}

// Linked is the child with a link to its parent in its input: the ID of the execution
// that starts it, as AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID beside the fields of
// the In, which must be a struct (Developer Guide, "Start workflow executions from a
// task state"). The child does not see it, unless it hands its input on as a whole.
func (c *Child[In, Out]) Linked() *Child[In, Out] {
	if c == nil {
		return nil
	}
	own := *c
	own.linked = true
	return &own
}

// Start starts the child and goes on (Developer Guide, "Start a new AWS Step
// Functions state machine from a running execution").
func (c *Child[In, Out]) Start() dsl.Call[In, Started] {
	return call[In, Started](c, "", "Input", "")
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
	return call[Named[In], Started](c, "", "", "")
}

// Sync starts the child, waits for its end, and gives its output. A child that
// fails fails the task with States.TaskFailed.
func (c *Child[In, Out]) Sync() dsl.Call[In, Out] {
	return call[In, Out](c, ".sync:2", "Input", "Output")
}

func call[Sent, Answer, In, Out any](c *Child[In, Out], pattern, payload, result string) dsl.Call[Sent, Answer] {
	if c == nil || c.resource.Name == "" {
		return dsl.NoCall[Sent, Answer]("a state machine has no name", "make it with sfn.Of or sfn.Declare")
	}
	if t := reflect.TypeFor[In](); c.linked && !hasRoom(t) {
		return dsl.NoCall[Sent, Answer](fmt.Sprintf("the input of %q is a %s, in which a link to the parent has no room", c.resource.Name, t),
			"let it take a struct, or leave Linked out")
	}
	return dsl.NewCall[Sent, Answer](dsl.Integration{
		Resource:  "arn:aws:states:::states:startExecution" + pattern,
		Arguments: []dsl.Argument{{Name: "StateMachineArn", Value: "${" + c.resource.Name + "}"}},
		Payload:   payload,
		Result:    result,
		Token:     pattern == "",
		Linked:    c.linked,
		Resources: []dsl.Resource{c.resource},
	})
}

// hasRoom tells whether the JSON of a type is an object with members of known names.
func hasRoom(t reflect.Type) bool {
	p := reflect.PointerTo(t)
	own := p.Implements(reflect.TypeFor[json.Marshaler]()) || p.Implements(reflect.TypeFor[encoding.TextMarshaler]())
	return t.Kind() == reflect.Struct && !own
}
