package constructs

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
	construct "github.com/aws/constructs-go/constructs/v10"

	"github.com/quickstep-go/quickstep/diag"
)

// AlarmsProps says when a workflow's executions call for attention. There are
// four alarms: failed, timed out, throttled, aborted.
type AlarmsProps struct {
	// Topic is told when an alarm goes off and when it is over: anything with a
	// method TopicArn() *string, such as an SNS topic. Optional.
	Topic Topic

	// Actions are what each alarm does besides when it goes off. Optional.
	Actions *[]awscloudwatch.IAlarmAction

	// Threshold is how many executions in one period set an alarm off. Optional: 1.
	Threshold *float64

	// Period is how long executions are counted together: 10, 20 or 30 seconds, or
	// whole minutes up to a day. Optional: five minutes.
	Period awscdk.Duration

	// EvaluationPeriods is how many periods are looked at, and DatapointsToAlarm
	// in how many of those the threshold must be reached. Optional: 1, and as many
	// as EvaluationPeriods.
	EvaluationPeriods *float64
	DatapointsToAlarm *float64
}

// Topic is an SNS topic.
type Topic interface{ TopicArn() *string }

// Alarms are the alarms of a workflow. Its fields are nil where CDK refused them;
// then [Workflow.Err] says why.
type Alarms struct {
	Failed    awscloudwatch.Alarm
	TimedOut  awscloudwatch.Alarm
	Throttled awscloudwatch.Alarm
	Aborted   awscloudwatch.Alarm
}

// All gives those of the alarms that there are.
func (a *Alarms) All() []awscloudwatch.IAlarm {
	var all []awscloudwatch.IAlarm
	if a == nil {
		return nil
	}
	for _, one := range []awscloudwatch.Alarm{a.Failed, a.TimedOut, a.Throttled, a.Aborted} {
		if one != nil {
			all = append(all, one)
		}
	}
	return all
}

// Alarms gives the alarms that the props asked for, or nil.
func (w *Workflow) Alarms() *Alarms { return w.alarms }

// newAlarms makes the four alarms.
func (w *Workflow) newAlarms(props *AlarmsProps, at diag.Position) *Alarms {
	defer w.found.recovered("Alarms", at)
	made := &Alarms{}
	if props == nil || w.machine == nil {
		return nil
	}
	w.within("Alarms", "EvaluationPeriods", props.EvaluationPeriods, 1, 1440, at)
	w.within("Alarms", "DatapointsToAlarm", props.DatapointsToAlarm, 1, or(props.EvaluationPeriods, 1), at)
	scope := construct.NewConstruct(w, new("Alarms"))
	counted := &awscloudwatch.MetricOptions{Period: props.Period}
	if counted.Period == nil {
		counted.Period = awscdk.Duration_Minutes(new(5.0))
	}
	alarm := func(id, what string, metric awscloudwatch.Metric) awscloudwatch.Alarm {
		return props.alarm(scope, id, fmt.Sprintf("Executions of %s %s", *w.Node().Path(), what), metric)
	}
	made.Failed = alarm("Failed", "fail", w.MetricFailed(counted))
	made.TimedOut = alarm("TimedOut", "time out", w.MetricTimedOut(counted))
	made.Throttled = alarm("Throttled", "are throttled", w.MetricThrottled(counted))
	made.Aborted = alarm("Aborted", "are aborted", w.MetricAborted(counted))
	return made
}

// alarm makes one alarm. No executions at all are no reason for one.
func (p *AlarmsProps) alarm(scope construct.Construct, id, description string, metric awscloudwatch.Metric) awscloudwatch.Alarm {
	alarm := awscloudwatch.NewAlarm(scope, &id, &awscloudwatch.AlarmProps{
		Metric:             metric,
		AlarmDescription:   &description,
		Threshold:          new(or(p.Threshold, 1)),
		EvaluationPeriods:  new(or(p.EvaluationPeriods, 1)),
		DatapointsToAlarm:  p.DatapointsToAlarm,
		ComparisonOperator: awscloudwatch.ComparisonOperator_GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
		TreatMissingData:   awscloudwatch.TreatMissingData_NOT_BREACHING,
	})
	if p.Actions != nil {
		alarm.AddAlarmAction(*p.Actions...)
	}
	if p.Topic != nil {
		tell := &topicAction{p.Topic.TopicArn()}
		alarm.AddAlarmAction(tell)
		alarm.AddOkAction(tell)
	}
	return alarm
}

// topicAction tells a topic. The ready-made action is in awscloudwatchactions,
// which takes awslambda along.
type topicAction struct{ arn *string }

// Bind gives CDK what the alarm does.
func (a *topicAction) Bind(construct.Construct, awscloudwatch.IAlarm) *awscloudwatch.AlarmActionConfig {
	return &awscloudwatch.AlarmActionConfig{AlarmActionArn: a.arn}
}

// or gives a number, or what stands for it where it was left out.
func or(n *float64, otherwise float64) float64 {
	if n == nil {
		return otherwise
	}
	return *n
}
