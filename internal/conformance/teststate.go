package conformance

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
	"github.com/quickstep-go/quickstep/runner"
)

// testState answers a case of the kind test_state.
func (c *Case) testState(a *Answer) {
	options := c.options(resources(c.text()))
	options.RoleARN = c.Request.Get("roleArn").Text()
	result, err := runner.TestState(context.Background(), c.text(), c.stateTest(), options)
	var refused *runner.TestError
	switch {
	case errors.As(err, &refused):
		a.Error = &APIError{refused.Code, refused.Message}
	case err != nil:
		a.Skipped = "the runner could not test it: " + err.Error()
	default:
		a.Response = asAnswered(result)
	}
}

// asAnswered writes a result as the service does: data are texts that hold JSON.
func asAnswered(r *runner.StateResult) jsonvalue.Value {
	var v jsonvalue.Value
	text, err := json.Marshal(r)
	if err == nil {
		v, err = jsonvalue.Parse(text)
	}
	if err != nil { // cannot be: the result is JSON
		return jsonvalue.StringOf(err.Error())
	}
	if output := v.Get("output"); output.Exists() {
		v = v.With("output", jsonvalue.StringOf(output.JSON()))
	}
	plain := []string{"maxConcurrency", "toleratedFailureCount", "toleratedFailurePercentage", "errorDetails"}
	data := v.Get("inspectionData")
	for _, m := range data.Members() {
		if !slices.Contains(plain, m.Name) {
			data = data.With(m.Name, jsonvalue.StringOf(m.Value.JSON()))
		}
	}
	if data.Exists() {
		v = v.With("inspectionData", data)
	}
	return v
}

// stateTest reads the case's request.
func (c *Case) stateTest() runner.StateTest {
	r := c.Request
	t := runner.StateTest{
		State: r.Get("stateName").Text(), Input: raw(c.Input), Level: runner.InspectionLevel(r.Get("inspectionLevel").Text()),
		Context: raw(r.Get("context")), Variables: raw(r.Get("variables")), RevealSecrets: r.Get("revealSecrets").Bool(),
	}
	if m := r.Get("mock"); m.Exists() {
		t.Mock = &runner.StateMock{Result: json.RawMessage(m.Get("result").Text()), Validation: runner.MockValidation(m.Get("fieldValidationMode").Text())}
		if e := m.Get("errorOutput"); e.Exists() {
			t.Mock.Error = &runner.Failure{Name: e.Get("error").Text(), Cause: e.Get("cause").Text()}
		}
	}
	s := r.Get("stateConfiguration")
	t.Config.RetrierRetryCount, _ = s.Get("retrierRetryCount").Int()
	t.Config.ErrorCausedByState = s.Get("errorCausedByState").Text()
	t.Config.MapItemReaderData = s.Get("mapItemReaderData").Text()
	if n, ok := s.Get("mapIterationFailureCount").Int(); ok {
		t.Config.MapIterationFailureCount = &n
	}
	return t
}

// raw gives a value's text, and none of what is absent or null.
func raw(v jsonvalue.Value) json.RawMessage {
	if v.Kind() <= jsonvalue.Null {
		return nil
	}
	return v.AppendJSON(nil)
}
