package runner

import (
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/asl/check"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// A stateRequest is a test of a state, read and found good.
type stateRequest struct {
	test      *StateTest
	source    *asl.StateMachine
	state     asl.State
	name      string
	input     jsonvalue.Value
	context   jsonvalue.Value // absent where none was given
	started   jsonvalue.Value // the execution's input, or absent
	variables jsonvalue.Value // an object, or absent
	result    jsonvalue.Value // the mock's, or absent
}

// soleName is the name of a state whose definition stands alone.
const soleName = "StateName"

func refused(format string, args ...any) *TestError {
	return &TestError{Code: "ValidationException", Message: fmt.Sprintf(format, args...)}
}

// newStateRequest reads a test and refuses what AWS refuses, in its order.
func newStateRequest(definition []byte, test *StateTest, options *Options) (*stateRequest, error) {
	q := &stateRequest{test: test, name: test.State}
	steps := []func() *TestError{
		q.checkMock,
		func() *TestError { return q.define(definition) },
		func() *TestError { return q.checkKind(options) },
		q.data,
		q.checkResult,
		q.checkConfig,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return q, nil
}

// checkMock refuses what does not fit a mock, whatever the state is.
func (q *stateRequest) checkMock() *TestError {
	t := q.test
	switch t.Level {
	case "", InspectInfo, InspectDebug, InspectTrace:
	default:
		return refused("the inspection level is %s, %s or %s, not %q", InspectInfo, InspectDebug, InspectTrace, t.Level)
	}
	if t.Mock == nil {
		if t.Config.MapIterationFailureCount != nil {
			return refused("TestState does not support MapIterationFailureCount when a mock is not specified.")
		}
		if len(t.Context) > 0 {
			return refused("TestState does not support Context when a mock is not specified.")
		}
		return nil
	}
	switch t.Mock.Validation {
	case "", ValidateStrict, ValidatePresent, ValidateNone:
	default:
		return refused("the validation mode is %s, %s or %s, not %q", ValidateStrict, ValidatePresent, ValidateNone, t.Mock.Validation)
	}
	switch {
	case t.RevealSecrets:
		return refused("TestState does not support RevealSecrets when a mock is specified.")
	case (len(t.Mock.Result) > 0) == (t.Mock.Error != nil):
		return refused("A test mock should have only one of the following fields: [result, errorOutput].")
	}
	return nil
}

// define reads the definition and finds the state.
func (q *stateRequest) define(definition []byte) *TestError {
	var found diag.List
	if q.name == "" {
		q.name = soleName
		q.source, found = asl.ParseState(definition, soleName)
		if q.source != nil {
			found = append(found, check.Machine(q.source, check.SingleState())...)
		}
	} else {
		q.source, _ = asl.Parse(definition)
		found = check.Definition(definition, check.NoPractice())
	}
	if message := check.InvalidDefinition(found); message != "" {
		return &TestError{"InvalidDefinition", message, found}
	}
	var names []string
	for place := range q.source.Walk() {
		if place.Name == q.name {
			q.state = place.State
			return nil
		}
		names = append(names, place.Name)
	}
	message := fmt.Sprintf("State '%s' not found in definition.", q.name)
	if near := diag.DidYouMean(q.name, names); near != "" {
		message = strings.TrimSuffix(message, ".") + "; " + near
	}
	return refused("%s", message)
}

// checkKind refuses states that need a mock and have none, or the reverse.
func (q *stateRequest) checkKind(options *Options) *TestError {
	mocked := q.test.Mock != nil
	switch s := q.state.(type) {
	case *asl.Map, *asl.Parallel:
		if !mocked {
			return &TestError{Code: "InvalidDefinition", Message: "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]"}
		}
	case *asl.Task:
		r := newResource(s.Resource)
		switch {
		case mocked:
		case r.kind == activityResource || r.pattern != requestResponse:
			return &TestError{Code: "InvalidDefinition", Message: "TestState API needs a mock for a Task state with the Resource " + s.Resource}
		case options.RoleARN == "":
			return refused("RoleArn must be specified when testing a Task state")
		}
	default:
		if mocked {
			return refused("State type '%s' is not supported when a mock is specified", s.Kind())
		}
	}
	return nil
}

// data reads the JSON texts of the test.
func (q *stateRequest) data() *TestError {
	t := q.test
	if f := q.parse(&q.input, t.Input, "InvalidExecutionInput", "input"); f != nil {
		return f
	}
	if !q.input.Exists() {
		q.input = emptyObject
	}
	if f := q.parse(&q.context, t.Context, "ValidationException", "context"); f != nil {
		return f
	}
	if f := q.parse(&q.started, t.ExecutionInput, "ValidationException", "execution's input"); f != nil {
		return f
	}
	if f := q.parse(&q.variables, t.Variables, "ValidationException", "variables"); f != nil {
		return f
	}
	if q.variables.Exists() && q.variables.Kind() != jsonvalue.Object {
		return refused("the variables are an object of names and values, not %s", q.variables.Kind())
	}
	if t.Mock != nil {
		if f := q.parse(&q.result, t.Mock.Result, "ValidationException", "mocked result"); f != nil {
			return f
		}
	}
	return q.checkContext()
}

func (q *stateRequest) parse(to *jsonvalue.Value, text []byte, code, what string) *TestError {
	if len(text) == 0 {
		return nil
	}
	v, err := jsonvalue.Parse(text)
	if err != nil {
		return &TestError{Code: code, Message: fmt.Sprintf("the %s is no JSON: %s", what, err)}
	}
	*to = v
	return nil
}

// checkResult refuses a mocked result that the state cannot have.
func (q *stateRequest) checkResult() *TestError {
	if !q.result.Exists() {
		return nil
	}
	isArray := q.result.Kind() == jsonvalue.Array
	switch s := q.state.(type) {
	case *asl.Task:
		return q.checkResponse(s)
	case *asl.Parallel:
		switch {
		case !isArray:
			return refused("Mocked result must be an array.")
		case q.result.Len() != len(s.Branches):
			return refused("Mocked result must contain the same number of items as number of Parallel branches.")
		}
	case *asl.Map:
		written := s.ResultWriter != nil && s.ResultWriter.Resource != ""
		switch {
		case written && q.result.Kind() != jsonvalue.Object:
			return refused("Mocked result must be a JSON object.")
		case !written && !isArray:
			return refused("Mocked result must be an array.")
		}
	}
	return nil
}

// checkConfig refuses a situation that the state cannot be in.
func (q *stateRequest) checkConfig() *TestError {
	c := &q.test.Config
	if c.RetrierRetryCount < 0 {
		return refused("the count of retries is negative: %d", c.RetrierRetryCount)
	}
	if err := q.checkCause(c.ErrorCausedByState); err != nil {
		return err
	}
	m, isMap := q.state.(*asl.Map)
	if n := c.MapIterationFailureCount; n != nil {
		switch {
		case !isMap:
			return refused("MapIterationFailureCount is for Map states, and state '%s' is a %s state", q.name, q.state.Kind())
		case *n < 0:
			return refused("the count of failed iterations is negative: %d", *n)
		case q.result.Kind() == jsonvalue.Array && *n > int64(q.result.Len()):
			return refused("Map iteration failure count must be less than or equal to the number of Map iterations")
		}
	}
	if c.MapItemReaderData != "" && (!isMap || m.ItemReader == nil) {
		return refused("MapItemReaderData is for Map states with an ItemReader, and state '%s' is none", q.name)
	}
	return nil
}

// checkCause refuses an error that comes from no state inside the tested one.
func (q *stateRequest) checkCause(name string) *TestError {
	if name == "" {
		return nil
	}
	var names []string
	for place := range q.source.Walk() {
		for outer := place.Outer; outer != nil; outer = outer.Outer {
			if outer.State != q.state {
				continue
			}
			if place.Name == name {
				return nil
			}
			names = append(names, place.Name)
		}
	}
	message := fmt.Sprintf("State '%s', which is to cause the error, is no state inside '%s'.", name, q.name)
	if near := diag.DidYouMean(name, names); near != "" {
		message = strings.TrimSuffix(message, ".") + "; " + near
	}
	return refused("%s", message)
}
