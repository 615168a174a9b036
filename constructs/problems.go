package constructs

import (
	"fmt"
	"runtime"
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	construct "github.com/aws/constructs-go/constructs/v10"

	"github.com/quickstep-go/quickstep/diag"
)

// The codes of what this package reports.
const (
	codeDefinition  = "QS8001" // there is no definition, or a wrong one
	codeUnbound     = "QS8002" // the definition names a resource that nothing is bound to
	codeUnknown     = "QS8003" // Bind has a name that the definition does not
	codeBinding     = "QS8004" // what is bound is of the wrong kind, or has no ARN
	codeCDK         = "QS8005" // CDK refused
	codeProps       = "QS8006" // a prop is missing or out of range
	codeTokenSender = "QS8007" // a function needs a grant that cannot be given here
	codeID          = "QS8008" // the id is missing or taken
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
	p.add(refusal(cause, doing+" of "+*p.at.Node().Path(), at))
}

// refusal words a panic of CDK.
func refusal(cause any, doing string, at diag.Position) diag.Diagnostic {
	text := strings.TrimSpace(fmt.Sprint(cause))
	return diag.Diagnostic{
		Severity: diag.Error,
		Code:     codeCDK,
		Message:  fmt.Sprintf("%s: CDK refused: %s", doing, text),
		Help:     remedy(text),
		Position: at,
	}
}

// remedies are what CDK's and jsii's messages mean for somebody writing Go.
var remedies = []struct{ says, do string }{
	{"There is already a Construct with name", "give one of the two another id"},
	{"executable file not found", "install Node.js, or set JSII_NODE to its path"},
	{"is required, but has nil value", "set that field of the props: it is required"},
	{"is required, but nil was provided", "pass that argument: it is required"},
	{"to resolve() a Construct", "pass the construct's ARN or name instead of the construct"},
	{"should be created in the scope of a Stack", "pass a stack, or a construct inside one, as the scope"},
	{"parameter list must be one of the allowed types", "pass a value of one of the types it lists"},
	{"cyclic", "make one of the two refer to the other by name instead of by reference: a workflow with a Name is granted and called by it"},
	{"State Machine name must", "leave Name out, or choose a name of 1 to 80 letters, digits and + ! @ . ( ) - = _ '"},
}

func remedy(text string) string {
	for _, r := range remedies {
		if strings.Contains(text, r.says) {
			return r.do
		}
	}
	return ""
}
