package constructs

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"

	"github.com/quickstep-go/quickstep/constructs/internal/refusal"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/synth/permissions"
)

// What answering a task token takes, and what it takes to keep a task alive that
// has a heartbeat. (Step Functions Developer Guide, "Wait for a Callback with Task
// Token".)
var (
	answer = saying("answers task tokens of the machine", "states:SendTaskSuccess", "states:SendTaskFailure")
	beat   = saying("keeps tasks of the machine alive", "states:SendTaskHeartbeat")
)

// saying makes the statement of a grant about the machine.
func saying(reason string, actions ...string) func(permissions.Machine) []permissions.Statement {
	return func(m permissions.Machine) []permissions.Statement {
		return []permissions.Statement{{Actions: actions, Resources: []string{m.ARN}, Reasons: []permissions.Reason{{Why: reason}}}}
	}
}

// GrantTaskResponse lets a grantee answer the task tokens of this machine and of
// no other: success, failure and heartbeat. A function that a state hands a token
// has what it needs of the grant already.
func (w *Workflow) GrantTaskResponse(grantee awsiam.IGrantable) {
	w.grant("GrantTaskResponse", "TaskResponse", grantee, answer)
	w.grant("GrantTaskResponse", "TaskHeartbeat", grantee, beat)
}

// GrantTaskResponse lets a grantee answer the task tokens of this machine and of
// no other: success, failure and heartbeat.
func (i *ImportedWorkflow) GrantTaskResponse(grantee awsiam.IGrantable) {
	i.grant("GrantTaskResponse", "TaskResponse", grantee, answer)
	i.grant("GrantTaskResponse", "TaskHeartbeat", grantee, beat)
}

// GrantActivityWorker lets a grantee take the tasks of an activity that this
// workflow is bound to, and answer them. Where the activity has a key of the
// customer's, the grantee may use it for that.
func (w *Workflow) GrantActivityWorker(activity awsstepfunctions.IActivity, grantee awsiam.IGrantable) {
	const doing = "GrantActivityWorker"
	at := refusal.Caller()
	defer w.found.recovered(doing, at)
	if activity == nil {
		w.found.add(diag.Diagnostic{Severity: diag.Error, Code: codeProps, Position: at,
			Message: doing + " was given no activity", Help: "pass the activity that is bound to the workflow"})
		return
	}
	arn := *activity.ActivityArn()
	if !w.bindsARN(arn) {
		w.found.add(diag.Diagnostic{Severity: diag.Error, Code: codeBinding, Position: at,
			Message: doing + ": the activity is bound to no name of this workflow",
			Help:    "pass one that is in Bind"})
		return
	}
	w.grant(doing, "Worker-"+*activity.Node().Addr(), grantee, func(permissions.Machine) []permissions.Statement {
		return workingOn(activity, arn)
	})
}

// workingOn is what a worker of an activity needs.
func workingOn(activity awsstepfunctions.IActivity, arn string) []permissions.Statement {
	statements := []permissions.Statement{permissions.ActivityWorker(arn)}
	if key := activityKey(activity); key != nil {
		statements = append(statements, permissions.Statement{
			Actions: []string{"kms:Decrypt"}, Resources: []string{*key.KeyArn()},
			Condition: permissions.Condition{"StringEquals": {"kms:EncryptionContext:aws:states:activityArn": {arn}}},
			Reasons:   []permissions.Reason{{Why: "reads the activity's tasks"}},
		})
	}
	return statements
}

// bindsARN tells whether a name of the workflow is bound to what has an ARN.
func (w *Workflow) bindsARN(arn string) bool {
	for _, b := range w.bound {
		if b.arn == arn {
			return true
		}
	}
	return false
}

// grantTokens gives the grant to what the machine itself calls with a token.
func (w *Workflow) grantTokens(resources []resource, to map[string]bound, at diag.Position) {
	for _, r := range resources {
		if !r.token {
			continue
		}
		value := to[r.name].value
		if value == nil {
			continue // unbound, and reported
		}
		if grantee, ok := value.(awsiam.IGrantable); ok {
			if identity, ok := granteeOf(grantee); ok {
				w.attach("TaskResponse", identity, answer)
				if r.beats {
					w.attach("TaskHeartbeat", identity, beat)
				}
				continue
			}
		}
		if kind := to[r.name].kind; kind != "" && kind != permissions.Function {
			continue // a queue or a topic answers nothing: its readers do
		}
		w.found.add(diag.Diagnostic{
			Severity: diag.Warning, Code: codeTokenSender, Position: at,
			Message: fmt.Sprintf("%q answers a task token (%s), but its role is not known here, so it was not given the permission to", r.name, usedBy(r)),
			Help:    "bind the function's construct instead of its ARN, or call GrantTaskResponse with its role",
		})
	}
}
