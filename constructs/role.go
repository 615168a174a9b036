package constructs

import (
	"fmt"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	construct "github.com/aws/constructs-go/constructs/v10"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/synth/permissions"
)

// environment holds CloudFormation's pseudo parameters, as CDK tokens.
type environment struct{ partition, region, account string }

func readEnvironment() environment {
	return environment{
		partition: *awscdk.Aws_PARTITION(),
		region:    *awscdk.Aws_REGION(),
		account:   *awscdk.Aws_ACCOUNT_ID(),
	}
}

// arn writes an ARN of this account and region.
func (e environment) arn(service, resource string) string {
	return strings.Join([]string{"arn", e.partition, service, e.region, e.account, resource}, ":")
}

// split shares statements out to policies, and puts those that name the machine
// itself apart: they cannot stand in the role, which the machine waits for.
func split(statements []permissions.Statement) (own, self []permissions.Policy) {
	for _, p := range permissions.Policies(statements) {
		if p.Self {
			self = append(self, p)
		} else {
			own = append(own, p)
		}
	}
	return own, self
}

// roleOf gives the role that executions act as to CDK, and the policies that the
// machine waits for besides. What CDK would add to the role, it has.
func (w *Workflow) roleOf(policies []permissions.Policy, to map[string]bound, props *WorkflowProps, at diag.Position) (awsiam.IRole, []construct.IDependable) {
	if props.Role == nil {
		made := w.newRole(policies, to, props)
		w.role = made
		return made.WithoutPolicyUpdates(nil), nil
	}
	w.role = props.Role
	fixed := awsiam.Role_FromRoleArn(w, new("Role"), props.Role.RoleArn(), &awsiam.FromRoleArnOptions{Mutable: new(false)})
	return fixed, w.extend(props.Role, policies, to, at)
}

// extend gives a role that was handed in what the machine needs.
func (w *Workflow) extend(role awsiam.IRole, policies []permissions.Policy, to map[string]bound, at diag.Position) []construct.IDependable {
	var made []construct.IDependable
	_, ours := role.(awsiam.Role)
	for i, p := range policies {
		id := fmt.Sprint("Policy", i+1)
		doc := awsiam.PolicyDocument_FromJson(document(p.Statements, w.filler(to)))
		if p.Managed && ours {
			managed := w.managedPolicy(id, p.Statements, &awsiam.ManagedPolicyProps{Document: doc})
			role.AddManagedPolicy(managed)
			made = append(made, managed)
			continue
		}
		if p.Managed {
			w.found.add(diag.Diagnostic{Severity: diag.Warning, Code: codeProps, Position: at,
				Message: "the machine needs more than the inline policies of a role have room for, and a role that is made elsewhere takes no managed ones",
				Help:    "leave Role out, or split the workflow"})
		}
		policy := awsiam.NewPolicy(w, &id, &awsiam.PolicyProps{Document: doc})
		explain(policy, p.Statements)
		role.AttachInlinePolicy(policy)
		made = append(made, policy)
	}
	return made
}

// newRole makes the role that executions act as. What the role's own text has no
// room for goes into managed policies.
func (w *Workflow) newRole(policies []permissions.Policy, to map[string]bound, props *WorkflowProps) awsiam.Role {
	machine := "*"
	if props.Name != nil {
		machine = *props.Name
	}
	role := &awsiam.RoleProps{
		AssumedBy: w.service("states.amazonaws.com", w.env.arn("states", "stateMachine:"+machine)),
	}
	var inline []permissions.Statement
	var managed []awsiam.IManagedPolicy
	for _, p := range policies {
		doc := awsiam.PolicyDocument_FromJson(document(p.Statements, w.filler(to)))
		if p.Managed {
			managed = append(managed, w.managedPolicy(fmt.Sprint("Policy", len(managed)+1), p.Statements, &awsiam.ManagedPolicyProps{Document: doc}))
			continue
		}
		role.InlinePolicies = &map[string]awsiam.PolicyDocument{"Workflow": doc}
		inline = p.Statements
	}
	if len(managed) > 0 {
		role.ManagedPolicies = &managed
	}
	made := awsiam.NewRole(w, new("Role"), role)
	explain(made, inline)
	return made
}

// managedPolicy makes a policy beside the role.
func (w *Workflow) managedPolicy(id string, statements []permissions.Statement, props *awsiam.ManagedPolicyProps) awsiam.ManagedPolicy {
	made := awsiam.NewManagedPolicy(w, &id, props)
	explain(made, statements)
	return made
}

// explain writes into the template why a role or a policy says what it says, and
// for cdk-nag why a resource has an asterisk.
func explain(of construct.IConstruct, statements []permissions.Statement) {
	if len(statements) == 0 {
		return
	}
	if resource, ok := of.Node().DefaultChild().(awscdk.CfnResource); ok {
		resource.AddMetadata(new("Quickstep::Permissions"), reasons(statements))
	}
	excuse(of, wildcards(statements)...)
}

// service is a service principal that may act for this account and for the
// sources of that ARN only, not for another customer of the service.
func (w *Workflow) service(name, source string) awsiam.ServicePrincipal {
	return awsiam.NewServicePrincipal(&name, &awsiam.ServicePrincipalOpts{
		Conditions: &map[string]any{
			"StringEquals": map[string]any{"aws:SourceAccount": w.env.account},
			"ArnLike":      map[string]any{"aws:SourceArn": source},
		},
	})
}

// selfPolicies attaches what names the machine itself, after the machine.
func (w *Workflow) selfPolicies(policies []permissions.Policy, to map[string]bound) {
	for i, p := range policies {
		doc := awsiam.PolicyDocument_FromJson(document(p.Statements, w.filler(to)))
		if p.Managed {
			made := w.managedPolicy(fmt.Sprint("SelfPolicy", i+1), p.Statements, &awsiam.ManagedPolicyProps{Document: doc, Roles: &[]awsiam.IRole{w.role}})
			w.late = append(w.late, made)
			continue
		}
		policy := awsiam.NewPolicy(w, new("SelfPolicy"), &awsiam.PolicyProps{Document: doc})
		explain(policy, p.Statements)
		w.role.AttachInlinePolicy(policy)
		w.late = append(w.late, policy)
	}
}

// filler gives the function that fills in the placeholders of a statement.
func (w *Workflow) filler(to map[string]bound) func(string) string {
	pairs := []string{
		"${AWS::Partition}", w.env.partition,
		"${AWS::Region}", w.env.region,
		"${AWS::AccountId}", w.env.account,
	}
	for name, b := range to {
		pairs = append(pairs, "${"+name+".Arn}", b.arn, "${"+name+"}", b.text)
	}
	if w.machine != nil {
		pairs = append(pairs,
			permissions.MachineARN, *w.machine.StateMachineArn(),
			permissions.MachineName, *w.machine.StateMachineName())
	}
	fill := strings.NewReplacer(pairs...)
	return func(text string) string { return w.fillAttributes(fill.Replace(text), to) }
}
