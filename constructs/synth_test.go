package constructs_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/cdktest"
	"github.com/quickstep-go/quickstep/diag"
)

func TestWithoutNode(t *testing.T) {
	t.Setenv("JSII_NODE", "/no/such/node")
	err := constructs.Synth(nil, func(awscdk.App) { t.Error("the app was built") })
	if !errors.Is(err, constructs.ErrNoNode) {
		t.Errorf("the error is %v", err)
	}
	const text = `the AWS CDK needs Node.js to synthesise templates, and "/no/such/node" was not found; ` +
		`install a supported version of Node.js, or set JSII_NODE to the path of its program`
	if err.Error() != text {
		t.Errorf("the error is\n%v\nwant\n%s", err, text)
	}
}

func run(t *testing.T, build func(awscdk.App)) error {
	t.Helper()
	cdktest.App(t) // skips without Node.js
	return constructs.Synth(&awscdk.AppProps{Outdir: new(t.TempDir())}, build)
}

func TestSynthGathersAllMistakes(t *testing.T) {
	err := run(t, func(app awscdk.App) {
		for _, id := range []string{"One", "Two"} {
			stack := awscdk.NewStack(app, &id, nil)
			constructs.FromText(stack, new("Workflow"), greeting, greeter, invoke, &constructs.WorkflowProps{})
		}
		awscdk.Annotations_Of(app.Node().FindChild(new("Two"))).AddError(new("somebody else's complaint"))
	})
	list, ok := diag.FromError(err)
	if !ok || len(list) != 3 {
		t.Fatalf("the error is %v", err)
	}
	for _, part := range []string{
		`One/Workflow: synth_test.go:`, `nothing is bound to "Greeter"`, `Two/Workflow: `, `Two: somebody else's complaint`,
	} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("the error does not say %q:\n%v", part, err)
		}
	}
}

func TestSynthTurnsPanicsIntoErrors(t *testing.T) {
	for name, c := range map[string]struct {
		build func(awscdk.App)
		want  string
	}{
		"of CDK": {
			func(app awscdk.App) { awscdk.NewStack(app, new("S"), nil); awscdk.NewStack(app, new("S"), nil) },
			"the app: CDK refused: There is already a Construct with name 'S' in App; give one of the two another id [QS8005]"},
		"of no scope": {
			func(awscdk.App) { constructs.FromText(nil, new("W"), greeting, nil, nil, &constructs.WorkflowProps{}) },
			"synth_test.go:LINE: a workflow was given no scope; pass a stack, or a construct inside one [QS8008]"},
	} {
		t.Run(name, func(t *testing.T) {
			err := run(t, c.build)
			if err == nil || lineNumber.ReplaceAllString(err.Error(), "_test.go:LINE") != c.want {
				t.Errorf("the error is\n%v\nwant\n%s", err, c.want)
			}
		})
	}
}

func TestSynthLeavesBugsAlone(t *testing.T) {
	cdktest.App(t) // skips without Node.js
	defer func() {
		if recover() == nil {
			t.Error("a nil dereference was swallowed")
		}
	}()
	_ = run(t, func(awscdk.App) { var none *constructs.Workflow; none.Machine() })
}

func TestIDs(t *testing.T) {
	stack := cdktest.Stack(t)
	awssqs.NewQueue(stack, new("Taken"), nil)
	props := &constructs.WorkflowProps{Bind: map[string]any{"Greeter": newFunction(stack, "Greeter")}}
	for _, c := range []struct {
		id   *string
		want string
	}{
		{nil, `a workflow was given no id; pass one, such as new("Workflow") [QS8008]`},
		{new(""), `a workflow was given no id; pass one, such as new("Workflow") [QS8008]`},
		{new("Taken"), `Test has a construct "Taken" already; give one of the two another id [QS8008]`},
	} {
		mistakes(t, constructs.FromText(stack, c.id, greeting, greeter, invoke, props), "synth_test.go:LINE: "+c.want)
	}
	if n := len(cdktest.Template(t, stack).All("AWS::StepFunctions::StateMachine")); n != 3 {
		t.Errorf("%d machines, want 3: each was built under another id", n)
	}
}

func TestWrongDefinition(t *testing.T) {
	stack := cdktest.Stack(t)
	w := constructs.Wrong(stack, new("Workflow"), diag.List{{
		Severity: diag.Error, Code: "QS0001", Message: "a mistake", Position: diag.Position{File: "workflow.go", Line: 7}}})
	mistakes(t, w, "workflow.go:7: a mistake [QS0001]")
	if w.Machine() == nil || w.StateMachineArn() == nil {
		t.Error("nothing stands in for the machine")
	}
}

func TestRefusedMachine(t *testing.T) {
	stack, w := greet(t, &constructs.WorkflowProps{Name: new("no spaces allowed")})
	mistakes(t, w, `workflow_test.go:LINE: the state machine of Test/Workflow: CDK refused: State Machine name must match "^[a-z0-9+!@.()-=_']+$/i". `+
		`Received: no spaces allowed; leave Name out, or choose a name of 1 to 80 letters, digits and + ! @ . ( ) - = _ ' [QS8005]`)
	// Whatever is asked of it afterwards is harmless.
	w.OnEvent(new("E"), &constructs.OnEventProps{})
	w.OnSchedule(new("S"), &constructs.OnScheduleProps{})
	w.GrantTaskResponse(w.Role())
	_ = w.StateMachineArn()
	_ = stack
}
