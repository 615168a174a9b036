package constructs_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	construct "github.com/aws/constructs-go/constructs/v10"

	"github.com/quickstep-go/quickstep/constructs"
	"github.com/quickstep-go/quickstep/constructs/cdktest"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
)

var step = lambda.Declare[int, int]("Step")

// chain is a workflow that calls one function n times.
func chain(n int) *dsl.Workflow[int, int] {
	return dsl.Define("Chain", func(b *dsl.Block, v dsl.Val[int]) dsl.Val[int] {
		for i := range n {
			v = dsl.Task(b, fmt.Sprintf("Step %d", i), step.Invoke(), v)
		}
		return v
	})
}

const (
	statesVariable = "QUICKSTEP_TEST_STATES"
	logVariable    = "QUICKSTEP_TEST_LOG"
)

// TestCallsDoNotGrow counts the requests to Node.js for a machine of ten states
// and for one of two thousand. They must be the same.
func TestCallsDoNotGrow(t *testing.T) {
	cdktest.App(t) // skips without Node.js
	if _, err := exec.LookPath("tee"); err != nil {
		t.Skip("counting needs the program tee")
	}
	few, many := calls(t, 10), calls(t, 2000)
	if few != many || few == 0 {
		t.Errorf("%d calls for 10 states, %d for 2000", few, many)
	}
	t.Logf("%d calls", few)
}

// calls runs this test program again, with a Node.js that notes what it is told:
// jsii reads its environment when the process starts.
func calls(t *testing.T, states int) int {
	t.Helper()
	dir := t.TempDir()
	log, script := filepath.Join(dir, "log"), filepath.Join(dir, "node")
	text := "#!/bin/sh\ntee \"$" + logVariable + "\" | node \"$@\"\n"
	if err := os.WriteFile(script, []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
	again := exec.Command(os.Args[0])
	again.Env = append(os.Environ(), "CDK_VALIDATION=false", "JSII_NODE="+script,
		logVariable+"="+log, statesVariable+"="+strconv.Itoa(states))
	if said, err := again.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	requests, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Count(requests, []byte{'\n'})
}

// oneMachine is what TestCallsDoNotGrow counts: TestMain calls it in the second
// process.
func oneMachine(states int) error {
	return constructs.Synth(&awscdk.AppProps{Outdir: new(os.Getenv(logVariable) + ".out")}, func(app awscdk.App) {
		machine(awscdk.NewStack(app, new("Test"), nil), chain(states))
	})
}

func BenchmarkNewWorkflow(b *testing.B) {
	for _, states := range []int{10, 100, 1000, 2000} {
		workflow := chain(states)
		b.Run(strconv.Itoa(states), func(b *testing.B) {
			for b.Loop() {
				stack := cdktest.Stack(b)
				if err := machine(stack, workflow).Err(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func machine(scope construct.Construct, workflow dsl.Definition) *constructs.Workflow {
	return constructs.NewWorkflow(scope, new("Workflow"), &constructs.WorkflowProps{
		Definition: workflow,
		Bind:       map[string]any{step.Name(): newFunction(scope, "Step")},
	})
}
