package golambda_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/cdktest"
	"github.com/quickstep-go/quickstep/constructs/golambda"
)

func TestMain(m *testing.M) { cdktest.Main(m) }

func TestFunction(t *testing.T) {
	out := t.TempDir()
	cdktest.App(t) // skips without Node.js
	app := awscdk.NewApp(&awscdk.AppProps{Outdir: &out})
	stack := awscdk.NewStack(app, new("Test"), nil)
	golambda.NewFunction(stack, new("Hello"), &golambda.FunctionProps{
		Entry: "./testdata/hello",
		FunctionOptions: awslambda.FunctionOptions{
			Timeout:     awscdk.Duration_Seconds(new(10.0)),
			Environment: &map[string]*string{"GREETING": new("hello")},
		},
	})
	doc := cdktest.Template(t, stack)
	_, f := doc.One(t, "AWS::Lambda::Function")
	for name, wanted := range map[string]any{
		"Runtime": "provided.al2023", "Handler": "bootstrap", "Timeout": 10.0, "Architectures": []any{"arm64"},
	} {
		if got := f.Properties[name]; !reflect.DeepEqual(got, wanted) {
			t.Errorf("%s is %v, want %v", name, got, wanted)
		}
	}
	group, _ := doc.One(t, "AWS::Logs::LogGroup")
	_, role := doc.One(t, "AWS::IAM::Role")
	if role.Properties["ManagedPolicyArns"] != nil {
		t.Error("the role has a managed policy")
	}
	policies, _ := json.Marshal(role.Properties["Policies"])
	if want := `[{"PolicyDocument":{"Statement":[{"Action":["logs:CreateLogStream","logs:PutLogEvents"],"Effect":"Allow","Resource":{"Fn::GetAtt":["` +
		group + `","Arn"]}}],"Version":"2012-10-17"},"PolicyName":"Log"}]`; string(policies) != want {
		t.Errorf("the role may\n%s\nwant\n%s", policies, want)
	}
	staged, err := filepath.Glob(filepath.Join(out, "asset.*", "bootstrap"))
	if err != nil || len(staged) != 1 {
		t.Fatalf("staged programs: %v, %v", staged, err)
	}
	if info, err := os.Stat(staged[0]); err != nil || info.Mode()&0o111 == 0 {
		t.Errorf("the staged program cannot be executed: %v", err)
	}
}

// Two functions of one program are one asset.
func TestOneProgramManyFunctions(t *testing.T) {
	cdktest.App(t) // skips without Node.js
	out := t.TempDir()
	stack := awscdk.NewStack(awscdk.NewApp(&awscdk.AppProps{Outdir: &out}), new("Test"), nil)
	for _, name := range []string{"Charge", "Refund"} {
		golambda.NewFunction(stack, &name, &golambda.FunctionProps{Entry: "./testdata/hello", Function: name})
	}
	handlers := map[any]any{}
	for _, f := range cdktest.Template(t, stack).All("AWS::Lambda::Function") {
		handlers[f.Properties["Handler"]] = f.Properties["Code"].(map[string]any)["S3Key"]
	}
	if len(handlers) != 2 || handlers["Charge"] == nil || !reflect.DeepEqual(handlers["Charge"], handlers["Refund"]) {
		t.Errorf("the functions are %v", handlers)
	}
	if staged, err := filepath.Glob(filepath.Join(out, "asset.*")); err != nil || len(staged) != 1 {
		t.Errorf("the assets are %v, %v", staged, err)
	}
}

func TestX86AndOwnRole(t *testing.T) {
	stack := cdktest.Stack(t)
	golambda.NewFunction(stack, new("Hello"), &golambda.FunctionProps{
		Entry: "./testdata/hello",
		FunctionOptions: awslambda.FunctionOptions{
			Architecture: awslambda.Architecture_X86_64(),
			Role:         awsiam.Role_FromRoleArn(stack, new("Role"), new("arn:aws:iam::123456789012:role/hello"), nil),
		},
	})
	doc := cdktest.Template(t, stack)
	_, f := doc.One(t, "AWS::Lambda::Function")
	if got := f.Properties["Architectures"]; !reflect.DeepEqual(got, []any{"x86_64"}) {
		t.Errorf("the architecture is %v", got)
	}
	if len(doc.All("AWS::IAM::Role")) != 0 {
		t.Error("a role was made although one was given")
	}
}

func TestCompilerErrorsReachSynth(t *testing.T) {
	cdktest.App(t) // skips without Node.js
	err := constructs.Synth(&awscdk.AppProps{Outdir: new(t.TempDir())}, func(app awscdk.App) {
		stack := awscdk.NewStack(app, new("Test"), nil)
		golambda.NewFunction(stack, new("Broken"), &golambda.FunctionProps{Entry: "./testdata/broken"})
		golambda.NewFunction(stack, new("Nothing"), nil)
	})
	for _, part := range []string{"Test/Broken: ./testdata/broken does not compile", "undefined: undefined", "Test/Nothing: the function has no Entry"} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("the error does not say %q:\n%v", part, err)
		}
	}
}

// Every prop that CDK has for all kinds of function must reach the function.
func TestSpread(t *testing.T) {
	options, full := &awslambda.FunctionOptions{}, &awslambda.FunctionProps{}
	options.Description = new("a description")
	golambda.Spread(options, full) // panics where a field has no counterpart
	if full.Description != options.Description {
		t.Error("the description was lost")
	}
}

// The cdk command says in the context which stacks it will deploy.
func TestNothingIsBuiltForStacksThatAreOnlyLookedAt(t *testing.T) {
	cdktest.App(t) // skips without Node.js
	err := constructs.Synth(&awscdk.AppProps{
		Outdir:  new(t.TempDir()),
		Context: &map[string]any{"aws:cdk:bundling-stacks": []string{"Other"}},
	}, func(app awscdk.App) {
		stack := awscdk.NewStack(app, new("Test"), nil)
		golambda.NewFunction(stack, new("Broken"), &golambda.FunctionProps{Entry: "./testdata/broken"})
	})
	if err != nil {
		t.Error(err)
	}
}
