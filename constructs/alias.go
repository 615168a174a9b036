package constructs

import (
	"fmt"
	"regexp"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"
	construct "github.com/aws/constructs-go/constructs/v10"

	"github.com/quickstep-go/quickstep/constructs/internal/refusal"
	"github.com/quickstep-go/quickstep/diag"
)

// AliasProps says what an alias is called, and how it comes to point at a new
// version of the machine.
type AliasProps struct {
	// Name is the alias's name: letters, digits, and _ - . among which is one that
	// is no digit. Optional: the id.
	Name *string

	// Description is the alias's. Optional.
	Description *string

	// Deployment moves executions over to a new version bit by bit. Optional: all
	// at once, and no alarm can call it off.
	Deployment *DeploymentProps
}

// DeploymentType is how executions move over to a new version.
type DeploymentType string

// The ways to a new version. (Step Functions Developer Guide, "Gradual deployment
// of state machine versions".)
const (
	// AllAtOnce starts all executions on the new version, and watches the alarms.
	AllAtOnce DeploymentType = "ALL_AT_ONCE"
	// Canary starts a percentage on the new version, and after an interval all.
	Canary DeploymentType = "CANARY"
	// Linear adds a percentage with each interval.
	Linear DeploymentType = "LINEAR"
)

// DeploymentProps says how an alias moves over to a new version.
type DeploymentProps struct {
	// Type is the way. Optional: AllAtOnce.
	Type DeploymentType

	// Percentage is how much moves over in one step, from 1 to 99. Required for
	// Canary and Linear.
	Percentage *float64

	// Interval is the time between two steps, in whole minutes from 1 to 2,100.
	// Required for Canary and Linear.
	Interval awscdk.Duration

	// Alarms call the deployment off when one of them goes off: the alias then
	// points at the old version again. Optional: the workflow's own alarms.
	Alarms *[]awscloudwatch.IAlarm
}

// Alias is a name that points at a version of a workflow's machine. Executions
// that are started by it run the version it points at when they start. It has the
// grants of the workflow: starting by the alias, and nothing but it.
type Alias struct {
	construct.Construct
	executable

	// Version is the version that the alias points at once it is deployed, and
	// Alias the alias itself. Both are nil where CDK refused them; then
	// [Workflow.Err] says why.
	Version awsstepfunctions.CfnStateMachineVersion
	Alias   awsstepfunctions.CfnStateMachineAlias

	of *Workflow
}

// AddAlias publishes a version of the machine whenever the machine changes, and
// makes an alias that points at the last one. Rules, schedules and queues start
// executions by it where their props say so. Older versions stay, so that
// executions and roll-backs find them; Step Functions keeps a thousand.
func (w *Workflow) AddAlias(id *string, props *AliasProps) *Alias {
	at := refusal.Caller()
	alias := &Alias{of: w}
	alias.found = w.found
	scope, ok := w.part(id, "AddAlias", at)
	if !ok {
		return alias
	}
	alias.Construct = scope
	if props == nil {
		props = &AliasProps{}
	}
	name := *id
	if props.Name != nil {
		name = *props.Name
	}
	if d := wrongAliasName(name, at); d != nil {
		w.found.add(*d)
		return alias
	}
	preference, ok := w.deployment(props.Deployment, at)
	if !ok {
		return alias
	}
	defer w.found.recovered("AddAlias "+*id, at)
	alias.Version = w.newVersion()
	shape := &awsstepfunctions.CfnStateMachineAliasProps{Name: &name, Description: props.Description}
	if preference != nil {
		preference.StateMachineVersionArn = alias.Version.AttrArn()
		shape.DeploymentPreference = preference
	} else {
		shape.RoutingConfiguration = []any{&awsstepfunctions.CfnStateMachineAlias_RoutingConfigurationVersionProperty{
			StateMachineVersionArn: alias.Version.AttrArn(), Weight: new(100.0)}}
	}
	alias.Alias = awsstepfunctions.NewCfnStateMachineAlias(scope, new("Alias"), shape)
	alias.executable = w.executable
	alias.at, alias.started = scope, *alias.Alias.Ref()
	return alias
}

