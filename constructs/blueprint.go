package constructs

import (
	"maps"
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/asl/check"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/synth"
	"github.com/quickstep-go/quickstep/synth/permissions"
)

// blueprint is what a state machine is made of, wherever its text came from.
type blueprint struct {
	text      string // ASL, with ${Name} for each resource
	resources []resource

	// derive gives the IAM statements that the machine's role needs, from what
	// the app knows of the machine and its resources.
	derive func(permissions.Options) ([]permissions.Statement, diag.List)
}

// lowered makes the blueprint of a workflow for a type of machine.
func lowered(w dsl.Definition, as asl.ExecutionType) (blueprint, diag.List) {
	out, err := synth.Workflow(w)
	if err != nil {
		found, ok := diag.FromError(err)
		if !ok {
			found = diag.List{{Severity: diag.Error, Code: codeDefinition, Message: err.Error()}}
		}
		return blueprint{}, found
	}
	var found diag.List
	if as == asl.Express { // synth has checked it as a Standard one
		found = out.Locate(check.Machine(out.Machine, check.NoPractice(), check.Type(as)))
	}
	bp := blueprint{text: out.Definition}
	beating := heartbeats(&out.Machine.States)
	for _, r := range out.Resources {
		beats := r.Token && slices.ContainsFunc(r.States, func(name string) bool { return beating[name] })
		bp.resources = append(bp.resources, resource{r.Name, permissions.Kind(r.Kind), r.States, r.Token, beats})
	}
	bp.derive = func(o permissions.Options) ([]permissions.Statement, diag.List) {
		statements, found := permissions.Derive(out.Machine, out.PermissionOptions(o))
		return statements, out.Locate(found)
	}
	return bp, found
}

// heartbeats gives the names of the tasks that expect heartbeats.
func heartbeats(states *asl.States) map[string]bool {
	found := make(map[string]bool)
	for name, state := range states.All() {
		if task, ok := state.(*asl.Task); ok && beats(task) {
			found[name] = true
		}
		for _, scope := range asl.Inner(state) {
			maps.Copy(found, heartbeats(scope.States))
		}
	}
	return found
}

func beats(t *asl.Task) bool { return t.HeartbeatSeconds.Exists() || t.HeartbeatSecondsPath != "" }

// resource is one ${Name} of the text.
type resource struct {
	name   string
	kind   permissions.Kind
	states []string // that use it, in the order of the text
	token  bool     // a state waits for it to send back a task token
	beats  bool     // and it must send heartbeats until then
}

// refused is the text of a machine whose definition is wrong. Such a machine is
// never deployed, as its construct carries an error; it stands there so that
// what refers to it can be built, and be checked in the same run.
const refused = `{"StartAt":"Refused","States":{"Refused":{"Type":"Fail","Error":"WrongDefinition"}}}`

// document writes statements as an IAM policy document.
func document(statements []permissions.Statement, fill func(string) string) map[string]any {
	list := make([]any, len(statements))
	for i, s := range statements {
		one := map[string]any{
			"Effect":   "Allow",
			"Action":   s.Actions,
			"Resource": all(s.Resources, fill),
		}
		if len(s.Condition) > 0 {
			one["Condition"] = conditions(s.Condition, fill)
		}
		list[i] = one
	}
	return map[string]any{"Version": "2012-10-17", "Statement": list}
}

func conditions(from permissions.Condition, fill func(string) string) map[string]any {
	filled := make(map[string]any, len(from))
	for operator, keys := range from {
		of := make(map[string]any, len(keys))
		for key, values := range keys {
			of[key] = all(values, fill)
		}
		filled[operator] = of
	}
	return filled
}

func all(texts []string, fill func(string) string) []string {
	filled := make([]string, len(texts))
	for i, text := range texts {
		filled[i] = fill(text)
	}
	return filled
}

// reasons writes why the role has each statement, for the template's metadata.
func reasons(statements []permissions.Statement) []any {
	list := make([]any, len(statements))
	for i, s := range statements {
		one := map[string]any{"Action": s.Actions, "Why": why(s.Reasons)}
		if s.Wildcard != "" {
			one["Wildcard"] = s.Wildcard
		}
		list[i] = one
	}
	return list
}

func why(needs []permissions.Reason) []string {
	lines := make([]string, len(needs))
	for i, n := range needs {
		lines[i] = n.Why
		if len(n.States) > 0 {
			lines[i] = strings.Join(n.States, ", ") + ": " + n.Why
		}
	}
	return lines
}
