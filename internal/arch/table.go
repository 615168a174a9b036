package arch

import "strings"

// Module is the path of the module whose rooms the table orders.
const Module = "github.com/quickstep-go/quickstep"

// A Room is a package, or with "/..." at its end every package below a folder
// that has no row of its own. Every room may also import the standard library.
type Room struct {
	Path    string   // under the module; "" is the module's top
	What    string   // one sentence
	Imports []string // rooms, each of them earlier in the table; a "/..." may name itself
	Modules []string // modules of others, by path or by the folders their paths begin with
	Tests   []string // rooms that its tests may import besides

	TestModules []string // modules of others that its tests may import besides
}

// allAbove stands for all rooms earlier in the table.
const allAbove = "all above"

// What every later room may import, and what every test may import besides.
var (
	everywhere     = []string{"diag", "internal/jsonvalue"}
	testEverywhere = []string{"internal/shared", "internal/cputime"}
	testModules    = []string{"github.com/google/go-cmp", "github.com/rogpeppe/go-internal", txtar, rapid}
)

// Modules of others that rows name.
const (
	awscdk     = "github.com/aws/aws-cdk-go/awscdk/v2"
	awslambda  = "github.com/aws/aws-lambda-go"
	awssdk     = "github.com/aws/aws-sdk-go-v2"
	cdknag     = "github.com/cdklabs/cdk-nag-go/cdknag/v2"
	constructs = "github.com/aws/constructs-go/constructs/v10"
	jsii       = "github.com/aws/jsii-runtime-go"
	jsontext   = "github.com/go-json-experiment/json"
	compress   = "github.com/klauspost/compress"
	parquetgo  = "github.com/parquet-go/parquet-go"
	rapid      = "pgregory.net/rapid"
	regexp2    = "github.com/dlclark/regexp2"
	smithy     = "github.com/aws/smithy-go"
	terminal   = "golang.org/x/term"
	txtar      = "golang.org/x/tools"
	yaml       = "go.yaml.in/yaml/v3"
)

