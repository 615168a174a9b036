package constructs_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsevents"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awskms"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"
	construct "github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/cdktest"
	"github.com/quickstep-go/quickstep/synth/permissions"
)

func ec2Role(scope construct.Construct, id string) awsiam.Role {
	return awsiam.NewRole(scope, &id, &awsiam.RoleProps{AssumedBy: awsiam.NewServicePrincipal(new("ec2.amazonaws.com"), nil)})
}

// granted gives the statements of the policies whose ids begin so, as JSON.
func granted(t *testing.T, doc cdktest.Document, prefix string) string {
	t.Helper()
	for id, p := range doc.All("AWS::IAM::Policy") {
		if strings.HasPrefix(id, prefix) {
			text, err := json.Marshal(p.Properties["PolicyDocument"].(map[string]any)["Statement"])
			if err != nil {
				t.Fatal(err)
			}
			return string(text)
		}
	}
	t.Fatalf("there is no policy %s…", prefix)
	return ""
}

// passing is a definition that names no resource.
const passing = `{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}`

func TestGrants(t *testing.T) {
	stack, w := greet(t, &constructs.WorkflowProps{})
	desk := ec2Role(stack, "Desk")
	w.GrantStart(desk)
	w.GrantRead(desk)
	w.GrantRedrive(desk)
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	doc := cdktest.Template(t, stack)
	machine, _ := doc.One(t, "AWS::StepFunctions::StateMachine")
	executions := `{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":states:",{"Ref":"AWS::Region"},":",{"Ref":"AWS::AccountId"},":execution:",{"Fn::GetAtt":["` + machine + `","Name"]},":*"]]}`
	for prefix, wanted := range map[string]string{
		"WorkflowStart": `[{"Effect":"Allow","Action":"states:StartExecution","Resource":{"Ref":"` + machine + `"}}]`,
		"WorkflowRead": `[{"Effect":"Allow","Action":["states:DescribeStateMachine","states:ListExecutions"],"Resource":{"Ref":"` + machine + `"}},
			{"Effect":"Allow","Action":["states:DescribeExecution","states:DescribeStateMachineForExecution","states:GetExecutionHistory"],"Resource":` + executions + `}]`,
		"WorkflowRedrive": `[{"Effect":"Allow","Action":"states:RedriveExecution","Resource":` + executions + `}]`,
	} {
		want(t, prefix, json.RawMessage(granted(t, doc, prefix)), wanted)
	}
}

func TestGrantStartSyncIsForExpress(t *testing.T) {
	stack, w := greet(t, &constructs.WorkflowProps{})
	w.GrantStartSync(ec2Role(stack, "Desk"))
	mistakes(t, w, "grant_test.go:LINE: GrantStartSync: only an Express machine can be waited for; "+
		"set Type to awsstepfunctions.StateMachineType_EXPRESS, or grant with GrantStart [QS8006]")

	stack = cdktest.Stack(t)
	key := awskms.NewKey(stack, new("Key"), nil)
	w = constructs.FromText(stack, new("Workflow"), passing, nil, nil,
		&constructs.WorkflowProps{Name: new("quick"), Type: awsstepfunctions.StateMachineType_EXPRESS, EncryptionKey: key})
	desk := ec2Role(stack, "Desk")
	w.GrantStartSync(desk)
	w.GrantRead(desk)
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	doc := cdktest.Template(t, stack)
	machine, _ := doc.One(t, "AWS::StepFunctions::StateMachine")
	keyID, _ := doc.One(t, "AWS::KMS::Key")
	reads := `{"Effect":"Allow","Action":"kms:Decrypt","Resource":{"Fn::GetAtt":["` + keyID + `","Arn"]},
		"Condition":{"StringEquals":{"kms:EncryptionContext:aws:states:stateMachineArn":[{"Ref":"` + machine + `"}]}}}`
	want(t, "the starter", json.RawMessage(granted(t, doc, "WorkflowStartSync")),
		`[{"Effect":"Allow","Action":"states:StartSyncExecution","Resource":{"Ref":"`+machine+`"}},`+reads+`]`)
	want(t, "the reader", json.RawMessage(granted(t, doc, "WorkflowRead")),
		`[{"Effect":"Allow","Action":"states:DescribeStateMachine","Resource":{"Ref":"`+machine+`"}},`+reads+`]`)

	w.GrantRedrive(desk)
	mistakes(t, w, "grant_test.go:LINE: GrantRedrive: executions of an Express machine cannot be redriven; leave the grant out, or leave Type at its default [QS8006]")
}

