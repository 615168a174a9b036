// Package activity hands work to activities from a workflow: to workers of yours,
// wherever they run, that ask Step Functions for it.
//
// Goals: typed work and results. Non-goals: workers, which call GetActivityTask and
// SendTaskSuccess of the service's API, and activities themselves, which the
// infrastructure declares. In the definition an activity is ${Name}, to which CDK or
// SAM gives its ARN.
package activity

import (
	"reflect"

	"github.com/quickstep-go/quickstep/dsl"
)

// An Activity is one activity: a contract with its workers.
type Activity[In, Out any] struct{ name string }

// Declare names an activity.
func Declare[In, Out any](name string) *Activity[In, Out] { return &Activity[In, Out]{name} }

// Name gives the activity's name, which is also that of its substitution.
func (a *Activity[In, Out]) Name() string { return a.name }

// Perform hands the work to whichever worker asks for it, and waits for its result
// (Developer Guide, "Learn about Activities in Step Functions"). A worker that fails
// says the error's name. A Timeout and a Heartbeat count from when a worker takes the
// work; give it both, as a worker may vanish. Only Standard workflows can.
func (a *Activity[In, Out]) Perform() dsl.Call[In, Out] {
	if a == nil || a.name == "" {
		return dsl.NoCall[In, Out]("an activity has no name", "declare it with activity.Declare")
	}
	return dsl.NewCall[In, Out](dsl.Integration{
		Resource:  "${" + a.name + "}",
		Resources: []dsl.Resource{{Name: a.name, Kind: "activity", In: reflect.TypeFor[In](), Out: reflect.TypeFor[Out]()}},
	})
}
