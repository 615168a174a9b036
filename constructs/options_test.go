package constructs_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awskms"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/cdktest"
	"github.com/quickstep-go/quickstep/diag"
)

func TestExpress(t *testing.T) {
	stack := cdktest.Stack(t)
	w := constructs.FromText(stack, new("Workflow"), passing, nil, nil, &constructs.WorkflowProps{Type: awsstepfunctions.StateMachineType_EXPRESS})
	if len(w.Diagnostics()) != 0 {
		t.Error(w.Diagnostics())
	}
	_, machine := cdktest.Template(t, stack).One(t, "AWS::StepFunctions::StateMachine")
	if machine.Properties["StateMachineType"] != "EXPRESS" {
		t.Errorf("the machine is %v", machine.Properties["StateMachineType"])
	}
}

func TestExpressWithoutALog(t *testing.T) {
	w := constructs.FromText(cdktest.Stack(t), new("Workflow"), passing, nil, nil, &constructs.WorkflowProps{
		Type: awsstepfunctions.StateMachineType_EXPRESS, Logging: &constructs.LoggingProps{Level: awsstepfunctions.LogLevel_OFF}})
	found := w.Diagnostics().Filter(diag.Warning)
	if len(found) != 1 || found[0].Message != "an Express machine has no history but its log, and Logging is off" {
		t.Errorf("found %v", w.Diagnostics())
	}
}

// What an Express machine cannot do is told at the line of Go.
func TestExpressTakesNoTokens(t *testing.T) {
	w := constructs.NewWorkflow(cdktest.Stack(t), new("Workflow"), &constructs.WorkflowProps{
		Definition: patrol, Type: awsstepfunctions.StateMachineType_EXPRESS})
	if err := w.Err(); err == nil || !strings.Contains(err.Error(), "newworkflow_test.go:") || !strings.Contains(err.Error(), "an Express machine cannot wait for a token") {
		t.Errorf("found %v", err)
	}
}

// A role that is handed in gets the same statements, in a policy for which the
// machine waits, and nothing from CDK.
func TestGivenRole(t *testing.T) {
	stack := cdktest.Stack(t)
	role := awsiam.NewRole(stack, new("Mine"), &awsiam.RoleProps{AssumedBy: awsiam.NewServicePrincipal(new("states.amazonaws.com"), nil)})
	w := constructs.NewWorkflow(stack, new("Workflow"), &constructs.WorkflowProps{
		Definition: patrol, Role: role, Bind: map[string]any{clerk.Name(): newFunction(stack, "Clerk")}})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	doc := cdktest.Template(t, stack)
	mine := *stack.GetLogicalId(role.Node().DefaultChild().(awscdk.CfnElement))
	_, machine := doc.One(t, "AWS::StepFunctions::StateMachine")
	want(t, "the machine's role", machine.Properties["RoleArn"], `{"Fn::GetAtt":["`+mine+`","Arn"]}`)
	policy := "WorkflowPolicy1" + suffix(doc, "WorkflowPolicy1")
	if text := strings.Join(machine.DependsOn, " "); !strings.Contains(text, policy) {
		t.Errorf("the machine waits for %s, not for its policy", text)
	}
	want(t, "the policy's roles", doc.Resources[policy].Properties["Roles"], `[{"Ref":"`+mine+`"}]`)
	if text := granted(t, doc, "WorkflowPolicy1"); !strings.Contains(text, "lambda:InvokeFunction") || !strings.Contains(text, "logs:CreateLogDelivery") {
		t.Errorf("the policy is %s", text)
	}
	for id := range doc.All("AWS::IAM::Policy") {
		if strings.Contains(id, "DefaultPolicy") {
			t.Errorf("CDK added a policy of its own, %s", id)
		}
	}
}

func TestRoleThatIsNotToBeChanged(t *testing.T) {
	stack := cdktest.Stack(t)
	role := awsiam.Role_FromRoleArn(stack, new("Theirs"), new("arn:aws:iam::123456789012:role/machines"), &awsiam.FromRoleArnOptions{Mutable: new(false)})
	w := constructs.FromText(stack, new("Workflow"), passing, nil, invoke, &constructs.WorkflowProps{Role: role})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	doc := cdktest.Template(t, stack)
	if n := len(doc.All("AWS::IAM::Policy")) + len(doc.All("AWS::IAM::Role")); n != 0 {
		t.Errorf("%d roles and policies were made", n)
	}
	_, machine := doc.One(t, "AWS::StepFunctions::StateMachine")
	want(t, "the machine's role", machine.Properties["RoleArn"], `"arn:aws:iam::123456789012:role/machines"`)
}

