package sfntest

import (
	"strings"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/synth"
)

// Children gives the executions of a workflow that this one has started, in order,
// whether it waited for them or not. One that nobody waited for goes on after the
// end of this one, on the same clock: when this one's [Execution.Result] is there, so
// is the child's (see [runner.Execution.Nested]). A workflow that this one cannot start
// ends the test.
func Children[Out, In, R any](e *Execution[Out], w *dsl.Workflow[In, R]) []*Execution[R] {
	e.t.Helper()
	var output *synth.Output
	var names []string
	for _, known := range e.children {
		names = append(names, known.Name)
		if known.Name == w.Name() {
			output = known
		}
	}
	if output == nil {
		e.t.Fatalf("the workflow %q does not start %q%s", e.output.Name, w.Name(), among(w.Name(), names, "starts"))
		return nil
	}
	var all []*Execution[R]
	for _, run := range e.run.Nested() {
		if isOf(run, output) {
			all = append(all, &Execution[R]{t: e.t, output: output, run: run, children: e.children, never: e.never})
		}
	}
	return all
}

// isOf tells whether an execution is of a workflow.
func isOf(run *runner.Execution, w *synth.Output) bool {
	return strings.HasSuffix(run.Describe().StateMachineARN, ":stateMachine:"+w.Name)
}
