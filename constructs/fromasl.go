package constructs

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"

	construct "github.com/aws/constructs-go/constructs/v10"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/asl/check"
	"github.com/quickstep-go/quickstep/constructs/internal/refusal"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
	"github.com/quickstep-go/quickstep/synth/permissions"
)

// FromASL puts a state machine under a scope whose definition is a file of Amazon
// States Language, in JSON or YAML: *.asl.json, *.asl.yaml or *.asl.yml. The path
// is seen from the working directory, which is the folder of cdk.json under the
// cdk command. The definition's ${Name} are what Bind gives a resource for; the
// role's statements are derived from the text, and what the checker finds is
// reported at the file's lines. Definition is not set in the props.
func FromASL(scope construct.Construct, id *string, file *string, props *WorkflowProps) *Workflow {
	at := refusal.Caller()
	if props == nil {
		props = &WorkflowProps{}
	}
	bp, found := blueprint{}, diag.List{}
	switch {
	case file == nil || *file == "":
		found.Add(missing("FromASL", "the file", `pass its path, such as new("orders.asl.yaml")`, at))
	case props.Definition != nil:
		found.Add(diag.Diagnostic{Severity: diag.Error, Code: codeProps, Position: at,
			Message: "FromASL: Definition is set, and so is the file", Help: "leave Definition out, or call NewWorkflow"})
	default:
		bp, found = read(*file, props, at)
	}
	return newWorkflow(scope, id, bp, found, props, at)
}

// read makes the blueprint of a file.
func read(file string, props *WorkflowProps, at diag.Position) (blueprint, diag.List) {
	text, err := os.ReadFile(file)
	if err != nil {
		return blueprint{}, diag.List{{Severity: diag.Error, Code: codeDefinition, Position: at,
			Message: fmt.Sprintf("FromASL: the definition cannot be read: %v", err),
			Help:    "give the path as it is seen from the working directory"}}
	}
	m, found := asl.Parse(text, asl.File(file))
	if m == nil {
		return blueprint{}, found
	}
	found = append(found, check.Machine(m, check.Type(props.execution()))...)
	found.Sort()
	if found.HasErrors() {
		return blueprint{}, found
	}
	bp := blueprint{text: string(text), resources: named(m)}
	if !json.Valid(text) {
		bp.text = string(m.Text())
	}
	bp.derive = func(o permissions.Options) ([]permissions.Statement, diag.List) { return permissions.Derive(m, o) }
	return bp, found
}

// substitution is a name in a text for which CloudFormation fills something in.
var substitution = regexp.MustCompile(`\$\{([A-Za-z0-9_]+)\}`)

// named gives the substitutions of a machine, in the order of the text, with the
// states that have them.
func named(m *asl.StateMachine) []resource {
	var all []resource
	at := make(map[string]int)
	note := func(text, state string) *resource {
		i, ok := at[text]
		if !ok {
			i = len(all)
			at[text], all = i, append(all, resource{name: text})
		}
		if state != "" && !slices.Contains(all[i].states, state) {
			all[i].states = append(all[i].states, state)
		}
		return &all[i]
	}
	for place := range m.Walk() {
		task, _ := place.State.(*asl.Task)
		waits := task != nil && strings.HasSuffix(task.Resource, ".waitForTaskToken")
		for _, found := range substitutionsIn(asl.StateValue(place.State)) {
			r := note(found.name, place.Name)
			if r.kind == "" {
				r.kind = found.kind
			}
			r.token = r.token || waits
			r.beats = r.beats || waits && beats(task)
		}
	}
	for _, found := range substitution.FindAllStringSubmatch(string(m.Text()), -1) {
		note(found[1], "") // such as one in a comment of the machine
	}
	return all
}

// use is one place in a text where something is filled in.
type use struct {
	name string
	kind permissions.Kind // where the place tells
}

// inner are the fields of a state that hold other states.
var inner = []string{"Branches", "ItemProcessor", "Iterator"}

// calledByName are the arguments that take neither an ARN nor anything that
// could be one: what is bound by its ARN alone is written there in another form.
var calledByName = map[string]permissions.Kind{"QueueUrl": permissions.Queue, "Bucket": permissions.Bucket}

// substitutionsIn gives the substitutions of a state, without those of the states
// inside it.
func substitutionsIn(state jsonvalue.Value) []use {
	var all []use
	var look func(field string, v jsonvalue.Value)
	look = func(field string, v jsonvalue.Value) {
		for _, found := range substitution.FindAllStringSubmatch(v.Text(), -1) {
			u := use{name: found[1]}
			if v.Text() == found[0] {
				u.kind = calledByName[field]
			}
			all = append(all, u)
		}
		for _, item := range v.Items() {
			look(field, item)
		}
		for _, m := range v.Members() {
			for _, found := range substitution.FindAllStringSubmatch(m.Name, -1) {
				all = append(all, use{name: found[1]})
			}
			look(m.Name, m.Value)
		}
	}
	for _, m := range state.Members() {
		if !slices.Contains(inner, m.Name) {
			look(m.Name, m.Value)
		}
	}
	return all
}
