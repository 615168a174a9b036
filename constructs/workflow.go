package constructs

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"
	construct "github.com/aws/constructs-go/constructs/v10"

	"github.com/quickstep-go/quickstep/constructs/internal/refusal"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/synth/permissions"
)

// Workflow is a workflow in a CDK app: a state machine with its role and its
// log group, and whatever starts it.
type Workflow struct {
	construct.Construct
	executable

	definition dsl.Definition
	machine    awsstepfunctions.StateMachine // nil where CDK refused it
	version    awsstepfunctions.CfnStateMachineVersion
	role       awsiam.IRole
	logs       LogGroup // nil where the machine does not log
	alarms     *Alarms
	bound      map[string]bound
	env        environment
}

// Machine gives CDK's own construct of the state machine, for everything that
// this package has no method for. It is nil where CDK refused to make one; then
// [Workflow.Err] says why.
func (w *Workflow) Machine() awsstepfunctions.StateMachine { return w.machine }

// Role gives the role that executions of the machine act as. It holds what the
// definition needs; add statements to it for what cannot be read there.
func (w *Workflow) Role() awsiam.IRole { return w.role }

// LogGroup gives the group that the machine's log goes to, or nil where it has
// none. For more than its ARN, such as a filter, awslogs.LogGroup_FromLogGroupArn
// makes a construct of it.
func (w *Workflow) LogGroup() LogGroup { return w.logs }

// Diagnostics gives what was found so far, mistakes and warnings, in the order
// of discovery. Methods called later may add to it.
func (w *Workflow) Diagnostics() diag.List { return w.found.list }

// Err gives an error with the mistakes found so far, or nil. The same texts are
// CDK annotations of the construct, so "cdk synth" fails on them too.
func (w *Workflow) Err() error { return w.found.list.Err() }

// NewWorkflow puts a workflow under a scope, which is a stack or a construct in
// one. It always gives a construct; see the package comment for what becomes of
// mistakes.
func NewWorkflow(scope construct.Construct, id *string, props *WorkflowProps) *Workflow {
	at := refusal.Caller()
	if props == nil || props.Definition == nil {
		wrong := missing("NewWorkflow", "Definition", "set it to what dsl.Define gave", at)
		return newWorkflow(scope, id, blueprint{}, diag.List{wrong}, &WorkflowProps{}, at)
	}
	bp, found := lowered(props.Definition, props.execution())
	return newWorkflow(scope, id, bp, found, props, at)
}

// newWorkflow makes the construct from a blueprint. What is known of the
// definition already is in found; where that is an error Bind is not looked at, as
// what it should hold is not known.
func newWorkflow(scope construct.Construct, id *string, bp blueprint, found diag.List, props *WorkflowProps, at diag.Position) *Workflow {
	w := &Workflow{definition: props.Definition}
	w.found = &problems{at: w}
	if d := placeIn(scope, id, w, at); d != nil {
		w.found.add(*d)
	}
	w.at, w.kind, w.key = w, props.Type, props.EncryptionKey
	if w.kind == "" {
		w.kind = awsstepfunctions.StateMachineType_STANDARD
	}
	for _, d := range found {
		if d.Position.IsZero() {
			d.Position = at
		}
		w.found.add(d)
	}
	if found.HasErrors() {
		bp, props = blueprint{text: refused}, &WorkflowProps{Type: props.Type, Logging: props.Logging, Role: props.Role, Alarms: props.Alarms}
	}
	w.build(bp, props, at)
	w.alarms = w.newAlarms(props.Alarms, at)
	return w
}

// placeIn makes the construct itself a child of the scope. A missing or taken
// id is reported, and another one found, so that the rest can be built.
func placeIn(scope construct.Construct, id *string, w construct.Construct, at diag.Position) *diag.Diagnostic {
	name, d := refusal.Place(scope, id, "workflow", "Workflow", at)
	construct.NewConstruct_Override(w, scope, &name)
	return d
}