// The condition on the key names the machine, whether the machine has a name of
// its own or not.
func TestCustomerKey(t *testing.T) {
	for _, name := range []string{"", "orders"} {
		stack := cdktest.Stack(t)
		props := &constructs.WorkflowProps{Definition: named, EncryptionKey: awskms.NewKey(stack, new("Key"), nil), DataKeyReuse: awscdk.Duration_Minutes(new(10.0))}
		if name != "" {
			props.Name = &name
		}
		w := constructs.NewWorkflow(stack, new("Workflow"), props)
		if err := w.Err(); err != nil {
			t.Fatal(err)
		}
		doc := cdktest.Template(t, stack)
		id, machine := doc.One(t, "AWS::StepFunctions::StateMachine")
		key, _ := doc.One(t, "AWS::KMS::Key")
		want(t, "the machine's key", machine.Properties["EncryptionConfiguration"],
			`{"Type":"CUSTOMER_MANAGED_KMS_KEY","KmsKeyId":{"Fn::GetAtt":["`+key+`","Arn"]},"KmsDataKeyReusePeriodSeconds":600}`)
		_, role := doc.One(t, "AWS::IAM::Role")
		inRole, err := json.Marshal(role.Properties["Policies"])
		if err != nil {
			t.Fatal(err)
		}
		if name == "" {
			want(t, "the policy", json.RawMessage(granted(t, doc, "WorkflowSelfPolicy")), `[{"Effect":"Allow","Action":["kms:Decrypt","kms:GenerateDataKey"],
				"Resource":{"Fn::GetAtt":["`+key+`","Arn"]},"Condition":{"StringEquals":{"kms:EncryptionContext:aws:states:stateMachineArn":[{"Ref":"`+id+`"}]}}}]`)
		} else if !strings.Contains(string(inRole), `{"kms:EncryptionContext:aws:states:stateMachineArn":[{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":states:",{"Ref":"AWS::Region"},":",{"Ref":"AWS::AccountId"},":stateMachine:orders"]]}]}`) {
			t.Errorf("the role has %s", inRole)
		}
		_, keyResource := doc.One(t, "AWS::KMS::Key")
		statements := keyResource.Properties["KeyPolicy"].(map[string]any)["Statement"].([]any)
		want(t, "the key's last statement", statements[len(statements)-1],
			`{"Effect":"Allow","Action":"kms:Decrypt","Principal":{"Service":"delivery.logs.amazonaws.com"},"Resource":"*"}`)
		if !strings.Contains(string(inRole), "kms:EncryptionContext:SourceArn") {
			t.Errorf("the role cannot encrypt the logs it delivers: %s", inRole)
		}
	}
}

func TestKeyMistakes(t *testing.T) {
	w := constructs.FromText(cdktest.Stack(t), new("Workflow"), passing, nil, nil, &constructs.WorkflowProps{DataKeyReuse: awscdk.Duration_Minutes(new(1.0))})
	mistakes(t, w, "options_test.go:LINE: DataKeyReuse says nothing without EncryptionKey; set EncryptionKey, or leave it out [QS8006]")
	stack := cdktest.Stack(t)
	w = constructs.FromText(stack, new("Workflow"), passing, nil, nil, &constructs.WorkflowProps{
		EncryptionKey: awskms.NewKey(stack, new("Key"), nil), DataKeyReuse: awscdk.Duration_Seconds(new(30.0))})
	mistakes(t, w, "options_test.go:LINE: NewWorkflow: DataKeyReuse in seconds is 30; set a whole number from 60 to 900 [QS8006]")
}

// A large definition is a file beside the template, with its substitutions.
func TestLargeDefinitionIsAnAsset(t *testing.T) {
	text := `{"Comment":"` + strings.Repeat("x", 300<<10) + `",` + greeting[1:]
	cdktest.App(t) // skips without Node.js
	out := t.TempDir()
	app := awscdk.NewApp(&awscdk.AppProps{Outdir: &out})
	stack := awscdk.NewStack(app, new("Test"), nil)
	w := constructs.FromText(stack, new("Workflow"), text, greeter, invoke, &constructs.WorkflowProps{Bind: map[string]any{"Greeter": newFunction(stack, "Greeter")}})
	if err := w.Err(); err != nil {
		t.Fatal(err)
	}
	_, machine := cdktest.Template(t, stack).One(t, "AWS::StepFunctions::StateMachine")
	if machine.Properties["DefinitionString"] != nil || machine.Properties["DefinitionS3Location"] == nil {
		t.Error("the definition is in the template")
	}
	want(t, "the substitutions", machine.Properties["DefinitionSubstitutions"], `{"Greeter":{"Fn::GetAtt":["Greeter","Arn"]}}`)
	files, err := filepath.Glob(filepath.Join(out, "asset.*.json"))
	if err != nil || len(files) != 1 {
		t.Fatalf("the assets are %v, %v", files, err)
	}
	if staged, err := os.ReadFile(files[0]); err != nil || string(staged) != text {
		t.Errorf("the asset is not the definition (%v)", err)
	}
}
