package constructs

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslogs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"
)

// vended is where Step Functions' log groups belong: for any other name every
// machine takes up a part of one resource policy of 5,120 characters.
// (Step Functions Developer Guide, "Logging using CloudWatch Logs".)
const vended = "/aws/vendedlogs/states/"

func (p *LoggingProps) off() bool {
	return p != nil && p.Level == awsstepfunctions.LogLevel_OFF
}

// logGroup gives the group that was handed in, or makes one; nil where nothing
// is logged.
func (w *Workflow) logGroup(p *LoggingProps) awslogs.ILogGroup {
	if p.off() {
		return nil
	}
	if p == nil {
		p = &LoggingProps{}
	}
	if p.LogGroup != nil {
		return p.LogGroup
	}
	group := &awslogs.LogGroupProps{
		LogGroupName:  new(vended + w.uniqueName()),
		Retention:     p.Retention,
		RemovalPolicy: p.RemovalPolicy,
	}
	if group.Retention == "" {
		group.Retention = awslogs.RetentionDays_ONE_MONTH
	}
	if group.RemovalPolicy == "" {
		group.RemovalPolicy = awscdk.RemovalPolicy_RETAIN
	}
	return awslogs.NewLogGroup(w, new("LogGroup"), group)
}

// uniqueName is the construct's path with a hash, and then the first part of
// the stack's own id: a group that outlived its stack does not stand in the way
// of the next one.
func (w *Workflow) uniqueName() string {
	path := awscdk.Names_UniqueResourceName(w, &awscdk.UniqueResourceNameOptions{
		MaxLength: new(200.0), Separator: new("-"),
	})
	guid := awscdk.Fn_Select(new(2.0), awscdk.Fn_Split(new("/"), awscdk.Aws_STACK_ID(), nil))
	return *path + "-" + *awscdk.Fn_Select(new(0.0), awscdk.Fn_Split(new("-"), guid, nil))
}

func (w *Workflow) logOptions(p *LoggingProps) *awsstepfunctions.LogOptions {
	if w.logs == nil {
		return nil
	}
	options := &awsstepfunctions.LogOptions{Destination: w.logs, Level: awsstepfunctions.LogLevel_ALL, IncludeExecutionData: new(false)}
	if p != nil && p.Level != "" {
		options.Level = p.Level
	}
	if p != nil && p.IncludeExecutionData != nil {
		options.IncludeExecutionData = p.IncludeExecutionData
	}
	return options
}
