package golambda

import (
	"cmp"
	"os"
	"path/filepath"
	"reflect"
	"runtime"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslogs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3assets"
	construct "github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/quickstep-go/quickstep/constructs/internal/refusal"
	"github.com/quickstep-go/quickstep/diag"
)

const codeBuild = "QS8020" // the program cannot be built

// FunctionProps says what a function is made of.
type FunctionProps struct {
	// Entry is the main package, as go build takes it: a path that begins with
	// ./ or ../ (seen from the working directory, which is the folder of
	// cdk.json under the cdk command), or an import path. Required.
	Entry string

	// Function is the name of the function to serve, where the program hands
	// several to lambdahost.Serve: the name that it was declared with. Several
	// functions may have one Entry; they are one asset. Optional: the program
	// serves one function.
	Function string

	// Tags are build tags, besides lambda.norpc. Optional.
	Tags []string

	// FunctionOptions are CDK's own props of a function, all optional.
	// Architecture is arm64 unless it says otherwise. Where there is no LogGroup,
	// one is made that keeps a month and goes with the stack; where there is no
	// Role, one is made that may write that log and nothing else.
	awslambda.FunctionOptions
}

// NewFunction builds the program and makes a function of it. It always gives a
// function. What is wrong (the program does not compile, the id is taken, CDK
// refuses a prop) is written on the construct as an error annotation, so that "cdk
// synth" fails with it, together with whatever else is wrong. Two things have no
// construct to be written on, and panic: a nil scope, and one outside of any stack.
func NewFunction(scope construct.Construct, id *string, props *FunctionProps) awslambda.Function {
	at := refusal.Caller()
	if props == nil {
		props = &FunctionProps{}
	}
	name, wrong := refusal.Place(scope, id, "function", "Function", at)
	within := construct.NewConstruct(scope, &name)
	if wrong != nil {
		annotate(within, *wrong)
	}
	f, refused := try(within, props, props.FunctionOptions, at)
	if refused == nil {
		return f
	}
	for _, child := range *within.Node().Children() {
		within.Node().TryRemoveChild(child.Node().Id())
	}
	// Whoever is handed the function may go on with one that has no options.
	f, hopeless := try(within, &FunctionProps{Entry: props.Entry, Tags: props.Tags}, awslambda.FunctionOptions{}, at)
	if hopeless != nil {
		panic(diag.List{*refused}.Err())
	}
	annotate(within, *refused)
	return f
}

// try makes the function, or gives the diagnostic for CDK's refusal. A fault of
// Go's runtime is a bug and goes on.
func try(within construct.Construct, props *FunctionProps, options awslambda.FunctionOptions, at diag.Position) (f awslambda.Function, refused *diag.Diagnostic) {
	defer func() {
		cause := recover()
		if cause == nil {
			return
		}
		if bug, ok := cause.(runtime.Error); ok {
			panic(bug)
		}
		d := refusal.Of(cause, "the function of "+*within.Node().Path(), at)
		refused = &d
	}()
	return newFunction(within, props, options, at), nil
}

func newFunction(within construct.Construct, props *FunctionProps, options awslambda.FunctionOptions, at diag.Position) awslambda.Function {
	if options.Architecture == nil {
		options.Architecture = awslambda.Architecture_ARM_64()
	}
	if options.LogGroup == nil {
		options.LogGroup = logGroup(within)
	}
	if options.Role == nil {
		options.Role = role(within, options.LogGroup.LogGroupRef().LogGroupArn)
	}
	full := &awslambda.FunctionProps{}
	spread(&options, full)
	full.Runtime = awslambda.Runtime_PROVIDED_AL2023()
	full.Handler = new(cmp.Or(props.Function, handler))
	dir, hash := program(within, props, goarch(options.Architecture), at)
	if staged(within) {
		defer os.RemoveAll(dir) // CDK has its copy by then
	}
	full.Code = awslambda.Code_FromAsset(&dir, &awss3assets.AssetOptions{
		AssetHash: &hash, AssetHashType: awscdk.AssetHashType_CUSTOM,
	})
	return awslambda.NewFunction(within, new("Function"), full)
}

func annotate(within construct.Construct, d diag.Diagnostic) {
	awscdk.Annotations_Of(within).AddError(new(d.String()))
}

// goarch is Go's name of an architecture.
func goarch(a awslambda.Architecture) string {
	if *a.Name() == "x86_64" {
		return "amd64"
	}
	return "arm64"
}

// program builds the program in a folder of its own, and gives the folder and a
// hash of what is in it. A failure is written on the construct, and the folder
// then holds a file that is no program; so it does for a stack that the cdk
// command only looks at, as in "cdk ls" or a deployment of other stacks.
func program(within construct.Construct, props *FunctionProps, goarch string, at diag.Position) (dir, hash string) {
	dir, err := os.MkdirTemp("", "golambda")
	wanted := *awscdk.Stack_Of(within).BundlingRequired()
	if err == nil && wanted {
		hash, err = build(dir, props.Entry, goarch, props.Tags)
	}
	if err == nil && wanted {
		return dir, hash
	}
	if err != nil {
		annotate(within, diag.Diagnostic{Severity: diag.Error, Code: codeBuild, Message: err.Error(), Position: at})
	}
	const nothing = "not built"
	// Where even this fails, CDK says that the folder is missing or empty.
	_ = os.WriteFile(filepath.Join(dir, handler), []byte(nothing), 0o755)
	return dir, nothing
}

// staged tells whether CDK copies assets into its output. With staging switched
// off, as local test tools want it, templates refer to the folder itself.
func staged(within construct.Construct) bool {
	return within.Node().TryGetContext(new("aws:cdk:disable-asset-staging")) == nil
}

func logGroup(within construct.Construct) awslogs.LogGroup {
	return awslogs.NewLogGroup(within, new("LogGroup"), &awslogs.LogGroupProps{
		Retention:     awslogs.RetentionDays_ONE_MONTH,
		RemovalPolicy: awscdk.RemovalPolicy_DESTROY,
	})
}

// role may write one log group. CDK's own choice, a managed policy, would let
// the function write every log of the account.
func role(within construct.Construct, logGroupArn *string) awsiam.Role {
	write := awsiam.NewPolicyDocument(&awsiam.PolicyDocumentProps{Statements: &[]awsiam.PolicyStatement{
		awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
			Actions:   jsii.Strings("logs:CreateLogStream", "logs:PutLogEvents"),
			Resources: &[]*string{logGroupArn},
		}),
	}})
	return awsiam.NewRole(within, new("Role"), &awsiam.RoleProps{
		AssumedBy:      awsiam.NewServicePrincipal(new("lambda.amazonaws.com"), nil),
		InlinePolicies: &map[string]awsiam.PolicyDocument{"Log": write},
	})
}

// spread copies the fields of options into those of the same name in full. Go
// has no struct for "all props but three".
func spread(options *awslambda.FunctionOptions, full *awslambda.FunctionProps) {
	from, to := reflect.ValueOf(options).Elem(), reflect.ValueOf(full).Elem()
	for i := range from.NumField() {
		to.FieldByName(from.Type().Field(i).Name).Set(from.Field(i))
	}
}
