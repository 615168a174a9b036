package dsl

import (
	"context"
	"reflect"
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

// A Call is a service integration's promise: send an In, receive an Out.
type Call[In, Out any] struct{ call *graph.Call }

// AllowedOn states the resources that a call reaches when its arguments do not say it,
// as ARNs; they may hold ${AWS::Partition}, ${AWS::Region} and
// ${AWS::AccountId}. Permissions are scoped to them.
func (c Call[In, Out]) AllowedOn(arns ...string) Call[In, Out] {
	if c.call == nil {
		return c
	}
	own := *c.call
	own.On = append(slices.Clone(own.On), arns...)
	return Call[In, Out]{&own}
}

// AllowedTo states the IAM actions that a call of the AWS SDK needs, such as
// "newservice:DoThings", where the operation is younger than what is known here. They
// stand in the place of those that are known.
func (c Call[In, Out]) AllowedTo(actions ...string) Call[In, Out] {
	if c.call == nil {
		return c
	}
	own := *c.call
	own.Actions = append(slices.Clone(own.Actions), actions...)
	if own.Problem.Message == "" && !strings.HasPrefix(own.Resource, "arn:aws:states:::aws-sdk:") {
		own.Problem = diag.Diagnostic{Severity: diag.Error, Code: "QS0026", Message: "dsl.Call.AllowedTo is for calls of the AWS SDK, and the actions of this call are known", Help: "leave it out"}
	}
	return Call[In, Out]{&own}
}

// As makes the call as another role, perhaps of another account, which the
// machine's role becomes for it (Developer Guide, "Accessing resources in other AWS
// accounts in Step Functions"). The role is a constant ARN, one of [Role], or
// computed by the workflow; then [Call.AllowedOn] states which roles it may be.
func (c Call[In, Out]) As(role Val[string]) Call[In, Out] {
	at := caller()
	if c.call == nil || c.call.Problem.Message != "" {
		return c
	}
	own := *c.call
	own.Role = definite(role, at, "the role of a call")
	if own.Activity() || own.Resource == "arn:aws:states:::http:invoke" {
		own.Role = bad(at, "QS0017", "work for an activity and calls of HTTPS APIs are not done as another role", "leave dsl.Call.As out")
	}
	return Call[In, Out]{&own}
}

// Role is an IAM role by the name of its substitution, ${Name}, to which CDK or SAM
// gives an ARN.
func Role(name string) Val[string] { return Named(Resource{Name: name, Kind: "role"}) }

// An Integration describes how a service is called; packages such as
// dsl/lambda make calls from it, and so can yours.
type Integration struct {
	// Resource is that of the Task state, without a pattern's suffix, such as
	// arn:aws:states:::lambda:invoke. Required.
	Resource string
	// Arguments come before the payload, such as FunctionName. Optional.
	Arguments []Argument
	// Payload is the argument that carries the In. Optional: without it, the
	// members of the In are arguments themselves.
	Payload string
	// Result is the member of the answer that is the Out. Optional: without it,
	// the whole answer is.
	Result string
	// Token says that there is a .waitForTaskToken form.
	Token bool
	// Linked adds the ID of the execution to the argument Input, under the name by
	// which Step Functions finds the parent of an execution. Optional.
	Linked bool
	// Resources are the names that the definition mentions as ${Name}. Optional.
	Resources []Resource
}

// An Argument is a constant argument of a call.
type Argument struct{ Name, Value string }

// A Resource is something outside the workflow that its text names as ${Name}:
// CDK and SAM put an ARN there, the local runner a handler.
type Resource struct {
	Name string // the substitution
	Kind string // such as function or topic; see permissions.Kind
	// Machine is the workflow that the resource is, where it is one. Optional.
	Machine Definition
	// Handler serves the resource on the local runner: JSON in, JSON out.
	// Optional.
	Handler func(ctx context.Context, payload []byte) ([]byte, error)
	// In and Out are what the resource takes and gives, where that has types. A
	// workflow that uses one name with two pairs has a diagnostic. Optional.
	In, Out reflect.Type
}

func (r Resource) graph() *graph.Resource {
	own := &graph.Resource{Name: r.Name, Kind: r.Kind, Handler: r.Handler, In: r.In, Out: r.Out}
	if r.Machine != nil {
		own.Machine = r.Machine
	}
	return own
}

// Named is the text that stands for a resource in a payload, ${Name}: an ARN, a
// URL or a name, whatever the infrastructure fills in there.
func Named(r Resource) Val[string] {
	if r.Name == "" {
		return val[string](bad(caller(), "QS0012", "a resource has no name", "give it that of its substitution"))
	}
	return val[string](&graph.Named{Resource: r.graph()})
}

// NewCall makes a call of an integration.
func NewCall[In, Out any](i Integration) Call[In, Out] {
	c := &graph.Call{Resource: i.Resource, Payload: i.Payload, Result: i.Result, Token: i.Token, Linked: i.Linked,
		In: reflect.TypeFor[In](), Out: reflect.TypeFor[Out]()}
	for _, a := range i.Arguments {
		c.Arguments = append(c.Arguments, graph.Argument(a))
	}
	for _, r := range i.Resources {
		c.Resources = append(c.Resources, r.graph())
	}
	return Call[In, Out]{c}
}

// Resource gives the resource ARN that the call's Task states name, without a
// pattern's suffix.
func (c Call[In, Out]) Resource() string {
	if c.call == nil {
		return ""
	}
	return c.call.Resource
}

// Arguments gives the call's constant arguments, such as the function's name.
func (c Call[In, Out]) Arguments() []Argument {
	if c.call == nil {
		return nil
	}
	made := make([]Argument, len(c.call.Arguments))
	for i, a := range c.call.Arguments {
		made[i] = Argument(a)
	}
	return made
}

// Payload gives the argument that carries the In, such as Payload, or "" where the
// members of the In are arguments themselves.
func (c Call[In, Out]) Payload() string {
	if c.call == nil {
		return ""
	}
	return c.call.Payload
}

// Result gives the member of the answer that is the Out, such as Payload, or ""
// where all of it is.
func (c Call[In, Out]) Result() string {
	if c.call == nil {
		return ""
	}
	return c.call.Result
}

// NoCall is a call that could not be made; using it is a diagnostic with the
// message and the help.
func NoCall[In, Out any](message, help string) Call[In, Out] {
	return Call[In, Out]{&graph.Call{Problem: diag.Diagnostic{Severity: diag.Error, Code: "QS0026", Message: message, Help: help}}}
}
