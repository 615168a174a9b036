package conformance

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	definitions "github.com/quickstep-go/quickstep/asl/check"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// An Answer is what the service's API answers to a case that is about a
// definition, as the judge reads it.
type Answer struct {
	ID       string    `json:"id"`
	Skipped  string    `json:"skipped,omitempty"`
	Response any       `json:"response,omitempty"`
	Error    *APIError `json:"error,omitempty"`
}

// An APIError is an error of the service's API.
type APIError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// A Validation is the answer of ValidateStateMachineDefinition.
type Validation struct {
	Result      string   `json:"result"`
	Diagnostics []Remark `json:"diagnostics"`
	Truncated   bool     `json:"truncated"`
}

// A Remark is one diagnostic of a [Validation].
type Remark struct {
	Severity string `json:"severity"`
	diag.AWS
}

// Ask answers a case of a kind that is about a definition: whether it is valid,
// why a machine is not created or changed, and what one state comes to. Others are
// skipped.
func Ask(c *Case) *Answer {
	a := &Answer{ID: c.ID}
	switch c.Kind {
	case "validate_definition":
		a.Response = c.validate()
	case "create_error":
		a.Error = firstError(c.logging(), c.invalid())
	case "update_error":
		a.Error = firstError(c.version(), c.nothing(), c.logging(), c.invalid())
	case "test_state":
		c.testState(a)
	}
	if a.Response == nil && a.Error == nil && a.Skipped == "" {
		a.Skipped = "the kind " + c.Kind + " is not served yet"
		if c.Kind == "create_error" || c.Kind == "update_error" {
			a.Skipped = "nothing is wrong with the request"
		}
	}
	return a
}

func firstError(all ...*APIError) *APIError {
	for _, e := range all {
		if e != nil {
			return e
		}
	}
	return nil
}

// found checks the definition as the service was asked to.
func (c *Case) found() diag.List {
	kind := asl.ExecutionType(c.Type)
	if t := c.Request.Get("type").Text(); t != "" {
		kind = asl.ExecutionType(t)
	}
	return definitions.Definition(c.text(), definitions.Type(kind), definitions.NoPractice())
}

func (c *Case) validate() *Validation {
	v := &Validation{Result: "OK", Diagnostics: []Remark{}}
	for _, d := range c.found().Filter(diag.Error) {
		v.Result = "FAIL"
		r := Remark{Severity: "ERROR", AWS: diag.AWS{Code: "SCHEMA_VALIDATION_FAILED", Message: d.Message, Location: d.Position.Pointer}}
		if d.AWS != nil {
			r.AWS = *d.AWS
		}
		v.Diagnostics = append(v.Diagnostics, r)
	}
	return v
}

// invalid is the refusal of the definition.
func (c *Case) invalid() *APIError {
	if len(bytes.TrimSpace(c.text())) == 0 || string(c.text()) == "null" {
		return nil
	}
	if message := definitions.InvalidDefinition(c.found()); message != "" {
		return &APIError{"InvalidDefinition", message}
	}
	return nil
}

// logging is the refusal of a logging configuration without its destination.
func (c *Case) logging() *APIError {
	l := c.Request.Get("loggingConfiguration")
	if level := l.Get("level").Text(); level == "" || level == "OFF" || l.Get("destinations").Len() == 1 {
		return nil
	}
	return &APIError{"InvalidLoggingConfiguration", "Invalid Logging Configuration: Must specify exactly one Log Destination."}
}

// version is the refusal to change a version of a machine.
func (c *Case) version() *APIError {
	const parts = 7 // of a state machine's ARN
	arn := c.Request.Get("stateMachineArn").Text()
	if strings.Count(arn, ":") < parts {
		return nil
	}
	return &APIError{"StateMachineDoesNotExist", fmt.Sprintf("State Machine Does Not Exist: '%s'", arn)}
}

// nothing is the refusal of a change that changes nothing.
func (c *Case) nothing() *APIError {
	changes := []string{"definition", "roleArn", "loggingConfiguration", "tracingConfiguration"}
	if c.Definition.Kind() == jsonvalue.Object || c.DefinitionText != "" ||
		slices.ContainsFunc(changes, func(name string) bool { return c.Request.Get(name).Exists() }) {
		return nil
	}
	return &APIError{"MissingRequiredParameter", "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified"}
}