func TestUsersAndGroupsAreGranteesToo(t *testing.T) {
	stack, w := greet(t, &constructs.WorkflowProps{})
	w.GrantStart(awsiam.NewUser(stack, new("User"), nil))
	w.GrantStart(awsiam.NewGroup(stack, new("Group"), nil))
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	attached := 0
	for id, p := range cdktest.Template(t, stack).All("AWS::IAM::Policy") {
		if strings.HasPrefix(id, "WorkflowStart") && (p.Properties["Users"] != nil || p.Properties["Groups"] != nil) {
			attached++
		}
	}
	if attached != 2 {
		t.Errorf("%d policies are attached, want 2", attached)
	}
}

// A function that the machine calls may start, read and answer it, though machine
// and function refer to each other. CDK's assertions throw on a circle.
func TestCalledFunctionIsGrantedWithoutACircle(t *testing.T) {
	for name, grant := range selfGrants() {
		t.Run(name, func(t *testing.T) {
			stack := cdktest.Stack(t)
			f := newFunction(stack, "Greeter")
			w := constructs.FromText(stack, new("Workflow"), greeting, greeter, invoke, &constructs.WorkflowProps{Bind: map[string]any{"Greeter": f}})
			grant(w, f)
			w.OnSchedule(new("S"), &constructs.OnScheduleProps{Expression: new("rate(1 day)")})
			if err := w.Err(); err != nil {
				t.Fatal(err)
			}
			cdktest.Template(t, stack)
		})
	}
}

func selfGrants() map[string]func(*constructs.Workflow, awsiam.IGrantable) {
	return map[string]func(*constructs.Workflow, awsiam.IGrantable){
		"start":    func(w *constructs.Workflow, g awsiam.IGrantable) { w.GrantStart(g) },
		"read":     func(w *constructs.Workflow, g awsiam.IGrantable) { w.GrantRead(g) },
		"redrive":  func(w *constructs.Workflow, g awsiam.IGrantable) { w.GrantRedrive(g) },
		"response": func(w *constructs.Workflow, g awsiam.IGrantable) { w.GrantTaskResponse(g) },
		"itself":   func(w *constructs.Workflow, _ awsiam.IGrantable) { w.GrantStart(w.Role()) },
	}
}

// Across stacks a grant goes where no stack comes to wait for one that waits for
// it: the machine's stack may wait for the function's, or the other way round.
func TestGrantsAcrossStacks(t *testing.T) {
	for name, grant := range selfGrants() {
		t.Run("the machine calls the function/"+name, func(t *testing.T) {
			app := cdktest.App(t)
			functions, machines := awscdk.NewStack(app, new("Functions"), nil), awscdk.NewStack(app, new("Machines"), nil)
			f := newFunction(functions, "Greeter")
			w := constructs.FromText(machines, new("Workflow"), greeting, greeter, invoke, &constructs.WorkflowProps{Bind: map[string]any{"Greeter": f}})
			grant(w, f)
			if err := w.Err(); err != nil {
				t.Fatal(err)
			}
			cdktest.Template(t, machines)
			if n := len(cdktest.Template(t, functions).All("AWS::IAM::Policy")); n != 0 {
				t.Errorf("the functions' stack has %d policies, and must not know of the machine", n)
			}
		})
		t.Run("the function knows the machine/"+name, func(t *testing.T) {
			app := cdktest.App(t)
			functions, machines := awscdk.NewStack(app, new("Functions"), nil), awscdk.NewStack(app, new("Machines"), nil)
			f := newFunction(functions, "Greeter")
			w := constructs.FromText(machines, new("Workflow"), passing, nil, nil, &constructs.WorkflowProps{})
			f.AddPropertyOverride(new("Environment.Variables.MACHINE"), w.StateMachineArn())
			grant(w, f)
			if err := w.Err(); err != nil {
				t.Fatal(err)
			}
			cdktest.Template(t, machines)
			cdktest.Template(t, functions)
		})
	}
}

