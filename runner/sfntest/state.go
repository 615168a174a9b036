package sfntest

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/synth"
)

// A StateTest is one state of a workflow under test, by itself, as AWS's TestState
// tests it (Developer Guide, "Testing state machines with TestState API"). Its
// methods say in which situation; [StateTest.Run] runs it.
type StateTest[In any] struct {
	t         testing.TB
	output    *synth.Output
	options   runner.Options
	state     asl.State
	assigned  []string // the variables of the workflow
	test      runner.StateTest
	variables map[string]json.RawMessage
}

// State prepares the test of one state of a workflow, by the state's name, at
// whatever depth it stands. What is wrong with the workflow, or a name that it does
// not have, ends the test of the caller. Where the state calls something, its answer
// is said with [Give], [StateTest.Returns] or [StateTest.Fails]; for functions that
// handlers serve, see [Run.State]. A test takes five minutes of the clock at most, as
// in AWS: a longer Wait comes to States.Timeout.
func State[In, Out any](t testing.TB, w *dsl.Workflow[In, Out], name string, options ...Option) *StateTest[In] {
	t.Helper()
	return New(t, w, options...).State(name)
}

// State prepares the test of one state, whose calls the run's handlers serve if no
// answer is said. States that wait for what they call need an answer, as do Parallel
// and Map states.
func (r *Run[In, Out]) State(name string) *StateTest[In] {
	r.t.Helper()
	s := &StateTest[In]{t: r.t, output: r.output, options: r.options, variables: map[string]json.RawMessage{}}
	var names []string
	for place := range r.output.Machine.Walk() {
		names = append(names, place.Name)
		if place.Name == name {
			s.state = place.State
		}
		s.assigned = append(s.assigned, assigned(place.State)...)
	}
	if s.state == nil {
		r.t.Fatalf("the workflow %q has no state %q%s", r.output.Name, name, among(name, names, "has"))
	}
	if s.options.RoleARN == "" {
		s.options.RoleARN = "arn:aws:iam::123456789012:role/" + r.output.Name
	}
	s.test = runner.StateTest{State: name, Level: runner.InspectDebug}
	return s
}

// assigned lists the variables that a state assigns, on whatever way out.
func assigned(s asl.State) []string {
	base := s.Base()
	all := []jsonvalue.Value{base.Raw("Assign")}
	for _, field := range []string{"Choices", "Catch"} {
		for _, way := range base.Raw(field).Items() {
			all = append(all, way.Get("Assign"))
		}
	}
	var names []string
	for _, assign := range all {
		for _, m := range assign.Members() {
			names = append(names, strings.TrimSuffix(m.Name, ".$"))
		}
	}
	return names
}

// among words a suggestion, or else all there are.
func among(name string, names []string, has string) string {
	if help := diag.DidYouMean(name, names); help != "" {
		return "; " + help
	}
	if len(names) == 0 {
		return "; it " + has + " none"
	}
	slices.Sort(names)
	return "; it " + has + " " + strings.Join(slices.Compact(names), ", ")
}

// WorkflowInput is what the workflow was started with: states deep in it may read
// that. Where nothing else is said, it is what the state gets as well.
func (s *StateTest[In]) WorkflowInput(in In) *StateTest[In] {
	s.t.Helper()
	s.test.ExecutionInput = s.encode(in, "the workflow's input")
	if s.test.Input == nil {
		s.test.Input = s.test.ExecutionInput
	}
	return s
}

// Input is what the state gets from the one before it, any value that encodes to
// JSON.
func (s *StateTest[In]) Input(v any) *StateTest[In] {
	s.t.Helper()
	s.test.Input = s.encode(v, "the input")
	return s
}

// Variable gives a variable of the workflow a value. Its name is that in the text of
// the workflow.
func (s *StateTest[In]) Variable(name string, v any) *StateTest[In] {
	s.t.Helper()
	if !slices.Contains(s.assigned, name) {
		s.t.Fatalf("the workflow %q assigns no variable %q%s", s.output.Name, name, among(name, s.assigned, "assigns"))
	}
	s.variables[name] = s.encode(v, "the variable "+name)
	return s
}

// Context is the whole context object, in place of one with the workflow's input;
// it needs an answer beside it.
func (s *StateTest[In]) Context(v any) *StateTest[In] {
	s.t.Helper()
	s.test.Context = s.encode(v, "the context object")
	return s
}

// Returns says what the state's work comes to: of a Task the whole answer of what it
// calls, of a Map the list of its results, of a Parallel a list with one item for
// each branch. For a Task, [Give] does that with types.
func (s *StateTest[In]) Returns(v any) *StateTest[In] {
	s.t.Helper()
	s.test.Mock = &runner.StateMock{Result: s.encode(v, "the result"), Validation: s.validation()}
	return s
}

