package constructs

import (
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
)

// Metric gives one of the metrics that Step Functions keeps of the machine, by
// its name in the namespace AWS/States, such as ExecutionsStarted. Its statistic
// is the sum unless the options say otherwise. options may be nil. (Developer
// Guide, "Monitoring Step Functions metrics using Amazon CloudWatch".)
func (e *executable) Metric(name *string, options *awscloudwatch.MetricOptions) awscloudwatch.Metric {
	return e.metric(*name, "Sum", options)
}

// MetricStarted counts the executions that began.
func (e *executable) MetricStarted(options *awscloudwatch.MetricOptions) awscloudwatch.Metric {
	return e.metric("ExecutionsStarted", "Sum", options)
}

// MetricSucceeded counts the executions that succeeded.
func (e *executable) MetricSucceeded(options *awscloudwatch.MetricOptions) awscloudwatch.Metric {
	return e.metric("ExecutionsSucceeded", "Sum", options)
}

// MetricFailed counts the executions that failed.
func (e *executable) MetricFailed(options *awscloudwatch.MetricOptions) awscloudwatch.Metric {
	return e.metric("ExecutionsFailed", "Sum", options)
}

// MetricTimedOut counts the executions that took longer than the workflow allows.
func (e *executable) MetricTimedOut(options *awscloudwatch.MetricOptions) awscloudwatch.Metric {
	return e.metric("ExecutionsTimedOut", "Sum", options)
}

// MetricAborted counts the executions that somebody stopped.
func (e *executable) MetricAborted(options *awscloudwatch.MetricOptions) awscloudwatch.Metric {
	return e.metric("ExecutionsAborted", "Sum", options)
}

// MetricThrottled counts the states that had to wait for the account's quota, and
// the retries of those.
func (e *executable) MetricThrottled(options *awscloudwatch.MetricOptions) awscloudwatch.Metric {
	return e.metric("ExecutionThrottled", "Sum", options)
}

// MetricTime is how long executions took, in milliseconds, on average unless the
// options say otherwise.
func (e *executable) MetricTime(options *awscloudwatch.MetricOptions) awscloudwatch.Metric {
	return e.metric("ExecutionTime", "Average", options)
}

func (e *executable) metric(name, statistic string, options *awscloudwatch.MetricOptions) awscloudwatch.Metric {
	props := &awscloudwatch.MetricProps{Namespace: new("AWS/States"), MetricName: &name, Statistic: &statistic,
		DimensionsMap: &map[string]*string{"StateMachineArn": e.machine()}}
	metric := awscloudwatch.NewMetric(props)
	if options == nil {
		return metric
	}
	return metric.With(options)
}

// machine gives the ARN of the machine itself, by which CloudWatch keeps metrics.
func (e *executable) machine() *string {
	if e.here.arn == "" {
		return new(refusedMachine)
	}
	return new(e.here.arn)
}
