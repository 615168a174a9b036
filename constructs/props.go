package constructs

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslogs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"

	"github.com/quickstep-go/quickstep/dsl"
)

// WorkflowProps says what a [Workflow] is made of. The machine's timeout is not
// here: it is an option of the definition and stands in its text, so that what
// is deployed is what was tested.
type WorkflowProps struct {
	// Definition is the workflow, as dsl.Define gave it. Required.
	Definition dsl.Definition

	// Bind gives a resource for each name that the definition uses, such as the
	// name of a declared Lambda function. A value is a construct with the ARN
	// method of its kind (FunctionArn, TopicArn, QueueArn, TableArn, BucketArn,
	// EventBusArn, StateMachineArn, ActivityArn and so on), or an ARN as a
	// string. Required where the definition names any.
	Bind map[string]any

	// Name is the state machine's name: 1 to 80 characters, unique in account
	// and region. Optional: CloudFormation makes one up, which lets it replace
	// the machine when it must.
	Name *string

	// Logging says what goes to CloudWatch Logs, and where. Optional: every
	// event without execution data, to a group of the machine's own that keeps
	// it for a month and stays when the stack is deleted.
	Logging *LoggingProps

	// Tracing sends traces to X-Ray. Optional: true.
	Tracing *bool

	// RemovalPolicy is that of the state machine. Optional: DESTROY, as in CDK,
	// since the machine holds no data of its own.
	RemovalPolicy awscdk.RemovalPolicy
}

func (p *WorkflowProps) traced() bool { return p.Tracing == nil || *p.Tracing }

// LoggingProps says how executions are logged.
type LoggingProps struct {
	// Level says which events are logged. Optional: ALL. With OFF there is
	// neither a log group nor a permission to log.
	Level awsstepfunctions.LogLevel

	// IncludeExecutionData also logs inputs and outputs, which may be private
	// and long. Optional: false.
	IncludeExecutionData *bool

	// LogGroup is an existing group to log to; name it /aws/vendedlogs/…, since
	// the resource policy that CloudWatch Logs keeps for all others is short.
	// Optional: a group is made, and then the two fields below apply.
	LogGroup awslogs.ILogGroup

	// Retention says how long events are kept. Optional: one month.
	Retention awslogs.RetentionDays

	// RemovalPolicy says what becomes of the group when the stack is deleted.
	// Optional: RETAIN. Deploying the stack anew is safe all the same, as the
	// group's name holds a part of the stack's own id.
	RemovalPolicy awscdk.RemovalPolicy
}
