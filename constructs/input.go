package constructs

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/dsl"
)

// Input is a constant input of one workflow.
type Input struct {
	of    dsl.Definition
	value any
}

// InputOf makes a constant input of a workflow's own input type, so that the
// compiler checks it. It is written as encoding/json writes it. CDK tokens in
// its strings, such as the name of another resource, are filled in when the
// stack is deployed, and what EventBridge Scheduler calls context attributes, such
// as <aws.scheduler.scheduled-time>, for each execution that it starts (EventBridge
// Scheduler User Guide, "Adding context attributes").
func InputOf[In, Out any](w *dsl.Workflow[In, Out], in In) *Input {
	return &Input{of: w, value: in}
}

// InputFrom makes a constant input of any value that encoding/json writes, for a
// workflow that comes from a file; see [FromASL].
func InputFrom(value any) *Input { return &Input{value: value} }

// inputText gives an input as JSON, or what is wrong with it.
func (w *Workflow) inputText(in *Input, doing string, at diag.Position) (string, *diag.Diagnostic) {
	if in == nil {
		return "{}", nil
	}
	if w.definition != nil && in.of != w.definition {
		of := "no workflow"
		if in.of != nil {
			of = fmt.Sprintf("workflow %q", in.of.Name())
		}
		return "", &diag.Diagnostic{Severity: diag.Error, Code: codeProps, Position: at,
			Message: fmt.Sprintf("%s: Input is one of %s, and this is workflow %q", doing, of, w.definition.Name()),
			Help:    "make it with InputOf and this workflow"}
	}
	var text bytes.Buffer
	writer := json.NewEncoder(&text)
	writer.SetEscapeHTML(false) // Scheduler would not know <aws.scheduler.…> again
	if err := writer.Encode(in.value); err != nil {
		return "", &diag.Diagnostic{Severity: diag.Error, Code: codeProps, Position: at,
			Message: fmt.Sprintf("%s: Input cannot be written as JSON: %v", doing, err),
			Help:    "give the input type fields that encoding/json knows"}
	}
	return strings.TrimSuffix(text.String(), "\n"), nil
}