// Give says what a call of the state comes to, as its Out.
func Give[WIn, In, Out any](s *StateTest[WIn], c dsl.Call[In, Out], out Out) *StateTest[WIn] {
	s.t.Helper()
	task, ok := s.state.(*asl.Task)
	if !ok {
		s.t.Fatalf("%sstate %q is a %s state and calls nothing; write Returns", position(s.output, s.test.State), s.test.State, s.state.Kind())
		return s
	}
	if called, pattern, _ := strings.Cut(task.Resource, "."); called != c.Resource() && task.Resource != c.Resource() {
		s.t.Fatalf("%sstate %q calls %s, not %s", position(s.output, s.test.State), s.test.State, task.Resource, c.Resource())
		return s
	} else if pattern == "waitForTaskToken" {
		s.t.Fatalf("%sstate %q waits for its token, whose answer is no %T; write Returns", position(s.output, s.test.State), s.test.State, out)
		return s
	}
	if c.Result() == "" {
		return s.Returns(out)
	}
	s.Returns(map[string]Out{c.Result(): out})
	if s.test.Mock.Validation == "" { // only a part of the answer is said
		s.test.Mock.Validation = runner.ValidatePresent
	}
	return s
}

// Fails says that the state's work comes to an error.
func (s *StateTest[In]) Fails(name dsl.ErrorName, cause string) *StateTest[In] {
	s.test.Mock = &runner.StateMock{Error: &runner.Failure{Name: string(name), Cause: cause}, Validation: s.validation()}
	return s
}

// CausedBy names the state inside a Map or Parallel that the error of
// [StateTest.Fails] is from.
func (s *StateTest[In]) CausedBy(state string) *StateTest[In] {
	s.test.Config.ErrorCausedByState = state
	return s
}

// Retried says how many retries the retrier for the error has had.
func (s *StateTest[In]) Retried(times int) *StateTest[In] {
	s.test.Config.RetrierRetryCount = int64(times)
	return s
}

// FailedIterations says how many iterations of a Map have failed.
func (s *StateTest[In]) FailedIterations(n int) *StateTest[In] {
	count := int64(n)
	s.test.Config.MapIterationFailureCount = &count
	return s
}

// Reads says what the ItemReader of a distributed map reads, as it is in its file.
func (s *StateTest[In]) Reads(content string) *StateTest[In] {
	s.test.Config.MapItemReaderData = content
	return s
}

// Validate says how an answer is held against the API that the state calls. The
// default is [runner.ValidateStrict], and what is there for [Give] where it says a
// part of the answer only.
func (s *StateTest[In]) Validate(mode runner.MockValidation) *StateTest[In] {
	if s.test.Mock == nil {
		s.test.Mock = &runner.StateMock{}
	}
	s.test.Mock.Validation = mode
	return s
}

func (s *StateTest[In]) validation() runner.MockValidation {
	if s.test.Mock == nil {
		return ""
	}
	return s.test.Mock.Validation
}

func (s *StateTest[In]) encode(v any, what string) json.RawMessage {
	s.t.Helper()
	text, err := dsl.Encode(v)
	if err != nil {
		s.t.Fatalf("state %q: %s does not encode to JSON: %v", s.test.State, what, err)
	}
	return text
}

// A StateResult is what a tested state came to: the status and where the workflow
// goes on, and each step of the data's way.
type StateResult struct {
	*runner.StateResult
	t     testing.TB
	state string
	help  string // what may have been meant instead
}

// String tells how the state ended, and with what.
func (r *StateResult) String() string {
	text := fmt.Sprintf("state %q: %s", r.state, r.Status)
	if r.NextState != "" {
		text += ", on to " + r.NextState
	}
	if r.Error != "" {
		text += fmt.Sprintf(", %s: %s%s", r.Error, r.Cause, r.help)
	}
	if len(r.StateResult.Output) > 0 {
		text += ", output " + string(r.StateResult.Output)
	}
	return text
}

// Run runs the state. A test that AWS would refuse ends the caller's test, with AWS's
// words.
func (s *StateTest[In]) Run() *StateResult {
	s.t.Helper()
	test := s.test
	if len(s.variables) > 0 {
		test.Variables = s.encode(s.variables, "a variable")
	}
	r, err := runner.TestState(s.t.Context(), s.output.Machine.Text(), test, s.options)
	if err != nil {
		s.t.Fatalf("%v", s.explain(err))
		return nil
	}
	result := &StateResult{r, s.t, test.State, ""}
	if r.Error != "" {
		result.help = s.withoutPayload()
	}
	return result
}

