package constructs

import (
	"fmt"
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awskms"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"
	construct "github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/quickstep-go/quickstep/diag"
)

// vended is where Step Functions' log groups belong: for any other name every
// machine takes up a part of one resource policy of 5,120 characters.
// (Step Functions Developer Guide, "Logging using CloudWatch Logs".)
const vended = "/aws/vendedlogs/states/"

// LogGroup is a CloudWatch log group, such as one of awslogs. That module is not
// linked: it takes longer to compile than this one.
type LogGroup interface{ LogGroupArn() *string }

func (p *LoggingProps) off() bool {
	return p != nil && p.Level == awsstepfunctions.LogLevel_OFF
}

// ownLogGroup is the group that a workflow makes.
type ownLogGroup struct{ resource awscdk.CfnResource }

// LogGroupArn gives the group's ARN, with :* at its end as log deliveries want it.
func (g ownLogGroup) LogGroupArn() *string { return g.resource.GetAtt(new("Arn"), "").ToString() }

// logGroup gives the group that was handed in, or makes one; nil where nothing
// is logged.
func (w *Workflow) logGroup(p *LoggingProps, at diag.Position) LogGroup {
	if p.off() {
		return nil
	}
	if p == nil {
		p = &LoggingProps{}
	}
	if p.LogGroup != nil {
		return p.LogGroup
	}
	properties := map[string]any{"LogGroupName": vended + w.uniqueName()}
	if days, forever := w.retention(p.Retention, at); !forever {
		properties["RetentionInDays"] = days
	}
	group := awscdk.NewCfnResource(construct.NewConstruct(w, new("LogGroup")), new("Resource"), &awscdk.CfnResourceProps{
		Type: new("AWS::Logs::LogGroup"), Properties: &properties,
	})
	policy := p.RemovalPolicy
	if policy == "" {
		policy = awscdk.RemovalPolicy_RETAIN
	}
	group.ApplyRemovalPolicy(policy, nil)
	return ownLogGroup{group}
}

// periods are the days for which CloudWatch Logs can keep events.
var periods = []float64{1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653}

// retention gives the days for which events are kept, or that they are for ever.
func (w *Workflow) retention(d awscdk.Duration, at diag.Position) (days float64, forever bool) {
	if d == nil {
		return 30, false
	}
	days = *d.ToDays(&awscdk.TimeConversionOptions{Integral: new(false)})
	if days == 0 || slices.Contains(periods, days) {
		return days, days == 0
	}
	i, _ := slices.BinarySearch(periods, days)
	longer := periods[min(i, len(periods)-1)]
	w.refuse(at, fmt.Sprintf("Logging: CloudWatch Logs keeps nothing for %g days", days),
		fmt.Sprintf("set a Retention of %g days, or of 0 to keep events for ever", longer))
	return longer, false
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

// log makes the machine write its log.
func (w *Workflow) log(p *LoggingProps, key awskms.IKey) {
	machine, ok := w.machine.Node().DefaultChild().(awsstepfunctions.CfnStateMachine)
	if !ok || w.logs == nil {
		return
	}
	level, data := awsstepfunctions.LogLevel_ALL, new(false)
	if p != nil && p.Level != "" {
		level = p.Level
	}
	if p != nil && p.IncludeExecutionData != nil {
		data = p.IncludeExecutionData
	}
	machine.SetLoggingConfiguration(&awsstepfunctions.CfnStateMachine_LoggingConfigurationProperty{
		Level: new(string(level)), IncludeExecutionData: data,
		Destinations: []any{&awsstepfunctions.CfnStateMachine_LogDestinationProperty{
			CloudWatchLogsLogGroup: &awsstepfunctions.CfnStateMachine_CloudWatchLogsLogGroupProperty{LogGroupArn: w.logs.LogGroupArn()},
		}},
	})
	if key != nil {
		key.AddToResourcePolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
			Principals: &[]awsiam.IPrincipal{awsiam.NewServicePrincipal(new("delivery.logs.amazonaws.com"), nil)},
			Actions:    jsii.Strings("kms:Decrypt"), Resources: jsii.Strings("*"),
		}), new(true))
	}
}
