package constructs

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awskms"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/dsl"
)

// WorkflowProps says what a [Workflow] is made of. The machine's timeout is not
// here: it is an option of the definition and stands in its text, so that what
// is deployed is what was tested.
type WorkflowProps struct {
	// Definition is the workflow, as dsl.Define gave it. Required, but for
	// [FromASL], which takes a file instead.
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

	// Type is the machine's: Standard, or Express for many short executions, which
	// have no history but their log. Optional: STANDARD.
	Type awsstepfunctions.StateMachineType

	// Role is what executions act as. It must be one that states.amazonaws.com may
	// assume. It is given the same statements as a role that is made here, in
	// policies of their own; one that is not to be changed, such as the result of
	// WithoutPolicyUpdates, gets none and must have them. Optional: a role is made
	// that Step Functions can assume for this account's machine and for no other.
	Role awsiam.IRole

	// EncryptionKey is a symmetric key of the customer's that encrypts the
	// definition and the executions' data. Optional: a key that AWS owns. Give the
	// machine a Name then, too: without one, an execution that starts within the
	// first seconds of a deployment may find that its role cannot use the key yet.
	EncryptionKey awskms.IKey

	// DataKeyReuse is how long one data key serves, from one minute to 15 minutes:
	// longer costs fewer calls to KMS. Optional: five minutes.
	DataKeyReuse awscdk.Duration

	// Logging says what goes to CloudWatch Logs, and where. Optional: every
	// event without execution data, to a group of the machine's own that keeps
	// it for a month and stays when the stack is deleted.
	Logging *LoggingProps

	// Tracing sends traces to X-Ray. Optional: true.
	Tracing *bool

	// Alarms makes alarms of executions that fail, time out, are throttled or are
	// aborted. Optional: none.
	Alarms *AlarmsProps

	// On states what calls may reach that only the run knows, by the names of
	// their states: ARNs, in which asterisks are allowed. A workflow of package dsl
	// states it where the call is, with its own AllowedOn. Optional. (See
	// permissions.Options.)
	On map[string][]string

	// Actions answers for AWS SDK operations whose IAM action is not known, such as
	// {"newservice:doThings": {"newservice:DoThings"}}. A workflow of package dsl
	// states them where the call is, with its own AllowedTo. Optional. (See
	// permissions.Options.)
	Actions map[string][]string

	// RemovalPolicy is that of the state machine. Optional: DESTROY, as in CDK,
	// since the machine holds no data of its own.
	RemovalPolicy awscdk.RemovalPolicy
}

func (p *WorkflowProps) traced() bool { return p.Tracing == nil || *p.Tracing }

func (p *WorkflowProps) execution() asl.ExecutionType {
	if p.Type == awsstepfunctions.StateMachineType_EXPRESS {
		return asl.Express
	}
	return asl.Standard
}

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
	LogGroup LogGroup

	// Retention says how long events are kept, in one of the numbers of days that
	// CloudWatch Logs has, such as awscdk.Duration_Days(new(7.0)); no days at all
	// are for ever. Optional: 30 days.
	Retention awscdk.Duration

	// RemovalPolicy says what becomes of the group when the stack is deleted.
	// Optional: RETAIN. Deploying the stack anew is safe all the same, as the
	// group's name holds a part of the stack's own id.
	RemovalPolicy awscdk.RemovalPolicy
}
