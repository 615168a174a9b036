package constructs

import (
	"fmt"
	"strconv"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsevents"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	construct "github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/quickstep-go/quickstep/constructs/internal/refusal"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/synth/permissions"
)

// part makes the construct under which a rule or a schedule puts its resources.
// It gives false where there is nothing to put there: the id is missing or
// taken, which is reported, or the machine was refused, which was.
func (w *Workflow) part(id *string, doing string, at diag.Position) (construct.Construct, bool) {
	if w.machine == nil {
		return nil, false
	}
	if id == nil || *id == "" {
		w.found.add(diag.Diagnostic{Severity: diag.Error, Code: codeID, Position: at,
			Message: doing + " was given no id", Help: `pass one, such as new("Nightly")`})
		return nil, false
	}
	if refusal.Taken(w, *id) {
		w.found.add(diag.Diagnostic{Severity: diag.Error, Code: codeID, Position: at,
			Message: fmt.Sprintf("%s: this workflow has a part %q already", doing, *id),
			Help:    "give one of the two another id"})
		return nil, false
	}
	return construct.NewConstruct(w, id), true
}

// starter makes a role with which a service may start this machine, or an alias.
func (w *Workflow) starter(scope construct.Construct, service, source string, of *executable) awsiam.Role {
	start := policyDocument([]permissions.Statement{of.start(false)})
	return awsiam.NewRole(scope, new("Role"), &awsiam.RoleProps{
		AssumedBy:      w.service(service, source),
		InlinePolicies: &map[string]awsiam.PolicyDocument{"Start": start},
	})
}

// deadLetters gives the queue that was handed in, or makes one.
func (w *Workflow) deadLetters(scope construct.Construct, given awssqs.IQueue) awssqs.IQueue {
	if given != nil {
		return given
	}
	queue := awssqs.NewQueue(scope, new("DeadLetters"), &awssqs.QueueProps{
		Encryption:      awssqs.QueueEncryption_SQS_MANAGED,
		EnforceSSL:      new(true),
		RetentionPeriod: awscdk.Duration_Days(new(14.0)),
	})
	excuse(queue, noDeadLettersOfDeadLetters)
	return queue
}

// letRuleSend lets EventBridge put the events of one rule into a queue. A queue
// of another stack cannot name the rule, whose stack waits for the queue's, so it
// lets all rules of the account in. A queue with a key of its own needs a line in
// the key's policy too; that cannot name the rule, which waits for the queue,
// which waits for the key.
func (w *Workflow) letRuleSend(queue awssqs.IQueue, rule awsevents.Rule) {
	events := awsiam.NewServicePrincipal(new("events.amazonaws.com"), nil)
	send := &awsiam.PolicyStatementProps{
		Principals: &[]awsiam.IPrincipal{events},
		Actions:    jsii.Strings("sqs:SendMessage"),
		Resources:  &[]*string{queue.QueueArn()},
	}
	if stackOf(queue) == stackOf(rule) {
		send.Sid = new("DeadLetters" + *rule.Node().Addr())
		send.Conditions = &map[string]any{"ArnEquals": map[string]any{"aws:SourceArn": rule.RuleArn()}}
	} else {
		send.Conditions = &map[string]any{"ArnLike": map[string]any{"aws:SourceArn": w.env.arn("events", "rule/*")}}
	}
	queue.AddToResourcePolicy(awsiam.NewPolicyStatement(send))
	if key := queue.EncryptionMasterKey(); key != nil {
		key.AddToResourcePolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
			Principals: &[]awsiam.IPrincipal{events},
			Actions:    jsii.Strings("kms:Decrypt", "kms:GenerateDataKey"),
			Resources:  jsii.Strings("*"),
			Conditions: &map[string]any{"StringEquals": map[string]any{"aws:SourceAccount": w.env.account}},
		}), new(true))
	}
}

// letRoleSend lets a role put messages into a queue: EventBridge Scheduler
// delivers its dead letters as the schedule's role.
func letRoleSend(queue awssqs.IQueue, role awsiam.Role) {
	role.AddToPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Actions: jsii.Strings("sqs:SendMessage"), Resources: &[]*string{queue.QueueArn()},
	}))
	if key := queue.EncryptionMasterKey(); key != nil {
		role.AddToPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
			Actions: jsii.Strings("kms:Decrypt", "kms:GenerateDataKey"), Resources: &[]*string{key.KeyArn()},
		}))
	}
}

func seconds(d awscdk.Duration) *float64 {
	if d == nil {
		return nil
	}
	return d.ToSeconds(nil)
}

// within tells whether a number is whole and in a range, and reports one that is
// not. One that was left out is.
func (w *Workflow) within(doing, prop string, n *float64, least, most float64, at diag.Position) bool {
	if n == nil || *n >= least && *n <= most && *n == float64(int64(*n)) {
		return true
	}
	w.found.add(diag.Diagnostic{
		Severity: diag.Error, Code: codeProps, Position: at,
		Message: fmt.Sprintf("%s: %s is %s", doing, prop, strconv.FormatFloat(*n, 'g', -1, 64)),
		Help:    fmt.Sprintf("set a whole number from %g to %g", least, most),
	})
	return false
}

// withinTime reports an event age that EventBridge refuses.
func (w *Workflow) withinTime(doing, prop string, d awscdk.Duration, at diag.Position) {
	if d == nil {
		return
	}
	if s := *seconds(d); s < 60 || s > 86400 {
		w.found.add(diag.Diagnostic{
			Severity: diag.Error, Code: codeProps, Position: at,
			Message: fmt.Sprintf("%s: %s is %g seconds", doing, prop, s),
			Help:    "set one minute to 24 hours",
		})
	}
}