// What else the machine refers to in the grantee's stack counts as well: its key,
// the queue it starts from.
func TestGrantsInAStackThatTheMachineNeeds(t *testing.T) {
	for name, use := range map[string]func(base, machines awscdk.Stack) *constructs.Workflow{
		"its key": func(base, machines awscdk.Stack) *constructs.Workflow {
			return constructs.FromText(machines, new("Workflow"), passing, nil, nil, &constructs.WorkflowProps{EncryptionKey: awskms.NewKey(base, new("Key"), nil)})
		},
		"its role": func(base, machines awscdk.Stack) *constructs.Workflow {
			return constructs.FromText(machines, new("Workflow"), passing, nil, invoke, &constructs.WorkflowProps{Role: ec2Role(base, "Runner")})
		},
		"a queue": func(base, machines awscdk.Stack) *constructs.Workflow {
			w := constructs.FromText(machines, new("Workflow"), passing, nil, nil, &constructs.WorkflowProps{})
			w.FromQueue(new("Q"), &constructs.FromQueueProps{Queue: queueOf(base, &awssqs.QueueProps{})})
			return w
		},
	} {
		t.Run(name, func(t *testing.T) {
			app := cdktest.App(t)
			base, machines := awscdk.NewStack(app, new("Base"), nil), awscdk.NewStack(app, new("Machines"), nil)
			w := use(base, machines)
			w.GrantStart(ec2Role(base, "Desk"))
			if err := w.Err(); err != nil {
				t.Fatal(err)
			}
			cdktest.Template(t, machines) // throws where the stacks need each other
		})
	}
}

// What the machine comes to refer to only after a grant counts as well: the policy
// follows, whether it is the machine's or an alias's.
func TestGrantsBeforeAStackIsNeeded(t *testing.T) {
	for name, use := range map[string]func(w *constructs.Workflow, base awscdk.Stack){
		"a queue": func(w *constructs.Workflow, base awscdk.Stack) {
			w.FromQueue(new("Q"), &constructs.FromQueueProps{Queue: queueOf(base, &awssqs.QueueProps{})})
		},
		"a bus": func(w *constructs.Workflow, base awscdk.Stack) {
			w.OnEvent(new("E"), &constructs.OnEventProps{Bus: awsevents.NewEventBus(base, new("Bus"), nil),
				Pattern: &awsevents.EventPattern{Source: jsii.Strings("shop.orders")}})
		},
		"dead letters": func(w *constructs.Workflow, base awscdk.Stack) {
			w.OnSchedule(new("S"), &constructs.OnScheduleProps{Expression: new("rate(1 day)"), DeadLetterQueue: queueOf(base, &awssqs.QueueProps{})})
		},
		"an alarm": func(w *constructs.Workflow, base awscdk.Stack) {
			lost := awscloudwatch.NewAlarm(base, new("Lost"), &awscloudwatch.AlarmProps{EvaluationPeriods: new(1.0), Threshold: new(1.0),
				Metric: awscloudwatch.NewMetric(&awscloudwatch.MetricProps{Namespace: new("Shop"), MetricName: new("Lost")})})
			w.AddAlias(new("Next"), &constructs.AliasProps{Deployment: &constructs.DeploymentProps{Alarms: &[]awscloudwatch.IAlarm{lost}}})
		},
	} {
		t.Run(name, func(t *testing.T) {
			app := cdktest.App(t)
			base, machines := awscdk.NewStack(app, new("Base"), nil), awscdk.NewStack(app, new("Machines"), nil)
			w := constructs.FromText(machines, new("Workflow"), passing, nil, nil, &constructs.WorkflowProps{})
			desk := ec2Role(base, "Desk")
			w.GrantStart(desk)
			w.AddAlias(new("Live"), nil).GrantStart(desk)
			use(w, base)
			w.GrantStart(desk) // a second time, which adds nothing
			if err := w.Err(); err != nil {
				t.Fatal(err)
			}
			doc := cdktest.Template(t, machines) // throws where the stacks need each other
			starters := 0
			for id := range doc.All("AWS::IAM::Policy") {
				if strings.Contains(id, "Start") {
					starters++
				}
			}
			if starters != 2 {
				t.Errorf("%d policies let the desk start executions, want 2", starters)
			}
			if n := len(cdktest.Template(t, base).All("AWS::IAM::Policy")); n != 0 {
				t.Errorf("%d policies stayed where the desk is", n)
			}
		})
	}
}

// A machine with a name is granted by it: neither stack waits for the other
// because of the grant.
func TestGrantByNameBindsNoStacks(t *testing.T) {
	app := cdktest.App(t)
	desks, machines := awscdk.NewStack(app, new("Desks"), nil), awscdk.NewStack(app, new("Machines"), nil)
	w := constructs.FromText(machines, new("Workflow"), passing, nil, nil, &constructs.WorkflowProps{Name: new("orders")})
	w.GrantStart(ec2Role(desks, "Desk"))
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	doc := cdktest.Template(t, desks)
	_, policy := doc.One(t, "AWS::IAM::Policy")
	want(t, "the policy", policy.Properties["PolicyDocument"], `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"states:StartExecution",
		"Resource":{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":states:",{"Ref":"AWS::Region"},":",{"Ref":"AWS::AccountId"},":stateMachine:orders"]]}}]}`)
}