// table lists the rooms, from those that stand on nothing to those that use all.
// A new room gets a row; imports only ever point up.
var table = []Room{
	{Path: "", What: "The front page: a package comment and nothing else."},
	{Path: "diag", What: "A problem, where it is, and what to do about it."},
	{Path: "internal/jsonvalue", What: "JSON as Step Functions sees it."},
	{Path: "internal/shared", What: "Where tests find reference material."},
	{Path: "internal/prose", What: "The Go code in README.md and docs, held to compile."},
	{Path: "internal/cputime", What: "What a process has worked, for tests of cost."},
	{Path: "internal/arch", What: "This table and its test."},
	{Path: "internal/jsonpath", What: "Paths with Jayway semantics, reference paths, intrinsic functions."},
	{Path: "internal/jsonata/syntax", What: "JSONata expressions as trees, and what is known of them without evaluating."},
	{Path: "internal/jsonata", What: "JSONata 2.0.6, compiled once and evaluated many times, with limits.",
		Imports: []string{"internal/jsonata/syntax"},
		Modules: []string{regexp2}},
	{Path: "internal/awsdata", What: "Generated tables of AWS operations and their IAM actions."},
	{Path: "internal/awsdata/gen", What: "The program that generates those tables."},
	{Path: "internal/awsshapes", What: "What the responses of AWS operations look like.",
		Modules: []string{compress}},
	{Path: "internal/awsshapes/gen", What: "The program that generates that table.",
		Modules: []string{compress}},
	{Path: "internal/numset", What: "Sets of small numbers that share what they have in common."},
	{Path: "asl", What: "The language as data: parse with positions, write.",
		Modules: []string{yaml}},
	{Path: "asl/check", What: "One validation rule per file, its prose and cases beside it.",
		Imports: []string{"asl", "internal/awsdata", "internal/jsonpath", "internal/jsonata/syntax", "internal/numset"},
		Modules: []string{txtar}},
	{Path: "internal/codes", What: "What the codes of all rooms but the checker mean.",
		Modules: []string{txtar}},
	{Path: "internal/membername", What: "How Step Functions spells the names of AWS APIs."},
	{Path: "internal/graph", What: "What a builder has built: values by identity and not by text."},
	{Path: "dsl", What: "Typed Go that builds a graph; all generics and reflection stop here.",
		Imports: []string{"internal/graph", "internal/membername"},
		Tests:   []string{"dsl/...", "synth"}},
	{Path: "dsl/...", What: "Service integrations: calls, payload shape, error names.",
		Imports: []string{"dsl"},
		Modules: []string{awssdk},
		Tests:   []string{"synth"}},
	{Path: "dsl/lambda/lambdahost", What: "A program on Lambda that serves functions declared with lambda.Handle.",
		Modules: []string{awslambda},
		Tests:   []string{"dsl/lambda"}},
	{Path: "dsl/patterns", What: "Fragments that many workflows need, each written with dsl alone.",
		Imports: []string{"dsl", "dsl/..."},
		Tests:   []string{"synth", "runner/sfntest"}},
	{Path: "synth/permissions", What: "IAM statements from ASL and resources, each with its reason.",
		Imports: []string{"asl", "internal/awsdata", "internal/codes"}},
	{Path: "synth", What: "Lowers a graph to ASL text plus the resources it names.",
		// internal/jsonata/syntax knows the function names that no variable may take,
		// internal/jsonpath how many functions a field may hold.
		Imports: []string{"dsl", "internal/graph", "asl", "asl/check", "synth/permissions", "internal/jsonata/syntax", "internal/jsonpath", "internal/numset"},
		Tests:   []string{"dsl/...", "dsl/patterns", "runner", "examples/..."},

		TestModules: []string{awssdk}},
	{Path: "draw", What: "Pictures of a machine or of a run, as Mermaid text.",
		Imports: []string{"asl", "synth"},
		Tests:   []string{"dsl", "dsl/...", "examples/..."}},
	{Path: "runner", What: "Executes any ASL on a virtual or real clock and records AWS-shaped history.",
		Imports: []string{"asl", "asl/check", "internal/jsonpath", "internal/jsonata", "internal/awsshapes", "internal/membername"},
		Modules: []string{jsontext, compress}, // files that distributed maps read as they come
		Tests:   []string{"dsl", "dsl/...", "synth", "examples/..."}},
	{Path: "runner/sfntest", What: "The go test face: typed handlers, tokens, time travel, assertions.",
		Imports: []string{"asl", "dsl", "dsl/activity", "dsl/lambda", "synth", "runner"},
		Tests:   []string{"dsl/...", "examples/..."}},
	{Path: "runner/sdkhistory", What: "An execution's history in the AWS SDK's own types.",
		Imports: []string{"runner"},
		Modules: []string{awssdk}},
	{Path: "runner/awsclient", What: "Clients of the AWS SDK for Go v2 serve Task states.",
		Imports: []string{"runner", "internal/membername"},
		Modules: []string{awssdk, smithy},
		Tests:   []string{"runner/awsclient/attributevalue"}},
	{Path: "runner/awsclient/attributevalue", What: "The members of DynamoDB's AttributeValue, for awsclient.",
		Imports: []string{"runner", "runner/awsclient"},
		Modules: []string{awssdk}},
	{Path: "runner/s3objects", What: "Amazon S3 for distributed maps, through the AWS SDK.",
		Imports: []string{"runner"},
		Modules: []string{awssdk, smithy}},
	{Path: "runner/parquet", What: "The rows of Parquet files, for distributed maps.",
		Modules: []string{parquetgo},
		Tests:   []string{"runner"}},
	{Path: "internal/conformance", What: "Recorded answers of AWS, run and judged.",
		Imports: []string{"asl", "asl/check", "internal/jsonpath", "internal/jsonata", "runner"}},
	{Path: "internal/bench", What: "Cases that the runner is measured on, here and beside other runners.",
		Imports: []string{"runner"}},
	{Path: "internal/randomflow", What: "Random workflows, built by dsl and evaluated without a state machine.",
		Imports: []string{"dsl", "dsl/activity", "dsl/awssdk", "dsl/lambda", "dsl/s3", "dsl/sfn", "runner", "runner/parquet"},
		Modules: []string{awssdk, parquetgo, rapid},
		Tests:   []string{"synth", "asl/check"}},
	{Path: "internal/workflows", What: "Tests that write, check and run what people really build.",
		Modules: []string{awssdk},
		Tests:   []string{"dsl", "dsl/...", "dsl/patterns", "synth", "asl/check", "runner", "runner/sfntest", "examples/..."}},
	{Path: "cli", What: "The commands, over ASL files or a team's own workflows.",
		Imports: []string{allAbove},
		Modules: []string{terminal},
		Tests:   []string{"examples/..."}},
	{Path: "cmd/quickstep", What: "The command's main.",
		Imports: []string{"cli"}},
	{Path: "constructs/internal/refusal", What: "What keeps a construct from being made, in words.",
		Modules: []string{constructs},
		Tests:   []string{"constructs/cdktest"}},
	{Path: "constructs", What: "CDK constructs around one definition text.",
		Imports: []string{"constructs/internal/refusal", "synth", "synth/permissions", "asl", "asl/check", "dsl", "dsl/lambda"},
		Modules: []string{awscdk, constructs, jsii},
		Tests:   []string{"constructs/cdktest", "dsl/...", "examples/..."}},
	{Path: "constructs/golambda", What: "Go functions built at synth; the only room that knows awslambda.",
		Imports: []string{"constructs", "constructs/internal/refusal"},
		Modules: []string{awscdk, constructs, jsii},
		Tests:   []string{"constructs/cdktest"}},
	{Path: "constructs/cdktest", What: "What tests of constructs share: jsii started once, templates to look at.",
		Imports: []string{"constructs", "internal/cputime"},
		Modules: []string{awscdk, constructs, jsii}},
	{Path: "examples/...", What: "One folder per workflow that a reader would want to copy.",
		Imports: []string{"examples/...", "dsl", "dsl/...", "dsl/patterns", "dsl/lambda/lambdahost", "synth", "draw", "runner", "runner/sfntest", "cli"},
		Modules: []string{awssdk, awslambda}},
	{Path: "examples/app", What: "The CDK app of cdk.json.",
		Imports: []string{"examples/...", "constructs", "constructs/golambda", "dsl", "dsl/...", "synth"},
		Modules: []string{awscdk, constructs, jsii, cdknag}, // its tests run cdk-nag over every stack
		Tests:   []string{"constructs/cdktest"}},
}