// build makes the resources. A panic of CDK ends it and is reported.
func (w *Workflow) build(bp blueprint, props *WorkflowProps, at diag.Position) {
	defer w.found.recovered("the state machine", at)
	w.env = readEnvironment()
	w.checkProps(bp, props, at)
	to := bind(bp, props.Bind, at, w.found)
	own, self := split(w.statements(bp, props, to))
	role, policies := w.roleOf(own, to, props, at)
	body, done, err := definitionBody(bp.text, w.staged())
	if err != nil {
		w.refuse(at, fmt.Sprintf("the definition cannot be written to a file: %v", err), "make room in the folder for temporary files")
		return
	}
	defer done()
	w.logs = w.logGroup(props.Logging, at)
	w.machine = awsstepfunctions.NewStateMachine(w, new("StateMachine"), &awsstepfunctions.StateMachineProps{
		StateMachineName:        props.Name,
		StateMachineType:        props.Type,
		DefinitionBody:          body,
		DefinitionSubstitutions: substitutions(to),
		Role:                    role,
		TracingEnabled:          new(props.traced()),
		EncryptionConfiguration: w.encryption(props, at),
		RemovalPolicy:           removal(props.RemovalPolicy),
	})
	w.log(props.Logging, props.EncryptionKey)
	if len(policies) > 0 {
		w.machine.Node().AddDependency(policies...)
	}
	w.identify(props, to)
	w.selfPolicies(self, to)
	w.grantTokens(bp.resources, to, at)
}

// checkProps reports props that do not fit.
func (w *Workflow) checkProps(bp blueprint, props *WorkflowProps, at diag.Position) {
	if len(bp.text) > maxDefinition {
		w.found.add(tooLarge(len(bp.text), at))
	}
	if w.express() && props.Logging.off() {
		w.found.add(diag.Diagnostic{Severity: diag.Warning, Code: codeProps, Position: at,
			Message: "an Express machine has no history but its log, and Logging is off",
			Help:    "leave Logging.Level out, or set ALL or ERROR"})
	}
}

// identify notes how policies call the machine.
func (w *Workflow) identify(props *WorkflowProps, to map[string]bound) {
	w.bound = to
	w.here = identity{arn: *w.machine.StateMachineArn(), executions: w.env.arn("states", "execution:"+*w.machine.StateMachineName())}
	if props.Name != nil {
		stack := awscdk.Stack_Of(w)
		arn := func(resource string) string {
			return *stack.FormatArn(&awscdk.ArnComponents{Service: new("states"), Resource: &resource,
				ResourceName: props.Name, ArnFormat: awscdk.ArnFormat_COLON_RESOURCE_NAME})
		}
		w.byName = identity{arn: arn("stateMachine"), executions: arn("execution")}
	}
	for _, b := range to {
		w.need(b.value)
	}
	w.need(props.Role, props.EncryptionKey, w.logs)
	if props.Alarms != nil {
		w.need(props.Alarms.Topic)
	}
}

// statements derives what the role needs, and reports what could not be derived.
func (w *Workflow) statements(bp blueprint, props *WorkflowProps, to map[string]bound) []permissions.Statement {
	if bp.derive == nil {
		return nil
	}
	options := permissions.Options{
		Resources: facts(bp.resources, to),
		On:        props.On,
		Actions:   props.Actions,
		Logging:   !props.Logging.off(),
		Tracing:   props.traced(),
	}
	if props.Name != nil {
		options.Machine.Name = *props.Name
	}
	if props.EncryptionKey != nil {
		options.KeyARN = *props.EncryptionKey.KeyArn()
	}
	statements, found := bp.derive(options)
	for _, d := range found {
		w.found.add(d)
	}
	return statements
}

// removal gives the policy of what holds no data: gone with its stack, unless
// the props say otherwise.
func removal(p awscdk.RemovalPolicy) awscdk.RemovalPolicy {
	if p == "" {
		return awscdk.RemovalPolicy_DESTROY
	}
	return p
}

// substitutions gives what CloudFormation puts in the place of each ${Name}.
func substitutions(to map[string]bound) *map[string]*string {
	if len(to) == 0 {
		return nil
	}
	texts := make(map[string]*string, len(to))
	for name, b := range to {
		texts[name] = &b.text
	}
	return &texts
}
