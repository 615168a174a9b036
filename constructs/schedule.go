package constructs

import (
	"fmt"
	"regexp"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsscheduler"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	construct "github.com/aws/constructs-go/constructs/v10"

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
	// Schedule is the schedule itself. It is nil where CDK refused to make one;
	// then [Workflow.Err] says why.
	Schedule awsscheduler.CfnSchedule

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
	at := caller()
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

	schedule.DeadLetterQueue = w.deadLetters(scope, props.DeadLetterQueue)
	schedule.Role = w.starter(scope, "scheduler.amazonaws.com", w.env.arn("scheduler", "schedule-group/default"))
	letRoleSend(schedule.DeadLetterQueue, schedule.Role)
	schedule.Schedule = awsscheduler.NewCfnSchedule(scope, new("Schedule"), &awsscheduler.CfnScheduleProps{
		ScheduleExpression:         props.Expression,
		ScheduleExpressionTimezone: props.TimeZone,
		Description:                props.Description,
		State:                      state(props.Enabled),
		FlexibleTimeWindow:         &awsscheduler.CfnSchedule_FlexibleTimeWindowProperty{Mode: new("OFF")},
		Target: &awsscheduler.CfnSchedule_TargetProperty{
			Arn:              w.StateMachineArn(),
			RoleArn:          schedule.Role.RoleArn(),
			Input:            &input,
			DeadLetterConfig: &awsscheduler.CfnSchedule_DeadLetterConfigProperty{Arn: schedule.DeadLetterQueue.QueueArn()},
			RetryPolicy:      scheduleRetry(props),
		},
	})
	// What the role may send is a policy of its own: no start comes before it.
	schedule.Schedule.Node().AddDependency(append([]construct.IDependable{schedule.Role}, w.late...)...)
	return schedule
}

func state(enabled *bool) *string {
	if enabled != nil && !*enabled {
		return new("DISABLED")
	}
	return new("ENABLED")
}

func scheduleRetry(props *OnScheduleProps) any {
	if props.RetryAttempts == nil && props.MaxEventAge == nil {
		return nil
	}
	return &awsscheduler.CfnSchedule_RetryPolicyProperty{
		MaximumRetryAttempts:     props.RetryAttempts,
		MaximumEventAgeInSeconds: seconds(props.MaxEventAge),
	}
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
