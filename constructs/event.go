package constructs

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsevents"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	"github.com/aws/aws-cdk-go/awscdk/v2/interfaces/interfacesawsevents"

	"github.com/quickstep-go/quickstep/constructs/internal/refusal"
	"github.com/quickstep-go/quickstep/diag"
)

// OnEventProps says which events start the workflow, and how.
type OnEventProps struct {
	// Bus is the event bus to listen on. Optional: the account's default bus.
	Bus awsevents.IEventBus

	// Pattern says which events match. Required.
	Pattern *awsevents.EventPattern

	// RuleName is the rule's name. Optional: CloudFormation makes one up.
	RuleName *string

	// Description is the rule's. Optional.
	Description *string

	// Alias starts executions by an alias of this workflow. Optional: the machine
	// as it is deployed.
	Alias *Alias

	// Input makes the execution's input from the event: a part of it, with
	// awsevents.RuleTargetInput_FromEventPath(new("$.detail")), or an object of
	// parts and constants, with awsevents.RuleTargetInput_FromObject and
	// awsevents.EventField_FromPath. Optional: the whole event.
	Input awsevents.RuleTargetInput

	// RetryAttempts is how often EventBridge tries again to start an execution,
	// from 0 to 185. Optional: 185. It says nothing of executions that fail.
	RetryAttempts *float64

	// MaxEventAge is how long EventBridge keeps trying, from one minute to 24
	// hours. Optional: 24 hours.
	MaxEventAge awscdk.Duration

	// DeadLetterQueue takes the events that could not start an execution; it
	// must be in the rule's region and account, and a standard queue. Optional:
	// a queue of the rule's own, encrypted, that keeps them for 14 days.
	DeadLetterQueue awssqs.IQueue
}

// EventRule is an EventBridge rule that starts a workflow.
type EventRule struct {
	// Rule is the rule itself. It is nil where CDK refused to make one; then
	// [Workflow.Err] says why.
	Rule awsevents.Rule

	// Role is what EventBridge starts executions as: of this machine, and
	// nothing else.
	Role awsiam.Role

	// DeadLetterQueue holds the events that could not start an execution. It
	// does not hold failed executions.
	DeadLetterQueue awssqs.IQueue
}

// OnEvent starts the workflow for every event that matches a pattern. A
// workflow may have several rules, each with an id of its own. A rule may
// deliver an event twice, and cannot name the execution: handlers that must not
// act twice have to tell by the event's id.
func (w *Workflow) OnEvent(id *string, props *OnEventProps) *EventRule {
	at := refusal.Caller()
	rule := &EventRule{}
	scope, ok := w.part(id, "OnEvent", at)
	if !ok {
		return rule
	}
	if props == nil || props.Pattern == nil {
		w.found.add(missing("OnEvent", "Pattern", `set it, such as &awsevents.EventPattern{Source: jsii.Strings("shop.orders")}`, at))
		return rule
	}
	w.within("OnEvent", "RetryAttempts", props.RetryAttempts, 0, 185, at)
	w.withinTime("OnEvent", "MaxEventAge", props.MaxEventAge, at)
	defer w.found.recovered("OnEvent "+*id, at)
	w.need(props.Bus, props.DeadLetterQueue)

	rule.Rule = awsevents.NewRule(scope, new("Rule"), &awsevents.RuleProps{
		RuleName:     props.RuleName,
		Description:  props.Description,
		EventPattern: props.Pattern,
		EventBus:     bus(props.Bus),
	})
	started := w.by(props.Alias, "OnEvent", at)
	rule.Role = w.starter(scope, "events.amazonaws.com", w.env.arn("events", "rule/*"), started)
	rule.DeadLetterQueue = w.deadLetters(scope, props.DeadLetterQueue)
	w.letRuleSend(rule.DeadLetterQueue, rule.Rule)
	rule.Rule.AddTarget(&eventTarget{&awsevents.RuleTargetConfig{
		Arn:              started.StateMachineArn(),
		Role:             rule.Role,
		Input:            props.Input,
		DeadLetterConfig: &awsevents.CfnRule_DeadLetterConfigProperty{Arn: rule.DeadLetterQueue.QueueArn()},
		RetryPolicy:      eventRetry(props),
		TargetResource:   w.machine,
	}})
	rule.Rule.Node().AddDependency(w.late...)
	return rule
}

// bus keeps a nil bus an untyped nil.
func bus(b awsevents.IEventBus) interfacesawsevents.IEventBusRef {
	if b == nil {
		return nil
	}
	return b
}

func eventRetry(props *OnEventProps) *awsevents.CfnRule_RetryPolicyProperty {
	if props.RetryAttempts == nil && props.MaxEventAge == nil {
		return nil
	}
	return &awsevents.CfnRule_RetryPolicyProperty{
		MaximumRetryAttempts:     props.RetryAttempts,
		MaximumEventAgeInSeconds: seconds(props.MaxEventAge),
	}
}

// eventTarget hands a finished target to CDK, which asks for it. The ready-made
// target is in awseventstargets, which takes half the services of AWS along.
type eventTarget struct{ config *awsevents.RuleTargetConfig }

// Bind gives CDK the target of the rule.
func (t *eventTarget) Bind(interfacesawsevents.IRuleRef, *string) *awsevents.RuleTargetConfig {
	return t.config
}

var _ awsevents.IRuleTarget = (*eventTarget)(nil)

func missing(doing, prop, help string, at diag.Position) diag.Diagnostic {
	return diag.Diagnostic{
		Severity: diag.Error, Code: codeProps, Position: at,
		Message: doing + ": " + prop + " is missing", Help: help,
	}
}
