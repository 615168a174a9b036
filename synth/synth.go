// Package synth lowers a workflow to Amazon States Language text.
//
// The text is what the local runner executes and what CDK deploys. It is
// deterministic and meant to be read: values are variables only where they must
// be, a state puts its value out only where somebody reads it, and constants
// stand as JSON. Resources are named as ${Name}, which CDK's
// DefinitionSubstitutions and SAM's both fill.
//
// A workflow is planned alike in both query languages: which values need a
// variable, and where a state must be inserted. What stands in the fields of the
// states is JSONata, or JSONPath where the workflow was defined so; JSONPath needs
// more states, and what it cannot say is a diagnostic.
//
// Goals: readable text, every problem of the builder's program at once, and the
// way back from the text to the Go line. Non-goals: running, drawing and
// deploying; see packages runner, draw and constructs.
package synth

import (
	"context"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/asl/check"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/synth/permissions"
)

// Output is a workflow in the form in which it leaves Go.
type Output struct {
	// Name is the workflow's name.
	Name string
	// Definition is the ASL text, with ${Name} where a resource is named.
	Definition string
	// Resources are those names, in the order of their first use.
	Resources []Resource
	// Permissions are the IAM statements that the machine's role needs for its
	// tasks, each with the reason.
	Permissions []permissions.Statement
	// Stated is what the calls' authors stated with AllowedOn, by state; it is for
	// deriving permissions anew with what else is known.
	Stated map[string][]string
	// Actions is what the calls' authors stated with AllowedTo, by operation, such as
	// ec2:runInstances; it is for deriving permissions anew as well.
	Actions map[string][]string
	// Calls are the types of what Task states send and get, by state.
	Calls map[string]Call
	// Machine is the definition as data, with positions in its text.
	Machine *asl.StateMachine
	// Inserted are the names of states that the author did not write: where the
	// language needs one, and where an error is thrown.
	Inserted []string
	// Source leads from a JSON pointer into the definition, such as
	// /States/Charge, to the line of Go that made it.
	Source map[string]diag.Position
	// Warnings are what is likely a mistake and no error, each at its line of Go.
	Warnings diag.List
}

// A Resource is something that the definition names as ${Name}.
type Resource struct {
	Name   string
	Kind   string   // such as function or topic; see permissions.Kind
	States []string // that call it, in the order of the text
	Token  bool     // that one of them hands it a task token
	// Machine is the workflow that the resource is, where it is one.
	Machine dsl.Definition
	// Handler serves the resource on the local runner, where the workflow brings
	// one.
	Handler func(ctx context.Context, payload []byte) ([]byte, error)
	// In and Out are what a function takes and gives in Go; nil where that is not known.
	In, Out reflect.Type
}

// Workflow lowers a workflow. Its error holds a [diag.List] with all that is
// wrong, each at the line of Go where it is; see [diag.FromError].
func Workflow(w dsl.Definition) (*Output, error) {
	if w == nil {
		w = (*dsl.Workflow[struct{}, struct{}])(nil) // which tells of itself
	}
	machine, found := w.Graph()
	p := newPlan(machine)
	p.loops(machine.Body)
	p.clashes()
	p.list()
	p.check()
	p.assigned()
	p.complete()
	p.checkHeavy()
	p.nameStates()
	all := append(append(diag.List{}, found...), p.found...)
	if all.HasErrors() {
		return nil, once(all).Err()
	}
	p.nameVariables()
	p.nameCaptures()
	p.live()
	p.prefer()
	definition := p.definition()
	out := &Output{
		Name:       machine.Name,
		Definition: written(definition),
		Resources:  p.resources(),
		Stated:     p.stated(),
		Actions:    p.actions(),
		Calls:      p.calls(),
		Inserted:   p.inserted(),
		Source:     p.source,
	}
	long := p.checkLength(out.Definition, definition)
	if len(out.Definition) > asl.MaxSize { // which nobody reads
		return nil, append(all, long...).Err()
	}
	out.Machine, found = asl.Parse([]byte(out.Definition))
	found = append(found, hardened(check.Machine(out.Machine, check.NoPractice()))...)
	var derived diag.List
	out.Permissions, derived = permissions.Derive(out.Machine, out.PermissionOptions(permissions.Options{Resources: out.known()}))
	all = append(all, out.Locate(append(p.unanswered(found, derived), derived...))...)
	all = append(all, long...)
	if all.HasErrors() {
		return nil, all.Err()
	}
	out.Warnings = all.Filter(diag.Warning)
	return out, nil
}

