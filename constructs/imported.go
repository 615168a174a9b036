package constructs

import (
	"fmt"
	"strings"

	construct "github.com/aws/constructs-go/constructs/v10"

	"github.com/quickstep-go/quickstep/constructs/internal/refusal"
	"github.com/quickstep-go/quickstep/diag"
)

// ImportedWorkflow is a state machine that another app or stack deploys. It can
// be bound to a name in a workflow, others can be granted its use, and its metrics
// can be watched.
type ImportedWorkflow struct {
	construct.Construct
	executable
}

// FromArn imports a state machine by its ARN, which may be a CDK token such as
// the value of a parameter. The ARN of an alias or a version imports that.
func FromArn(scope construct.Construct, id *string, arn *string) *ImportedWorkflow {
	at := refusal.Caller()
	i := &ImportedWorkflow{}
	i.found = &problems{at: i}
	d := placeIn(scope, id, i, at)
	i.at = i
	if d != nil {
		i.found.add(*d)
	}
	defer i.found.recovered("FromArn", at)
	if d := wrongMachineARN(arn, at); d != nil {
		i.found.add(*d)
		return i
	}
	i.here = identity{arn: *arn, executions: executionsOf(*arn)}
	i.byName = i.here
	if machine, ok := qualified(*arn); ok {
		i.started, i.here.arn, i.byName.arn = *arn, machine, machine
	}
	return i
}

// Diagnostics gives what was found so far; see [Workflow.Diagnostics].
func (i *ImportedWorkflow) Diagnostics() diag.List { return i.found.list }

// Err gives an error with the mistakes found so far, or nil; see [Workflow.Err].
func (i *ImportedWorkflow) Err() error { return i.found.list.Err() }

// qualified takes an alias or a version off a machine's ARN, and tells whether
// there was one. Of an ARN that only the deployment knows, it cannot tell.
func qualified(arn string) (machine string, ok bool) {
	if strings.Contains(arn, "${Token[") {
		return arn, false
	}
	parts := strings.Split(arn, ":")
	if len(parts) != 8 {
		return arn, false
	}
	return strings.Join(parts[:7], ":"), true
}

func wrongMachineARN(arn *string, at diag.Position) *diag.Diagnostic {
	const help = "pass one such as arn:aws:states:eu-central-1:123456789012:stateMachine:orders, or a token that stands for one"
	if arn == nil || *arn == "" {
		return &diag.Diagnostic{Severity: diag.Error, Code: codeProps, Position: at, Message: "FromArn was given no ARN", Help: help}
	}
	if strings.Contains(*arn, "${Token[") {
		return nil
	}
	parts := strings.Split(*arn, ":")
	if inService(*arn, "states") && len(parts) >= 7 && len(parts) <= 8 && parts[5] == "stateMachine" {
		return nil
	}
	return &diag.Diagnostic{Severity: diag.Error, Code: codeProps, Position: at,
		Message: fmt.Sprintf("FromArn: %q is not the ARN of a state machine", *arn), Help: help}
}
