package constructs_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"
	construct "github.com/aws/constructs-go/constructs/v10"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/cdktest"
	"github.com/quickstep-go/quickstep/synth/permissions"
)

// greeting calls one function and waits for its answer.
const greeting = `{"StartAt":"Greet","TimeoutSeconds":30,"States":{"Greet":{"Type":"Task",` +
	`"Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken","Arguments":{"FunctionName":"${Greeter}",` +
	`"Payload":{"Token":"{% $states.context.Task.Token %}"}},"End":true}},"QueryLanguage":"JSONata"}`

var (
	greeter = []constructs.Resource{{Name: "Greeter", Kind: "function", States: []string{"Greet"}, Token: true}}
	invoke  = []permissions.Statement{{
		Actions:   []string{"lambda:InvokeFunction"},
		Resources: []string{"${Greeter}", "${Greeter}:*"},
		Reasons:   []permissions.Reason{{States: []string{"Greet"}, Why: "invokes the function"}},
	}}
)

// function stands for awslambda's, which takes long to compile: something with
// a FunctionArn and a role, whose resource waits for its role's policy.
type function struct {
	awscdk.CfnResource
	role awsiam.Role
}

func (f *function) FunctionArn() *string              { return f.GetAtt(new("Arn"), "").ToString() }
func (f *function) GrantPrincipal() awsiam.IPrincipal { return f.role }
func (f *function) Role() awsiam.IRole                { return f.role }
func newFunction(scope construct.Construct, id string) *function {
	role := awsiam.NewRole(scope, new(id+"Role"), &awsiam.RoleProps{
		AssumedBy: awsiam.NewServicePrincipal(new("lambda.amazonaws.com"), nil)})
	f := &function{role: role, CfnResource: awscdk.NewCfnResource(scope, &id, &awscdk.CfnResourceProps{
		Type: new("AWS::Lambda::Function"),
		Properties: &map[string]any{"Role": role.RoleArn(), "Runtime": "provided.al2023", "Handler": "bootstrap",
			"Code": map[string]any{"S3Bucket": "code", "S3Key": "greeter.zip"}},
	})}
	f.Node().AddDependency(role)
	return f
}

func greet(t *testing.T, props *constructs.WorkflowProps) (awscdk.Stack, *constructs.Workflow) {
	t.Helper()
	stack := cdktest.Stack(t)
	if props.Bind == nil {
		props.Bind = map[string]any{"Greeter": newFunction(stack, "Greeter")}
	}
	return stack, constructs.FromText(stack, new("Workflow"), greeting, greeter, invoke, props)
}

// want compares a value of a template with JSON.
func want(t *testing.T, what string, got any, text string) {
	t.Helper()
	var wanted any
	if err := json.Unmarshal([]byte(text), &wanted); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	if b, err := json.Marshal(got); err != nil || !reflect.DeepEqual(normal(t, b), wanted) {
		t.Errorf("%s is\n%s\nwant\n%s", what, b, text)
	}
}

