package constructs

import (
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	construct "github.com/aws/constructs-go/constructs/v10"

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

// split puts the statements that name the machine itself apart: they cannot
// stand in the role, which the machine waits for.
func split(statements []permissions.Statement) (own, self []permissions.Statement) {
	for _, s := range statements {
		if s.Self {
			self = append(self, s)
		} else {
			own = append(own, s)
		}
	}
	return own, self
}

// newRole makes the role that executions act as.
func (w *Workflow) newRole(statements []permissions.Statement, to map[string]bound, props *WorkflowProps) awsiam.Role {
	machine := "*"
	if props.Name != nil {
		machine = *props.Name
	}
	role := &awsiam.RoleProps{
		AssumedBy: w.service("states.amazonaws.com", w.env.arn("states", "stateMachine:"+machine)),
	}
	if len(statements) > 0 {
		doc := awsiam.PolicyDocument_FromJson(document(statements, w.filler(to)))
		role.InlinePolicies = &map[string]awsiam.PolicyDocument{"Workflow": doc}
	}
	made := awsiam.NewRole(w, new("Role"), role)
	explain(made, statements)
	return made
}

// explain writes into the template why a role or a policy says what it says.
func explain(of construct.IConstruct, statements []permissions.Statement) {
	if len(statements) == 0 {
		return
	}
	if resource, ok := of.Node().DefaultChild().(awscdk.CfnResource); ok {
		resource.AddMetadata(new("Quickstep::Permissions"), reasons(statements))
	}
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

// selfPolicy attaches what names the machine itself, after the machine.
func (w *Workflow) selfPolicy(statements []permissions.Statement, to map[string]bound) {
	if len(statements) == 0 {
		return
	}
	policy := awsiam.NewPolicy(w, new("SelfPolicy"), &awsiam.PolicyProps{
		Document: awsiam.PolicyDocument_FromJson(document(statements, w.filler(to))),
		Roles:    &[]awsiam.IRole{w.role},
	})
	explain(policy, statements)
	w.late = append(w.late, policy)
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