// newVersion makes the version that all aliases of the workflow share. A changed
// machine has another revision, which makes another version; the one before it
// stays for as long as the machine.
func (w *Workflow) newVersion() awsstepfunctions.CfnStateMachineVersion {
	if w.version != nil {
		return w.version
	}
	w.version = awsstepfunctions.NewCfnStateMachineVersion(w, new("Version"), &awsstepfunctions.CfnStateMachineVersionProps{
		StateMachineArn:        w.machine.StateMachineArn(),
		StateMachineRevisionId: w.machine.StateMachineRevisionId(),
	})
	w.version.ApplyRemovalPolicy(awscdk.RemovalPolicy_RETAIN, nil)
	return w.version
}

// deployment gives the preference for CloudFormation, and false where the props
// are wrong, which is reported.
func (w *Workflow) deployment(p *DeploymentProps, at diag.Position) (*awsstepfunctions.CfnStateMachineAlias_DeploymentPreferenceProperty, bool) {
	if p == nil {
		return nil, true
	}
	made := &awsstepfunctions.CfnStateMachineAlias_DeploymentPreferenceProperty{Type: new(string(AllAtOnce)), Alarms: w.alarmNames(p.Alarms)}
	switch p.Type {
	case "", AllAtOnce:
		if p.Percentage != nil || p.Interval != nil {
			return nil, w.refuse(at, "AddAlias: Percentage and Interval say nothing of a deployment all at once", "set Type to Canary or Linear, or leave the two out")
		}
		return made, true
	case Canary, Linear:
	default:
		return nil, w.refuse(at, fmt.Sprintf("AddAlias: there is no deployment of type %q", p.Type), "set AllAtOnce, Canary or Linear")
	}
	if p.Percentage == nil || p.Interval == nil {
		return nil, w.refuse(at, fmt.Sprintf("AddAlias: a deployment of type %s lacks its Percentage or its Interval", p.Type), "set both")
	}
	made.Type, made.Percentage, made.Interval = new(string(p.Type)), p.Percentage, p.Interval.ToMinutes(&awscdk.TimeConversionOptions{Integral: new(false)})
	return made, w.within("AddAlias", "Percentage", made.Percentage, 1, 99, at) &&
		w.within("AddAlias", "Interval in minutes", made.Interval, 1, 2100, at)
}

// alarmNames gives the names of alarms, those of the workflow where none are given.
func (w *Workflow) alarmNames(given *[]awscloudwatch.IAlarm) *[]*string {
	alarms := w.alarms.All()
	if given != nil {
		alarms = *given
	}
	if len(alarms) == 0 {
		return nil
	}
	names := make([]*string, len(alarms))
	for i, a := range alarms {
		w.need(a)
		names[i] = a.AlarmName()
	}
	return &names
}

// refuse reports a wrong prop, and gives false.
func (w *Workflow) refuse(at diag.Position, message, help string) bool {
	w.found.add(diag.Diagnostic{Severity: diag.Error, Code: codeProps, Position: at, Message: message, Help: help})
	return false
}

var aliasName = regexp.MustCompile(`^[0-9]*[A-Za-z_.-][A-Za-z0-9_.-]*$`)

func wrongAliasName(name string, at diag.Position) *diag.Diagnostic {
	if aliasName.MatchString(name) && len(name) <= 80 {
		return nil
	}
	return &diag.Diagnostic{Severity: diag.Error, Code: codeProps, Position: at,
		Message: fmt.Sprintf("AddAlias: %q is no name of an alias", name),
		Help:    "choose 1 to 80 letters, digits, _ - and . that are not all digits"}
}

// by gives what a trigger starts: the alias, or else the machine. It reports an
// alias of another workflow.
func (w *Workflow) by(alias *Alias, doing string, at diag.Position) *executable {
	switch {
	case alias == nil:
		return &w.executable
	case alias.of != w:
		w.refuse(at, doing+": Alias is one of another workflow", "make it with this workflow's AddAlias")
		return &w.executable
	}
	return &alias.executable
}
