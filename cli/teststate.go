package cli

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
	"github.com/quickstep-go/quickstep/runner"
)

var testStateCommand = &command{
	name:    "test-state",
	summary: "test one state, and show the way of the data through it",
	usage:   "FILE [--state NAME] [--input JSON] [--mock JSON] [--inspection-level INFO|DEBUG|TRACE]",
	help: `
FILE is the definition of a state or, with --state, of a machine that holds the
state at any depth. What it comes to is written as JSON, in the terms of AWS's
TestState. The exit status is 0 unless the state FAILED.

Where a flag takes JSON, it may as well be the name of a file that holds it, or -
for standard input. A mock is what the state's work comes to; Map and Parallel
states need one:

  {"result": {"id": 7}}
  {"errorOutput": {"error": "Busy", "cause": "try again"}}

Beside a result there may be "fieldValidationMode": STRICT, PRESENT or NONE.
The members of --config are retrierRetryCount, errorCausedByState,
mapIterationFailureCount and mapItemReaderData.

Examples:
  quickstep test-state order.asl.json --state Charge --input '{"id": 1}' \
      --mock '{"errorOutput": {"error": "Busy"}}' --config '{"retrierRetryCount": 2}'
  quickstep test-state choice.json --input order.json --inspection-level DEBUG`,
	define: func(flags *flag.FlagSet) func(*env, []string) error {
		o := &testStateOptions{}
		flags.StringVar(&o.state, "state", "", "test the state `NAME` of a machine")
		flags.StringVar(&o.input, "input", "", "give the state `JSON`; none is {}")
		flags.StringVar(&o.mock, "mock", "", "have the state's work come to `JSON`")
		flags.StringVar(&o.level, "inspection-level", "INFO", "show as much as `LEVEL` says: INFO, DEBUG or TRACE")
		flags.StringVar(&o.context, "context", "", "make `JSON` the context object, beside a mock")
		flags.StringVar(&o.variables, "variables", "", "make the members of `JSON` variables")
		flags.StringVar(&o.config, "config", "", "test in the situation that `JSON` tells")
		flags.BoolVar(&o.reveal, "reveal-secrets", false, "ask for what a connection adds to an HTTP request, as AWS does; nothing is known of it here")
		flags.StringVar(&o.role, "role", "arn:aws:iam::123456789012:role/StepFunctions", "run tasks with the role `ARN`")
		return o.run
	},
}

type testStateOptions struct {
	state, input, mock, level, context, variables, config, role string
	reveal                                                      bool
}

func (o *testStateOptions) run(e *env, args []string) error {
	s, err := e.sourceOf(args, o.input)
	if err != nil {
		return err
	}
	test, err := o.test(e)
	if err != nil {
		return err
	}
	text := s.text
	if s.output != nil {
		text = s.output.Machine.Text()
	}
	if err := o.named(text); err != nil {
		return err
	}
	options, err := (&runOptions{kind: "STANDARD"}).options(e, s)
	if err != nil {
		return err
	}
	options.RoleARN = o.role
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	result, err := runner.TestState(ctx, text, test, options)
	if err != nil {
		return o.refused(e, s, err)
	}
	return o.report(e, result)
}

// named refuses a machine without the name of a state in it.
func (o *testStateOptions) named(text []byte) error {
	v, err := jsonvalue.Parse(text)
	if o.state != "" || err != nil || !v.Get("States").Exists() {
		return nil
	}
	var names []string
	if machine, _ := asl.Parse(text); machine != nil {
		for place := range machine.Walk() {
			names = append(names, place.Name)
		}
	}
	return misuse("the definition is a machine's: say with --state which state is meant: %s", strings.Join(names, ", "))
}

