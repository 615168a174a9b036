package constructs

import (
	"fmt"
	"regexp"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	construct "github.com/aws/constructs-go/constructs/v10"

	"github.com/quickstep-go/quickstep/constructs/internal/refusal"
	"github.com/quickstep-go/quickstep/diag"
)

// OnScheduleProps says when the workflow starts by itself, and with what.
type OnScheduleProps struct {
	// Expression is when: cron(30 2 * * ? *) with six fields, rate(1 day), or
	// at(2030-01-31T08:00:00). Required. (EventBridge Scheduler User Guide,
	// "Schedule types".)
	Expression *string

	// TimeZone is the zone of the expression, such as Europe/Berlin. Optional:
	// UTC.
	TimeZone *string

	// Alias starts executions by an alias of this workflow. Optional: the machine
	// as it is deployed.
	Alias *Alias

	// Input is the input of every execution, made by [InputOf]. Optional: the
	// empty object, which only fits a workflow whose input has no required field.
	Input *Input

	// Description is the schedule's. Optional.
	Description *string

	// Enabled switches the schedule on. Optional: true.
	Enabled *bool

	// RetryAttempts is how often EventBridge Scheduler tries again to start an
	// execution, from 0 to 185. Optional: 185. It says nothing of executions
	// that fail.
	RetryAttempts *float64

	// MaxEventAge is how long it keeps trying, from one minute to 24 hours.
	// Optional: 24 hours.
	MaxEventAge awscdk.Duration

	// DeadLetterQueue takes the starts that did not happen. Optional: a queue of
	// the schedule's own, encrypted, that keeps them for 14 days.
	DeadLetterQueue awssqs.IQueue
}

// Schedule is an EventBridge schedule that starts a workflow.
type Schedule struct {
	// Schedule is the schedule itself, of the type AWS::Scheduler::Schedule. It is
	// nil where CDK refused to make one; then [Workflow.Err] says why.
	Schedule awscdk.CfnResource

	// Role is what EventBridge Scheduler acts as: it starts this machine and
	// sends to the dead-letter queue.
	Role awsiam.Role

	// DeadLetterQueue holds the starts that did not happen.
	DeadLetterQueue awssqs.IQueue
}

// OnSchedule starts the workflow at the times of an expression, exactly then
// and with the same input each time. A workflow may have several schedules,
// each with an id of its own.
func (w *Workflow) OnSchedule(id *string, props *OnScheduleProps) *Schedule {
	at := refusal.Caller()
	schedule := &Schedule{}
	scope, ok := w.part(id, "OnSchedule", at)
	if !ok {
		return schedule
	}
	if props == nil {
		props = &OnScheduleProps{}
	}
	if d := wrongExpression(props.Expression, at); d != nil {
		w.found.add(*d)
		return schedule
	}
	input, d := w.inputText(props.Input, "OnSchedule", at)
	if d != nil {
		w.found.add(*d)
		return schedule
	}
	w.within("OnSchedule", "RetryAttempts", props.RetryAttempts, 0, 185, at)
	w.withinTime("OnSchedule", "MaxEventAge", props.MaxEventAge, at)
	defer w.found.recovered("OnSchedule "+*id, at)
	w.need(props.DeadLetterQueue)

	started := w.by(props.Alias, "OnSchedule", at)
	schedule.DeadLetterQueue = w.deadLetters(scope, props.DeadLetterQueue)
	schedule.Role = w.starter(scope, "scheduler.amazonaws.com", w.env.arn("scheduler", "schedule-group/default"), started)
	letRoleSend(schedule.DeadLetterQueue, schedule.Role)
	schedule.Schedule = awscdk.NewCfnResource(scope, new("Schedule"), &awscdk.CfnResourceProps{
		Type: new("AWS::Scheduler::Schedule"),
		Properties: props.properties(map[string]any{
			"Arn":              *started.StateMachineArn(),
			"RoleArn":          *schedule.Role.RoleArn(),
			"Input":            input,
			"DeadLetterConfig": map[string]any{"Arn": *schedule.DeadLetterQueue.QueueArn()},
		}),
	})
	// What the role may send is a policy of its own: no start comes before it.
	schedule.Schedule.Node().AddDependency(append([]construct.IDependable{schedule.Role}, w.late...)...)
	return schedule
}

// properties are those of the schedule in CloudFormation. CDK's own type of it is
// in a module that takes long to compile.
func (p *OnScheduleProps) properties(target map[string]any) *map[string]any {
	retry := map[string]any{}
	if p.RetryAttempts != nil {
		retry["MaximumRetryAttempts"] = *p.RetryAttempts
	}
	if p.MaxEventAge != nil {
		retry["MaximumEventAgeInSeconds"] = *seconds(p.MaxEventAge)
	}
	if len(retry) > 0 {
		target["RetryPolicy"] = retry
	}
	made := map[string]any{
		"ScheduleExpression": *p.Expression,
		"FlexibleTimeWindow": map[string]any{"Mode": "OFF"},
		"State":              "ENABLED",
		"Target":             target,
	}
	if p.Enabled != nil && !*p.Enabled {
		made["State"] = "DISABLED"
	}
	if p.TimeZone != nil {
		made["ScheduleExpressionTimezone"] = *p.TimeZone
	}
	if p.Description != nil {
		made["Description"] = *p.Description
	}
	return &made
}

// The three forms of an expression. What is inside a cron is left to the
// service, save for the number of its fields, which is the usual mistake.
var (
	cronForm = regexp.MustCompile(`^cron\(\S+( +\S+){5}\)$`)
	rateForm = regexp.MustCompile(`^rate\([1-9][0-9]* (minute|hour|day)s?\)$`)
	atForm   = regexp.MustCompile(`^at\([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\)$`)
)

func wrongExpression(expression *string, at diag.Position) *diag.Diagnostic {
	const help = "write cron(30 2 * * ? *) with its six fields, rate(1 day) or at(2030-01-31T08:00:00)"
	if expression == nil {
		d := missing("OnSchedule", "Expression", help, at)
		return &d
	}
	for _, form := range []*regexp.Regexp{cronForm, rateForm, atForm} {
		if form.MatchString(*expression) {
			return nil
		}
	}
	return &diag.Diagnostic{Severity: diag.Error, Code: codeProps, Position: at,
		Message: fmt.Sprintf("OnSchedule: Expression %q is no schedule", *expression), Help: help}
}
