package constructs

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/synth/permissions"
)

// What answering a task token takes, and what it takes to keep a task alive that
// has a heartbeat. (Step Functions Developer Guide, "Wait for a Callback with Task
// Token".)
var (
	answer = []string{"states:SendTaskSuccess", "states:SendTaskFailure"}
	beat   = []string{"states:SendTaskHeartbeat"}
)

// GrantTaskResponse lets a grantee answer the task tokens of this machine and of
// no other: success, failure and heartbeat. The grant is a policy of its own,
// which neither the machine nor the grantee waits for, so it can be given to a
// function that the machine calls.
//
// The grantee is a role, or something that has one, such as a Lambda function.
// A function that a state hands a token has what it needs of the grant already.
func (w *Workflow) GrantTaskResponse(grantee awsiam.IGrantable) {
	at := caller()
	defer w.found.recovered("GrantTaskResponse", at)
	if w.machine == nil {
		return
	}
	role, ok := roleOf(grantee)
	if !ok {
		w.found.add(diag.Diagnostic{
			Severity: diag.Error, Code: codeTokenSender, Position: at,
			Message: fmt.Sprintf("GrantTaskResponse: a %T has no role that a policy could be attached to", grantee),
			Help:    "pass a role, or a construct that has one",
		})
		return
	}
	w.attach("TaskResponse", role, answer)
	w.attach("TaskHeartbeat", role, beat)
}

// attach lets a role act on the machine, by a policy of its own for each role.
func (w *Workflow) attach(name string, role awsiam.IRole, actions []string) {
	id := name + "-" + *role.Node().Addr()
	if taken(w, id) {
		return
	}
	policy := awsiam.NewPolicy(w, &id, &awsiam.PolicyProps{
		Roles: &[]awsiam.IRole{role},
		Statements: &[]awsiam.PolicyStatement{awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
			Actions: jsii.Strings(actions...), Resources: &[]*string{w.machine.StateMachineArn()},
		})},
	})
	w.late = append(w.late, policy)
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
			if role, ok := roleOf(grantee); ok {
				w.attach("TaskResponse", role, answer)
				if r.beats {
					w.attach("TaskHeartbeat", role, beat)
				}
				continue
			}
		}
		if r.kind != "" && r.kind != permissions.Function {
			continue // a queue or a topic answers nothing: its readers do
		}
		w.found.add(diag.Diagnostic{
			Severity: diag.Warning, Code: codeTokenSender, Position: at,
			Message: fmt.Sprintf("%q answers a task token (%s), but its role is not known here, so it was not given the permission to", r.name, usedBy(r)),
			Help:    "bind the function's construct instead of its ARN, or call GrantTaskResponse with its role",
		})
	}
}

// roleOf gives the role behind a grantee.
func roleOf(grantee awsiam.IGrantable) (awsiam.IRole, bool) {
	if grantee == nil {
		return nil, false
	}
	if owner, ok := grantee.(interface{ Role() awsiam.IRole }); ok {
		if role := owner.Role(); role != nil {
			return role, true
		}
	}
	if role, ok := grantee.(awsiam.IRole); ok {
		return role, true
	}
	role, ok := grantee.GrantPrincipal().(awsiam.IRole)
	return role, ok
}