func normal(t *testing.T, b []byte) (v any) {
	t.Helper()
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestMachine(t *testing.T) {
	stack, w := greet(t, &constructs.WorkflowProps{})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	doc := cdktest.Template(t, stack)
	_, machine := doc.One(t, "AWS::StepFunctions::StateMachine")
	p := machine.Properties
	want(t, "the definition", p["DefinitionString"], fmt.Sprintf("%q", greeting))
	want(t, "the substitutions", p["DefinitionSubstitutions"], `{"Greeter":{"Fn::GetAtt":["Greeter","Arn"]}}`)
	want(t, "tracing", p["TracingConfiguration"], `{"Enabled":true}`)
	if p["StateMachineName"] != nil {
		t.Errorf("the machine is called %v", p["StateMachineName"])
	}
	if machine.DeletionPolicy != "Delete" {
		t.Errorf("the machine's deletion policy is %q", machine.DeletionPolicy)
	}
}

func TestRoleHoldsTheStatementsAndTheirReasons(t *testing.T) {
	stack, w := greet(t, &constructs.WorkflowProps{
		Logging: &constructs.LoggingProps{Level: awsstepfunctions.LogLevel_OFF}, Tracing: new(false)})
	id := *stack.GetLogicalId(w.Role().Node().DefaultChild().(awscdk.CfnElement))
	role := cdktest.Template(t, stack).Resources[id]
	want(t, "the policies", role.Properties["Policies"], `[{"PolicyName":"Workflow","PolicyDocument":{"Version":"2012-10-17","Statement":[
		{"Effect":"Allow","Action":"lambda:InvokeFunction","Resource":[{"Fn::GetAtt":["Greeter","Arn"]},
			{"Fn::Join":["",[{"Fn::GetAtt":["Greeter","Arn"]},":*"]]}]}]}}]`)
	want(t, "the trust policy", role.Properties["AssumeRolePolicyDocument"], `{"Version":"2012-10-17","Statement":[
		{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"states.amazonaws.com"},"Condition":{
			"StringEquals":{"aws:SourceAccount":{"Ref":"AWS::AccountId"}},
			"ArnLike":{"aws:SourceArn":{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":states:",{"Ref":"AWS::Region"},":",{"Ref":"AWS::AccountId"},":stateMachine:*"]]}}}}]}`)
	want(t, "the reasons", role.Metadata["Quickstep::Permissions"],
		`[{"Action":["lambda:InvokeFunction"],"Why":["Greet: invokes the function"]}]`)
}

func TestNameNarrowsTheTrust(t *testing.T) {
	stack, w := greet(t, &constructs.WorkflowProps{Name: new("greetings")})
	id := *stack.GetLogicalId(w.Role().Node().DefaultChild().(awscdk.CfnElement))
	text, _ := json.Marshal(cdktest.Template(t, stack).Resources[id].Properties["AssumeRolePolicyDocument"])
	if !strings.Contains(string(text), ":stateMachine:greetings") {
		t.Errorf("the trust policy does not name the machine: %s", text)
	}
}

func TestLogging(t *testing.T) {
	own := `{"Level":"ALL","IncludeExecutionData":false,"Destinations":[{"CloudWatchLogsLogGroup":{"LogGroupArn":{"Fn::GetAtt":["WorkflowLogGroupC1B3E9D3","Arn"]}}}]}`
	for name, c := range map[string]struct {
		props    *constructs.LoggingProps
		config   string
		days     any
		deletion string
	}{
		"by default": {nil, own, 30.0, "Retain"},
		"for ever":   {&constructs.LoggingProps{Retention: awscdk.Duration_Days(new(0.0))}, own, nil, "Retain"},
		"asked for": {&constructs.LoggingProps{IncludeExecutionData: new(true), Level: awsstepfunctions.LogLevel_ERROR,
			Retention: awscdk.Duration_Days(new(7.0)), RemovalPolicy: awscdk.RemovalPolicy_DESTROY},
			strings.NewReplacer("ALL", "ERROR", "false", "true").Replace(own), 7.0, "Delete"},
	} {
		t.Run(name, func(t *testing.T) {
			stack, _ := greet(t, &constructs.WorkflowProps{Logging: c.props})
			doc := cdktest.Template(t, stack)
			_, machine := doc.One(t, "AWS::StepFunctions::StateMachine")
			_, group := doc.One(t, "AWS::Logs::LogGroup")
			want(t, "the configuration", machine.Properties["LoggingConfiguration"], c.config)
			want(t, "the group's name", group.Properties["LogGroupName"], `{"Fn::Join":["",["/aws/vendedlogs/states/Test-Workflow-C89657D8-",
				{"Fn::Select":[0,{"Fn::Split":["-",{"Fn::Select":[2,{"Fn::Split":["/",{"Ref":"AWS::StackId"}]}]}]}]}]]}`)
			if group.Properties["RetentionInDays"] != c.days || group.DeletionPolicy != c.deletion {
				t.Errorf("retention %v, deletion %v", group.Properties["RetentionInDays"], group.DeletionPolicy)
			}
		})
	}
}

func TestRetentionThatCloudWatchLacks(t *testing.T) {
	_, w := greet(t, &constructs.WorkflowProps{Logging: &constructs.LoggingProps{Retention: awscdk.Duration_Days(new(10.0))}})
	mistakes(t, w, "workflow_test.go:LINE: Logging: CloudWatch Logs keeps nothing for 10 days; set a Retention of 14 days, or of 0 to keep events for ever [QS8006]")
}

// A group that is handed in is used as it is.
func TestGivenLogGroup(t *testing.T) {
	const arn = "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/vendedlogs/states/shared:*"
	stack, w := greet(t, &constructs.WorkflowProps{Logging: &constructs.LoggingProps{LogGroup: sharedGroup(arn)}})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	doc := cdktest.Template(t, stack)
	_, machine := doc.One(t, "AWS::StepFunctions::StateMachine")
	want(t, "the destinations", machine.Properties["LoggingConfiguration"].(map[string]any)["Destinations"], `[{"CloudWatchLogsLogGroup":{"LogGroupArn":"`+arn+`"}}]`)
	if len(doc.All("AWS::Logs::LogGroup")) != 0 || *w.LogGroup().LogGroupArn() != arn {
		t.Error("the group is not the one that was given")
	}
}

type sharedGroup string

func (g sharedGroup) LogGroupArn() *string { return new(string(g)) }

func TestLoggingOff(t *testing.T) {
	stack, w := greet(t, &constructs.WorkflowProps{Logging: &constructs.LoggingProps{Level: awsstepfunctions.LogLevel_OFF}, Tracing: new(false)})
	doc := cdktest.Template(t, stack)
	if len(doc.All("AWS::Logs::LogGroup")) != 0 || w.LogGroup() != nil {
		t.Error("there is a log group")
	}
	text, _ := json.Marshal(doc)
	for _, needless := range []string{"logs:", "xray:"} {
		if strings.Contains(string(text), needless) {
			t.Errorf("the template has a permission %s*", needless)
		}
	}
}

func TestStatementsAboutTheMachineItselfStandApart(t *testing.T) {
	stack := cdktest.Stack(t)
	w := constructs.FromText(stack, new("Workflow"), `{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}`, nil,
		[]permissions.Statement{{Self: true, Actions: []string{"states:StartExecution"}, Resources: []string{permissions.MachineARN},
			Reasons: []permissions.Reason{{Why: "starts its own children"}}}}, &constructs.WorkflowProps{})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	doc := cdktest.Template(t, stack)
	machine, _ := doc.One(t, "AWS::StepFunctions::StateMachine")
	policy := doc.Resources["WorkflowSelfPolicy"+suffix(doc, "WorkflowSelfPolicy")]
	want(t, "the policy", policy.Properties["PolicyDocument"], `{"Version":"2012-10-17","Statement":[
		{"Effect":"Allow","Action":"states:StartExecution","Resource":{"Ref":"`+machine+`"}}]}`)
	want(t, "its reason", policy.Metadata["Quickstep::Permissions"], `[{"Action":["states:StartExecution"],"Why":["starts its own children"]}]`)
	for _, id := range doc.Resources[machine].DependsOn {
		if strings.HasPrefix(id, "WorkflowSelfPolicy") {
			t.Error("the machine waits for the policy that waits for the machine")
		}
	}
}

// suffix gives what CDK appended to a logical id.
func suffix(doc cdktest.Document, prefix string) string {
	for id := range doc.Resources {
		if rest, ok := strings.CutPrefix(id, prefix); ok {
			return rest
		}
	}
	return ""
}
