package constructs

import (
	construct "github.com/aws/constructs-go/constructs/v10"

	"github.com/quickstep-go/quickstep/constructs/internal/refusal"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/synth/permissions"
)

// Resource is one name of a text, for tests.
type Resource struct {
	Name   string
	Kind   permissions.Kind
	States []string
	Token  bool
}

// FromText makes a workflow of any text, for tests.
func FromText(scope construct.Construct, id *string, text string, resources []Resource, statements []permissions.Statement, props *WorkflowProps) *Workflow {
	bp := blueprint{text: text}
	bp.derive = func(permissions.Options) ([]permissions.Statement, diag.List) { return statements, nil }
	for _, r := range resources {
		bp.resources = append(bp.resources, resource{r.Name, r.Kind, r.States, r.Token, false})
	}
	return newWorkflow(scope, id, bp, nil, props, refusal.Caller())
}

// Wrong makes a workflow whose definition has mistakes, for tests.
func Wrong(scope construct.Construct, id *string, wrong diag.List) *Workflow {
	return newWorkflow(scope, id, blueprint{}, wrong, &WorkflowProps{}, refusal.Caller())
}
