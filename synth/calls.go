package synth

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
	"github.com/quickstep-go/quickstep/synth/permissions"
)

// A Call is what a Task state sends to what it calls, and gets of it, in Go.
type Call struct{ In, Out reflect.Type }

// PermissionOptions gives the options for deriving the permissions anew: own, and what
// authors stated about calls of which own says nothing.
func (o *Output) PermissionOptions(own permissions.Options) permissions.Options {
	own.On = over(o.Stated, own.On)
	own.Actions = over(o.Actions, own.Actions)
	return own
}

// over gives what is stated, and own in its place where both say something.
func over(stated, own map[string][]string) map[string][]string {
	all := make(map[string][]string, len(stated)+len(own))
	maps.Copy(all, stated)
	maps.Copy(all, own)
	return all
}

// stated gathers what authors stated about the resources of their calls.
func (p *plan) stated() map[string][]string {
	on := map[string][]string{}
	for _, s := range p.all {
		arns := s.On
		if s.Kind == graph.Task {
			arns = append(p.merged(s), s.Call.On...)
		}
		if len(arns) > 0 {
			on[s.Name] = arns
		}
	}
	return on
}

// actions gathers what authors stated about the actions of their calls.
func (p *plan) actions() map[string][]string {
	stated := map[string][]string{}
	for _, s := range p.all {
		if s.Kind != graph.Task || len(s.Call.Actions) == 0 {
			continue
		}
		if operation, ok := strings.CutPrefix(s.Call.Resource, "arn:aws:states:::aws-sdk:"); ok {
			stated[operation] = append(stated[operation], s.Call.Actions...)
		}
	}
	return stated
}

// calls gives the types of each Task state's call.
func (p *plan) calls() map[string]Call {
	calls := map[string]Call{}
	for _, s := range p.all {
		if s.Kind == graph.Task && s.Call.In != nil {
			calls[s.Name] = Call{s.Call.In, s.Call.Out}
		}
	}
	return calls
}

// merged gives the resources of a call whose constant arguments are merged with
// its payload by an expression, in which nobody else finds them.
func (p *plan) merged(s *state) (arns []string) {
	if p.isJSONPath(s) || s.Call.Payload != "" || len(s.Call.Arguments) == 0 || (jsonataFields{p}).argument(s).Kind() == jsonvalue.Object {
		return nil
	}
	for _, r := range s.Call.Resources {
		arns = append(arns, "${"+r.Name+"}")
	}
	return arns
}

// unanswered leaves out warnings of calls that the checker does not know where their
// authors state the actions, or where permissions does not know them either and says so.
func (p *plan) unanswered(found, derived diag.List) diag.List {
	answered := map[string]bool{}
	for _, s := range p.all {
		answered[s.Name] = s.Kind == graph.Task && len(s.Call.Actions) > 0
	}
	for _, d := range derived {
		if d.Code == permissions.CodeUnknownAction || d.Code == permissions.CodeUnknownCall {
			answered[d.State] = true
		}
	}
	return slices.DeleteFunc(found, func(d diag.Diagnostic) bool {
		return d.Code == unknownCall && d.Severity == diag.Warning && answered[d.State]
	})
}

// unknownCall is the checker's rule of calls of the AWS SDK that there are not.
const unknownCall = "QS6006"