func TestGrantActivityWorker(t *testing.T) {
	stack := cdktest.Stack(t)
	desk := awsstepfunctions.NewActivity(stack, new("Approval"), &awsstepfunctions.ActivityProps{
		EncryptionConfiguration: awsstepfunctions.NewCustomerManagedEncryptionConfiguration(awskms.NewKey(stack, new("Key"), nil), nil)})
	w := constructs.FromText(stack, new("Workflow"), `{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"${Approval}","End":true}}}`,
		[]constructs.Resource{{Name: "Approval", Kind: permissions.Activity, States: []string{"A"}}}, nil,
		&constructs.WorkflowProps{Bind: map[string]any{"Approval": desk}})
	w.GrantActivityWorker(desk, ec2Role(stack, "Worker"))
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	doc := cdktest.Template(t, stack)
	activity, _ := doc.One(t, "AWS::StepFunctions::Activity")
	key, _ := doc.One(t, "AWS::KMS::Key")
	want(t, "the policy", json.RawMessage(granted(t, doc, "WorkflowWorker")), `[
		{"Effect":"Allow","Action":["states:GetActivityTask","states:SendTaskFailure","states:SendTaskHeartbeat","states:SendTaskSuccess"],"Resource":{"Ref":"`+activity+`"}},
		{"Effect":"Allow","Action":"kms:Decrypt","Resource":{"Fn::GetAtt":["`+key+`","Arn"]},"Condition":{"StringEquals":{"kms:EncryptionContext:aws:states:activityArn":[{"Ref":"`+activity+`"}]}}}]`)

	w.GrantActivityWorker(awsstepfunctions.NewActivity(stack, new("Other"), nil), ec2Role(stack, "Idler"))
	w.GrantActivityWorker(nil, ec2Role(stack, "Nobody"))
	mistakes(t, w,
		"grant_test.go:LINE: GrantActivityWorker: the activity is bound to no name of this workflow; pass one that is in Bind [QS8004]",
		"grant_test.go:LINE: GrantActivityWorker was given no activity; pass the activity that is bound to the workflow [QS8006]")
}

func TestImportedMachine(t *testing.T) {
	stack := cdktest.Stack(t)
	desk := ec2Role(stack, "Desk")
	elsewhere := constructs.FromArn(stack, new("Orders"), new("arn:aws:states:eu-west-1:210987654321:stateMachine:orders:live"))
	elsewhere.GrantStart(desk)
	elsewhere.GrantRead(desk)
	elsewhere.GrantTaskResponse(desk)
	if err := elsewhere.Err(); err != nil {
		t.Fatal(err)
	}
	doc := cdktest.Template(t, stack)
	want(t, "the starter", json.RawMessage(granted(t, doc, "OrdersStart")),
		`[{"Effect":"Allow","Action":"states:StartExecution","Resource":"arn:aws:states:eu-west-1:210987654321:stateMachine:orders:live"}]`)
	want(t, "the reader", json.RawMessage(granted(t, doc, "OrdersRead")), `[
		{"Effect":"Allow","Action":["states:DescribeStateMachine","states:ListExecutions"],"Resource":"arn:aws:states:eu-west-1:210987654321:stateMachine:orders"},
		{"Effect":"Allow","Action":["states:DescribeExecution","states:DescribeStateMachineForExecution","states:GetExecutionHistory"],"Resource":"arn:aws:states:eu-west-1:210987654321:execution:orders:*"}]`)
	if got := (*elsewhere.MetricFailed(nil).Dimensions())["StateMachineArn"]; got != "arn:aws:states:eu-west-1:210987654321:stateMachine:orders" {
		t.Errorf("the metric is of %v", got)
	}
}

func TestImportMistakes(t *testing.T) {
	const help = "; pass one such as arn:aws:states:eu-central-1:123456789012:stateMachine:orders, or a token that stands for one [QS8006]"
	for arn, wanted := range map[string]string{
		"": "FromArn was given no ARN" + help,
		"arn:aws:states:eu-west-1:210987654321:activity:x": `FromArn: "arn:aws:states:eu-west-1:210987654321:activity:x" is not the ARN of a state machine` + help,
		"orders": `FromArn: "orders" is not the ARN of a state machine` + help,
	} {
		i := constructs.FromArn(cdktest.Stack(t), new("Orders"), &arn)
		if got := lineNumber.ReplaceAllString(i.Diagnostics().String(), "_test.go:LINE"); got != "grant_test.go:LINE: "+wanted {
			t.Errorf("found\n%s\nwant\n%s", got, wanted)
		}
		i.GrantStart(nil) // is harmless
	}
}