// refused words why a state is not tested: where the definition is wrong, or how to
// go on from the command line.
func (o *testStateOptions) refused(e *env, s *source, err error) error {
	var refused *runner.TestError
	if errors.As(err, &refused) && len(refused.Found) > 0 {
		for i := range refused.Found {
			refused.Found[i].Position.File = s.name
		}
		newTextReport(e.stderr, []*source{s}).list(refused.Found.Filter(diag.Error))
		return err
	}
	if refused != nil && refused.Code == "InvalidDefinition" && o.mock == "" {
		return fmt.Errorf("%w; say with --mock '{\"result\": …}' or '{\"errorOutput\": {\"error\": …}}' what the state's work comes to", err)
	}
	var f *runner.Fault
	if errors.As(err, &f) && errors.Is(err, runner.ErrUnserved) {
		return fmt.Errorf("state %q calls %s, and nothing answers; say with --mock '{\"result\": …}' what that comes to", f.State, f.Resource)
	}
	return err
}

func (o *testStateOptions) report(e *env, r *runner.StateResult) error {
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	v, err := jsonvalue.Parse(text)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintln(e.stdout, v.Indent()); err != nil {
		return err
	}
	if r.Status == runner.TestFailed {
		return errReported
	}
	return nil
}

// test reads the flags.
func (o *testStateOptions) test(e *env) (runner.StateTest, error) {
	t := runner.StateTest{State: o.state, Level: runner.InspectionLevel(strings.ToUpper(o.level)), RevealSecrets: o.reveal}
	for _, part := range []struct {
		flag string
		text string
		to   *json.RawMessage
	}{{"input", o.input, &t.Input}, {"context", o.context, &t.Context}, {"variables", o.variables, &t.Variables}} {
		v, err := e.jsonOrFile(part.flag, part.text)
		if err != nil {
			return t, err
		}
		if v.Exists() {
			*part.to = v.AppendJSON(nil)
		}
	}
	mock, err := e.jsonOrFile("mock", o.mock)
	if err == nil {
		t.Mock, err = stateMock(mock)
	}
	if err != nil {
		return t, err
	}
	config, err := e.jsonOrFile("config", o.config)
	if err == nil {
		t.Config, err = stateConfig(config)
	}
	return t, err
}

// onlyMembers refuses an object with members that nobody knows.
func onlyMembers(flag string, v jsonvalue.Value, known ...string) error {
	if v.Kind() != jsonvalue.Object {
		return misuse("--%s is a JSON object with members of %s", flag, strings.Join(known, ", "))
	}
	for _, m := range v.Members() {
		if !slices.Contains(known, m.Name) {
			help := diag.DidYouMean(m.Name, known)
			if help == "" {
				help = "there are " + strings.Join(known, ", ")
			}
			return misuse("--%s has no %q; %s", flag, m.Name, help)
		}
	}
	return nil
}

func stateMock(v jsonvalue.Value) (*runner.StateMock, error) {
	if !v.Exists() {
		return nil, nil
	}
	if err := onlyMembers("mock", v, "result", "errorOutput", "fieldValidationMode"); err != nil {
		return nil, err
	}
	m := &runner.StateMock{Validation: runner.MockValidation(strings.ToUpper(v.Get("fieldValidationMode").Text()))}
	if result := v.Get("result"); result.Exists() {
		m.Result = result.AppendJSON(nil)
	}
	if wrong := v.Get("errorOutput"); wrong.Exists() {
		if err := onlyMembers("mock's errorOutput", wrong, "error", "cause"); err != nil {
			return nil, err
		}
		m.Error = &runner.Failure{Name: wrong.Get("error").Text(), Cause: wrong.Get("cause").Text()}
	}
	return m, nil
}

func stateConfig(v jsonvalue.Value) (c runner.StateConfig, err error) {
	if !v.Exists() {
		return c, nil
	}
	if err := onlyMembers("config", v, "retrierRetryCount", "errorCausedByState", "mapIterationFailureCount", "mapItemReaderData"); err != nil {
		return c, err
	}
	if err := v.Decode(&c); err != nil {
		return c, misuse("--config: %v", err)
	}
	return c, nil
}
