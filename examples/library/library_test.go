package library_test

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssns"
	"github.com/cdklabs/cdk-nag-go/cdknag/v2"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/cdktest"

	"github.com/quickstep-go/quickstep/examples/library"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestMain(m *testing.M) { cdktest.Main(m) }

// carrier is some function that ships.
func carrier(in awscdk.Stack) awslambda.IFunction {
	return awslambda.Function_FromFunctionArn(in, new("Carrier"), new("arn:aws:lambda:eu-central-1:123456789012:function:carrier"))
}

func pager(in awscdk.Stack) awssns.Topic {
	return awssns.NewTopic(in, new("Pager"), &awssns.TopicProps{EnforceSSL: new(true)})
}

// unbuilt are props of an app that is looked at without building its functions.
func unbuilt(t *testing.T) *awscdk.AppProps {
	return &awscdk.AppProps{Outdir: new(t.TempDir()), Context: &map[string]any{"aws:cdk:bundling-stacks": []string{}}}
}

func TestPipeline(t *testing.T) {
	cdktest.App(t) // skips without Node.js
	stack := awscdk.NewStack(awscdk.NewApp(unbuilt(t)), new("Shop"), nil)
	p := library.NewOrderPipeline(stack, new("Orders"), &library.OrderPipelineProps{Ship: carrier(stack), Pager: pager(stack)})
	if err := p.Workflow.Err(); err != nil {
		t.Fatal(err)
	}
	doc := cdktest.Template(t, stack)
	for kind, n := range map[string]int{
		"AWS::StepFunctions::StateMachine": 1, "AWS::StepFunctions::StateMachineAlias": 1, "AWS::Pipes::Pipe": 1,
		"AWS::SQS::Queue": 3, "AWS::Lambda::Function": 1, "AWS::CloudWatch::Alarm": 4,
	} {
		if got := len(doc.All(kind)); got != n {
			t.Errorf("there are %d of %s, want %d", got, kind, n)
		}
	}
	_, f := doc.One(t, "AWS::Lambda::Function")
	if f.Properties["Handler"] != "PriceOrder" {
		t.Errorf("the function's handler is %v", f.Properties["Handler"])
	}
}

// The logical ids are part of what the module promises: a resource whose id
// changes is replaced in every stack that takes the new version, with what is in
// it. A change here is a new major version, or a mistake.
func TestIdentitiesStay(t *testing.T) {
	cdktest.App(t) // skips without Node.js
	stack := awscdk.NewStack(awscdk.NewApp(unbuilt(t)), new("Shop"), nil)
	library.NewOrderPipeline(stack, new("Orders"), &library.OrderPipelineProps{Ship: carrier(stack), Pager: pager(stack)})
	var lines []string
	for id, r := range cdktest.Template(t, stack).Resources {
		lines = append(lines, r.Type+" "+id)
	}
	slices.Sort(lines)
	got := strings.Join(lines, "\n") + "\n"
	const golden = "testdata/resources.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the resources are not those of %s:\n%s", golden, got)
	}
}

func TestWhatIsMissingIsToldAtOnce(t *testing.T) {
	cdktest.App(t) // skips without Node.js
	err := constructs.Synth(unbuilt(t), func(app awscdk.App) {
		library.NewOrderPipeline(awscdk.NewStack(app, new("Shop"), nil), new("Orders"), nil)
	})
	for _, part := range []string{`nothing is bound to "ShipOrder" (used by "Ship Order")`, "OrderPipeline: Pager is missing"} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("the error does not say %q:\n%v", part, err)
		}
	}
}

// The host compiles from the app's module: here, from this one.
func TestHostIsBuilt(t *testing.T) {
	cdktest.App(t) // skips without Node.js
	err := constructs.Synth(&awscdk.AppProps{Outdir: new(t.TempDir())}, func(app awscdk.App) {
		stack := awscdk.NewStack(app, new("Shop"), nil)
		library.NewOrderPipeline(stack, new("Orders"), &library.OrderPipelineProps{Ship: carrier(stack), Pager: pager(stack)})
	})
	if err != nil {
		t.Error(err)
	}
}

func TestNagFindsNothing(t *testing.T) {
	cdktest.App(t) // skips without Node.js
	err := constructs.Synth(unbuilt(t), func(app awscdk.App) {
		stack := awscdk.NewStack(app, new("Shop"), nil)
		library.NewOrderPipeline(stack, new("Orders"), &library.OrderPipelineProps{Ship: carrier(stack), Pager: pager(stack)})
		awscdk.Aspects_Of(app).Add(cdknag.NewAwsSolutionsChecks(&cdknag.NagPackProps{Reports: new(false)}), nil)
	})
	if err != nil {
		t.Error(err)
	}
}