// withoutPayload is what to write where the answer of a function was said without the
// Payload in which AWS hands it over, or "".
func (s *StateTest[In]) withoutPayload() string {
	task, ok := s.state.(*asl.Task)
	if !ok || task.Resource != "arn:aws:states:::lambda:invoke" || s.test.Mock == nil || s.test.Mock.Result == nil {
		return ""
	}
	if v, err := jsonvalue.Parse(s.test.Mock.Result); err != nil || v.Get("Payload").Kind() != jsonvalue.Absent {
		return ""
	}
	name := "Function"
	for _, r := range s.output.Resources {
		if r.Kind == "function" && slices.Contains(r.States, s.test.State) {
			name = r.Name
		}
	}
	return fmt.Sprintf("; lambda:invoke answers with an object that has the function's result in its Payload, and the test returns %s; write sfntest.Give(s, %s.Invoke(), …)", s.test.Mock.Result, name)
}

// explain words a refusal for who writes a test with this package.
func (s *StateTest[In]) explain(err error) error {
	var refused *runner.TestError
	if !errors.As(err, &refused) {
		return s.explainFault(err)
	}
	help := ""
	if s.test.Mock == nil && refused.Code == "InvalidDefinition" {
		help = "; write Returns, Fails or sfntest.Give"
	}
	if refused.Code == "ValidationException" {
		help = s.withoutPayload()
	}
	return fmt.Errorf("%sstate %q: the test is refused: %w%s", position(s.output, s.test.State), s.test.State, err, help)
}

// explainFault words a fault: a state by itself may be answered beside being served.
func (s *StateTest[In]) explainFault(err error) error {
	var fault *runner.Fault
	if !errors.As(err, &fault) || !errors.Is(err, runner.ErrUnserved) || s.state.Kind() != "Task" {
		return explain(s.output, err)
	}
	what, call, out := fault.Resource, "call", "…"
	for _, r := range s.output.Resources {
		if r.Kind == "function" && slices.Contains(r.States, s.test.State) {
			what, call = fmt.Sprintf("the function %q", r.Name), r.Name+".Invoke()"
			if r.Out != nil && r.Out.Kind() == reflect.Struct {
				out = typeName(r.Out, "") + "{…}"
			}
		}
	}
	return fmt.Errorf("%sstate %q: nothing serves %s; write .Returns(…), .Fails(…) or sfntest.Give(s, %s, %s), or serve it and use Run.State",
		position(s.output, s.test.State), s.test.State, what, call, out)
}

// Output gives a tested state's output, decoded. A state without one, or whose output
// is something else, ends the test.
func Output[T any](r *StateResult) T {
	r.t.Helper()
	var out T
	switch {
	case len(r.StateResult.Output) == 0:
		r.t.Fatalf("state %q has no output: %s %s: %s%s", r.state, r.Status, r.Error, r.Cause, r.help)
	default:
		if err := json.Unmarshal(r.StateResult.Output, &out); err != nil {
			r.t.Fatalf("the output %s of state %q does not decode into %T: %v", r.StateResult.Output, r.state, out, err)
		}
	}
	return out
}

// Assigned gives a variable as it is after a tested state, decoded. One that is not set
// by then ends the test.
func Assigned[T any](r *StateResult, variable string) T {
	r.t.Helper()
	var out T
	v, err := jsonvalue.Parse(r.Inspection.Variables)
	value := v.Get(variable)
	if err != nil || value.Kind() == jsonvalue.Absent {
		r.t.Fatalf("after state %q the variable %q is not set: %s %s: %s%s", r.state, variable, r.Status, r.Error, r.Cause, r.help)
		return out
	}
	if err := json.Unmarshal(value.AppendJSON(nil), &out); err != nil {
		r.t.Fatalf("the variable %q, %s, does not decode into %T: %v", variable, value, out, err)
	}
	return out
}

// Sent gives what a tested state sends to what it calls, decoded. A state that did not
// come so far, or sends something else, ends the test.
func Sent[In, Out any](r *StateResult, c dsl.Call[In, Out]) In {
	r.t.Helper()
	var in In
	arguments := r.Inspection.AfterArguments
	if arguments == nil {
		arguments = r.Inspection.AfterParameters
	}
	v, err := jsonvalue.Parse(arguments)
	if err != nil {
		r.t.Fatalf("state %q sends nothing: %s %s: %s", r.state, r.Status, r.Error, r.Cause)
		return in
	}
	if name := c.Payload(); name != "" {
		v = v.Get(name)
	}
	if err := json.Unmarshal(v.AppendJSON(nil), &in); err != nil {
		r.t.Fatalf("what state %q sends, %s, does not decode into %T: %v", r.state, v, in, err)
	}
	return in
}
