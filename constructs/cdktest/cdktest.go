// Package cdktest is for Go tests of CDK apps: a test that needs Node.js skips
// where there is none, and the slow template validator stays out of the way.
//
//	func TestMain(m *testing.M) { cdktest.Main(m) }
//
//	func TestStack(t *testing.T) {
//		stack := cdktest.Stack(t)
//		...
//		_, machine := cdktest.Template(t, stack).One(t, "AWS::StepFunctions::StateMachine")
//	}
//
// Goals: tests of constructs that run in well under a second each. Non-goals:
// matching templates, for which package assertions of awscdk is there.
//
// Tests that use CDK must not call t.Parallel: all constructs of a process share
// one connection to Node.js, which parallel tests mix up.
package cdktest

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/jsii-runtime-go"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/internal/cputime"
)

// Main runs the tests of a package with CDK's template validator switched off,
// which takes seconds for each synthesis. It does not return.
//
// The connection to Node.js was set up with the old environment when the
// process started, so Main closes it; CDK opens another. Under the race detector
// it leaves both alone, as closing is itself a race inside jsii: there, set
// CDK_VALIDATION=false in the environment of go test.
func Main(m *testing.M) {
	if os.Getenv("CDK_VALIDATION") == "" && !cputime.Race && constructs.CheckNode() == nil {
		if err := os.Setenv("CDK_VALIDATION", "false"); err == nil {
			jsii.Close()
		}
	}
	code := m.Run()
	if !cputime.Race {
		jsii.Close()
	}
	os.Exit(code)
}

// Stack makes an app with one stack, called Test. It skips the test where there
// is no Node.js.
func Stack(t testing.TB) awscdk.Stack {
	t.Helper()
	return awscdk.NewStack(App(t), new("Test"), nil)
}

// App makes an app whose output goes to a temporary folder. It skips the test
// where there is no Node.js.
func App(t testing.TB) awscdk.App {
	t.Helper()
	if err := constructs.CheckNode(); err != nil {
		t.Skip(err)
	}
	return awscdk.NewApp(&awscdk.AppProps{
		Outdir:             new(t.TempDir()),
		AnalyticsReporting: new(false),
	})
}

// Document is a CloudFormation template: the part of it that tests look at.
type Document struct {
	Resources map[string]Resource
}

// Resource is one resource of a template.
type Resource struct {
	Type       string
	Properties map[string]any
	DependsOn  []string
	Metadata   map[string]any

	DeletionPolicy string
}

// Template synthesises a stack's app and gives the stack's template. A circular
// dependency between resources fails the test.
func Template(t testing.TB, stack awscdk.Stack) Document {
	t.Helper()
	text, err := json.Marshal(assertions.Template_FromStack(stack, nil).ToJSON())
	if err != nil {
		t.Fatal(err)
	}
	var doc Document
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

// All gives the resources of a type by their logical ids.
func (d Document) All(kind string) map[string]Resource {
	found := make(map[string]Resource)
	for id, r := range d.Resources {
		if r.Type == kind {
			found[id] = r
		}
	}
	return found
}

// One gives the only resource of a type, and its logical id; it fails the test
// where there are none or several.
func (d Document) One(t testing.TB, kind string) (id string, r Resource) {
	t.Helper()
	found := d.All(kind)
	if len(found) != 1 {
		t.Fatalf("the template has %d resources of type %s, want one", len(found), kind)
	}
	for id, r = range found {
	}
	return id, r
}
