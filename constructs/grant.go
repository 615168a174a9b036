package constructs

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"

	"github.com/quickstep-go/quickstep/constructs/internal/refusal"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/synth/permissions"
)

// Each grant is a policy of its own, which neither the machine nor the grantee
// waits for, so that a function which the machine calls may be a grantee too.
// A grantee is a role, a user or a group, or something that has a role, such as a
// Lambda function.

// GrantStart lets a grantee start executions.
func (e *executable) GrantStart(grantee awsiam.IGrantable) {
	e.grant("GrantStart", "Start", grantee, func(m permissions.Machine) []permissions.Statement {
		return []permissions.Statement{permissions.Starter(m)}
	})
}

// GrantStartSync lets a grantee run executions of an Express machine and wait for
// their results.
func (e *executable) GrantStartSync(grantee awsiam.IGrantable) {
	if e.kind != "" && !e.express() {
		e.found.add(diag.Diagnostic{Severity: diag.Error, Code: codeProps, Position: refusal.Caller(),
			Message: "GrantStartSync: only an Express machine can be waited for",
			Help:    "set Type to awsstepfunctions.StateMachineType_EXPRESS, or grant with GrantStart"})
		return
	}
	e.grant("GrantStartSync", "StartSync", grantee, func(m permissions.Machine) []permissions.Statement {
		return e.readingKey(m, permissions.SyncStarter(m))
	})
}

// GrantRead lets a grantee look at the machine and, where it is no Express one, at
// its executions and their histories.
func (e *executable) GrantRead(grantee awsiam.IGrantable) {
	e.grant("GrantRead", "Read", grantee, func(m permissions.Machine) []permissions.Statement {
		m.ARN = e.machineOf(m)
		if e.express() {
			return e.readingKey(m, permissions.ExpressReader(m))
		}
		return e.readingKey(m, permissions.Readers(m)...)
	})
}

// GrantRedrive lets a grantee redrive failed executions.
func (e *executable) GrantRedrive(grantee awsiam.IGrantable) {
	if e.express() {
		e.found.add(diag.Diagnostic{Severity: diag.Error, Code: codeProps, Position: refusal.Caller(),
			Message: "GrantRedrive: executions of an Express machine cannot be redriven",
			Help:    "leave the grant out, or leave Type at its default"})
		return
	}
	e.grant("GrantRedrive", "Redrive", grantee, func(m permissions.Machine) []permissions.Statement {
		return []permissions.Statement{permissions.Redriver(m)}
	})
}

// readingKey adds the use of a customer's key, where there is one.
func (e *executable) readingKey(m permissions.Machine, statements ...permissions.Statement) []permissions.Statement {
	if e.key == nil {
		return statements
	}
	m.ARN = e.machineOf(m)
	return append(statements, permissions.KeyReader(m, *e.key.KeyArn()))
}

// machineOf gives the ARN of the machine itself, where what is started may be an
// alias of it.
func (e *executable) machineOf(m permissions.Machine) string {
	if m.ARN == e.started && e.started != "" {
		return e.here.arn
	}
	return m.ARN
}

// grant makes the policy of one grant. It does nothing where the grantee has it
// already, or where CDK refused the machine.
func (e *executable) grant(doing, name string, grantee awsiam.IGrantable, say func(permissions.Machine) []permissions.Statement) {
	at := refusal.Caller()
	defer e.found.recovered(doing, at)
	if e.here.arn == "" {
		return
	}
	to, ok := granteeOf(grantee)
	if !ok {
		e.found.add(noPrincipal(doing, grantee, at))
		return
	}
	e.attach(name, to, say)
}

// attach lets a principal act on the machine. Where the principal is in another
// stack, the policy goes to the one of the two that waits for the other anyway:
// to the workflow's own stack where the workflow refers to something over there,
// or comes to later, and to the principal's otherwise. A machine with a name is
// called by it, so that neither stack waits.
func (e *executable) attach(name string, to awsiam.IIdentity, say func(permissions.Machine) []permissions.Statement) {
	own, theirs := stackOf(e.at), stackOf(to)
	scope, id, called := e.at, name+"-"+*to.Node().Addr(), e.here
	if own != theirs {
		if e.byName.arn != "" {
			called = e.byName
		}
		if !e.needs[theirs] {
			scope, id = awscdk.Stack_Of(to), id+"-"+*e.at.Node().Addr()
		}
	}
	if e.started != "" {
		called.arn = e.started
	}
	if refusal.Taken(scope, id) {
		return
	}
	statements := say(permissions.Machine{ARN: called.arn, Executions: called.executions})
	policy := awsiam.NewPolicy(scope, &id, &awsiam.PolicyProps{Document: policyDocument(statements)})
	excuse(policy, wildcards(statements)...)
	to.AttachInlinePolicy(policy)
	switch {
	case own == theirs:
		e.late = append(e.late, policy)
	case !e.needs[theirs]:
		e.goAbroad(theirs, func() {
			scope.Node().TryRemoveChild(&id)
			e.attach(name, to, say)
		})
	}
}

// policyDocument writes statements in which nothing is left to fill in.
func policyDocument(statements []permissions.Statement) awsiam.PolicyDocument {
	return awsiam.PolicyDocument_FromJson(document(statements, literally))
}

func literally(text string) string { return text }

// granteeOf gives the role, user or group behind a grantee.
func granteeOf(grantee awsiam.IGrantable) (awsiam.IIdentity, bool) {
	if grantee == nil {
		return nil, false
	}
	if owner, ok := grantee.(interface{ Role() awsiam.IRole }); ok {
		if role := owner.Role(); role != nil {
			return role, true
		}
	}
	if identity, ok := grantee.(awsiam.IIdentity); ok {
		return identity, true
	}
	identity, ok := grantee.GrantPrincipal().(awsiam.IIdentity)
	return identity, ok
}

func noPrincipal(doing string, grantee awsiam.IGrantable, at diag.Position) diag.Diagnostic {
	return diag.Diagnostic{
		Severity: diag.Error, Code: codeTokenSender, Position: at,
		Message: fmt.Sprintf("%s: a %T has no role that a policy could be attached to", doing, grantee),
		Help:    "pass a role, or a construct that has one",
	}
}