// once sorts diagnostics, and leaves out what is said twice, such as of two operands
// that are the same zero Val.
func once(all diag.List) diag.List {
	all.Sort()
	type told struct {
		at            diag.Position
		code, message string
	}
	known := map[told]bool{}
	return slices.DeleteFunc(all, func(d diag.Diagnostic) bool {
		t := told{d.Position, d.Code, d.Message}
		defer func() { known[t] = true }()
		return known[t]
	})
}

// tooLargeValue is the checker's rule of what is too large to be assigned or passed on.
const tooLargeValue = "QS3015"

// hardened makes errors of warnings that are sure to fail an execution: what a
// builder's text holds and no state can take.
func hardened(found diag.List) diag.List {
	for i := range found {
		if found[i].Code == tooLargeValue {
			found[i].Severity = diag.Error
		}
	}
	return found
}

// Named lists the resources of a kind, by name.
func (o *Output) Named(kind string) []string {
	var names []string
	for _, r := range o.Resources {
		if r.Kind == kind {
			names = append(names, r.Name)
		}
	}
	return names
}

// Locate gives diagnostics about the definition's text the position of the Go
// code that made that place.
func (o *Output) Locate(found diag.List) diag.List {
	located := make(diag.List, len(found))
	for i, d := range found {
		located[i] = d
		for pointer := d.Position.Pointer; ; pointer = pointer[:strings.LastIndexByte(pointer, '/')] {
			if at, ok := o.Source[pointer]; ok {
				at.Pointer = d.Position.Pointer
				located[i].Position = at
				break
			}
			if pointer == "" {
				break
			}
		}
	}
	return located
}

// known is what the workflow itself says of its resources.
func (o *Output) known() []permissions.Resource {
	made := make([]permissions.Resource, len(o.Resources))
	for i, r := range o.Resources {
		made[i] = permissions.Resource{Name: r.Name, Kind: permissions.Kind(r.Kind)}
	}
	return made
}

func (p *plan) inserted() (names []string) {
	for _, s := range p.all {
		if s.Made {
			names = append(names, s.Name)
		}
	}
	return names
}

// resources lists the machine's resources with the states that use them.
func (p *plan) resources() []Resource {
	made := make([]Resource, 0, len(p.machine.Resources))
	at := map[string]int{}
	for _, r := range p.machine.Resources {
		at[r.Name] = len(made)
		made = append(made, Resource{Name: r.Name, Kind: r.Kind, Machine: r.Machine, Handler: r.Handler, In: r.In, Out: r.Out})
	}
	used := map[string]bool{}
	for _, s := range p.all {
		for _, r := range s.resources() {
			i := at[r.Name]
			if n := len(made[i].States); n > 0 && made[i].States[n-1] == s.Name {
				continue
			}
			made[i].States = append(made[i].States, s.Name)
			made[i].Token = made[i].Token || s.Token != nil
			used[r.Name] = true
		}
	}
	kept := made[:0]
	for _, r := range made {
		if used[r.Name] {
			kept = append(kept, r)
		}
	}
	return kept
}

// resources gives those that a state itself names.
func (s *state) resources() []*graph.Resource {
	switch {
	case s.Kind == graph.Task:
		return s.Call.Resources
	case s.Distributed != nil:
		return s.Distributed.Resources
	}
	return nil
}

func itoa(i int) string { return strconv.Itoa(i) }
