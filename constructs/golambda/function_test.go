package golambda_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	construct "github.com/aws/constructs-go/constructs/v10"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/cdktest"
	"github.com/quickstep-go/quickstep/constructs/golambda"
	"github.com/quickstep-go/quickstep/diag"
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
	saysAll(t, err, "Test/Broken: function_test.go:LINE: ./testdata/broken does not compile", "undefined: undefined",
		"Test/Nothing: function_test.go:LINE: the function has no Entry", "[QS8020]")
}

var line = regexp.MustCompile(`_test\.go:\d+`)

func saysAll(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Fatal("there is no error")
	}
	text := line.ReplaceAllString(err.Error(), "_test.go:LINE")
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("the error does not say %q:\n%s", part, text)
		}
	}
}

// What CDK would panic on is written on the construct, and whoever is handed the
// function can go on with it.
func TestRefusalsReachSynth(t *testing.T) {
	cdktest.App(t) // skips without Node.js
	made := 0
	err := constructs.Synth(&awscdk.AppProps{Outdir: new(t.TempDir())}, func(app awscdk.App) {
		stack := awscdk.NewStack(app, new("Test"), nil)
		hello := func(id *string, options awslambda.FunctionOptions) {
			f := golambda.NewFunction(stack, id, &golambda.FunctionProps{Entry: "./testdata/hello", FunctionOptions: options})
			f.AddEnvironment(new("TABLE"), new("orders"), nil)
			if *f.FunctionArn() != "" && f.Role() != nil {
				made++
			}
		}
		hello(new("Hello"), awslambda.FunctionOptions{})
		hello(new("Hello"), awslambda.FunctionOptions{})
		hello(nil, awslambda.FunctionOptions{})
		hello(new("Long"), awslambda.FunctionOptions{Description: new(strings.Repeat("x", 300))})
		hello(new("Open"), awslambda.FunctionOptions{AllowAllOutbound: new(true)})
		golambda.NewFunction(stack, new("Both"), &golambda.FunctionProps{Entry: "./testdata/broken",
			FunctionOptions: awslambda.FunctionOptions{AllowAllOutbound: new(true)}})
	})
	saysAll(t, err,
		`Test/Hello-2: function_test.go:LINE: Test has a construct "Hello" already; give one of the two another id [QS8008]`,
		`Test/Function: function_test.go:LINE: a function was given no id; pass one, such as new("Function") [QS8008]`,
		"Test/Long: function_test.go:LINE: the function of Test/Long: CDK refused: ", "256",
		"Test/Open: function_test.go:LINE: the function of Test/Open: CDK refused: ", "without configuring a VPC", "[QS8005]")
	if list, _ := diag.FromError(err); len(list) != 6 {
		t.Errorf("%d mistakes, want 6:\n%v", len(list), err)
	}
	if made != 5 {
		t.Errorf("%d functions were made, want 5", made)
	}
}

func TestWithoutScopeOrStack(t *testing.T) {
	for name, c := range map[string]struct {
		scope func(awscdk.App) construct.Construct
		want  string
	}{
		"no scope": {func(awscdk.App) construct.Construct { return nil },
			"function_test.go:LINE: a function was given no scope; pass a stack, or a construct inside one [QS8008]"},
		"no stack": {func(app awscdk.App) construct.Construct { return app },
			"function_test.go:LINE: the function of Hello: CDK refused: "},
	} {
		t.Run(name, func(t *testing.T) {
			cdktest.App(t) // skips without Node.js
			err := constructs.Synth(&awscdk.AppProps{Outdir: new(t.TempDir())}, func(app awscdk.App) {
				golambda.NewFunction(c.scope(app), new("Hello"), &golambda.FunctionProps{Entry: "./testdata/hello"})
			})
			saysAll(t, err, c.want, "pass a stack, or a construct inside one")
		})
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
