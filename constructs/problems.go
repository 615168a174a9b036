package constructs

import (
	"runtime"
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	construct "github.com/aws/constructs-go/constructs/v10"

	"github.com/quickstep-go/quickstep/constructs/internal/refusal"
	"github.com/quickstep-go/quickstep/diag"
)

// The codes of what this package reports, besides those of package refusal.
const (
	codeDefinition  = "QS8001" // there is no definition, or a wrong one
	codeUnbound     = "QS8002" // the definition names a resource that nothing is bound to
	codeUnknown     = "QS8003" // Bind has a name that the definition does not
	codeBinding     = "QS8004" // what is bound is of the wrong kind, or has no ARN
	codeProps       = "QS8006" // a prop is missing or out of range
	codeTokenSender = "QS8007" // a function needs a grant that cannot be given here
	codeID          = "QS8008" // the id of a part is missing or taken
	codeRedrive     = "QS8009" // a queue that starts executions has no dead-letter queue
)

// problems are the diagnostics of one construct, which are CDK annotations at
// the same time.
type problems struct {
	at   construct.IConstruct
	list diag.List
}

// add records a diagnostic and annotates the construct with it, once.
func (p *problems) add(d diag.Diagnostic) {
	if d.Severity == 0 {
		d.Severity = diag.Error
	}
	if slices.Contains(p.list, d) {
		return
	}
	p.list.Add(d)
	notes := awscdk.Annotations_Of(p.at)
	switch d.Severity {
	case diag.Error:
		notes.AddError(new(d.String()))
	case diag.Warning:
		notes.AddWarningV2(new("quickstep:"+d.Code), new(d.String()))
	default:
		notes.AddInfoV2(new("quickstep:"+d.Code), new(d.String()))
	}
}

// recovered turns a panic of CDK into a diagnostic; it must be deferred. A
// fault of Go's runtime is a bug and goes on.
func (p *problems) recovered(doing string, at diag.Position) {
	cause := recover()
	if cause == nil {
		return
	}
	if bug, ok := cause.(runtime.Error); ok {
		panic(bug)
	}
	p.add(refusal.Of(cause, doing+" of "+*p.at.Node().Path(), at))
}