// A ban keeps modules, or rooms, out of all that packages link, however indirectly.
type ban struct {
	why     string
	modules []string
	links   func(room string) bool // whether the room may link them after all
	tests   bool                   // whether the ban is on tests as well
}

var bans = []ban{
	{
		why:     "only constructs and the CDK app link the CDK, so that the tests of a team's workflows never start Node",
		modules: []string{awscdk, constructs, jsii},
		links: func(room string) bool {
			return room == "examples/app" || room == "constructs" || strings.HasPrefix(room, "constructs/")
		},
		tests: true,
	},
	{
		why:     "the runner links no AWS SDK; a client is a plug-in that a caller adds",
		modules: []string{awssdk},
		links:   func(room string) bool { return room != "runner" && room != "runner/sfntest" },
	},
	{
		why: "everybody who builds a CDK app compiles what constructs link, so that they link what a synthesis needs and nothing that runs a workflow",
		modules: []string{awssdk, smithy, awslambda, compress, parquetgo, regexp2, jsontext, terminal, rapid, // regexp2 is that of JSONata's evaluator
			Module + "/runner", Module + "/cli", Module + "/draw", Module + "/internal/awsshapes"},
		links: func(room string) bool { return room != "constructs" && !strings.HasPrefix(room, "constructs/") },
	},
	{
		why:     "Parquet is a plug-in that a caller adds",
		modules: []string{parquetgo},
		links: func(room string) bool {
			return room == "runner/parquet" || room == "internal/randomflow" || room == "cli" || room == "cmd/quickstep" || strings.HasPrefix(room, "examples")
		},
	},
}
