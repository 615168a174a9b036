package constructs

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"

	"github.com/quickstep-go/quickstep/diag"
)

const (
	// maxDefinition is the most characters of a definition. (Step Functions
	// Developer Guide, "Service quotas".)
	maxDefinition = 1 << 20

	// maxInline is the most bytes of a definition inside the template, which has
	// room for a megabyte altogether; larger ones are assets.
	maxInline = 256 << 10
)

// definitionBody gives a definition to CDK: as a part of the template, or as a
// file beside it where it is large. Either way it is one call.
func definitionBody(text string, staged bool) (body awsstepfunctions.DefinitionBody, done func(), err error) {
	if len(text) <= maxInline {
		return awsstepfunctions.DefinitionBody_FromString(&text), func() {}, nil
	}
	dir, err := os.MkdirTemp("", "quickstep")
	if err != nil {
		return nil, nil, err
	}
	done = func() {}
	if staged {
		done = func() { os.RemoveAll(dir) } // CDK has its copy by then
	}
	file := filepath.Join(dir, "definition.asl.json")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		done()
		return nil, nil, err
	}
	return awsstepfunctions.DefinitionBody_FromFile(&file, nil), done, nil
}

// staged tells whether CDK copies assets into its output. With staging switched
// off, as local test tools want it, templates refer to the files themselves. It is
// asked of every machine, so that each costs the same calls.
func (w *Workflow) staged() bool {
	return w.Node().TryGetContext(new("aws:cdk:disable-asset-staging")) == nil
}

func tooLarge(size int, at diag.Position) diag.Diagnostic {
	return diag.Diagnostic{Severity: diag.Error, Code: codeDefinition, Position: at,
		Message: fmt.Sprintf("the definition has %d bytes; a state machine takes %d at most", size, maxDefinition),
		Help:    "move parts of it into workflows of their own"}
}
