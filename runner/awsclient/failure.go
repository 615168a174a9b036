package awsclient

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/aws/smithy-go"

	"github.com/quickstep-go/quickstep/runner"
)

// failure is how the task fails over an error of the client.
func (o *operation) failure(task *runner.Task, err error) error {
	var fault *runner.Fault
	var exact *runner.Failure
	if errors.Is(err, runner.ErrNoAnswer) || errors.As(err, &fault) || errors.As(err, &exact) {
		return err // a fake client says what it means
	}
	var invalid smithy.InvalidParamsError
	if errors.As(err, &invalid) {
		return o.fault(task, "%s does not take these parameters: %s", o.name, strings.TrimSpace(invalid.Error()))
	}
	s := o.named(err)
	var api smithy.APIError
	if !errors.As(err, &api) {
		return &runner.Failure{Name: s.errors + ".SdkClientException", Cause: err.Error()}
	}
	return &runner.Failure{Name: s.errors + "." + errorName(s, api), Cause: cause(s, err, api)}
}

// named gives the style with the service's id that the error brings.
func (o *operation) named(err error) style {
	var of *smithy.OperationError
	if !o.style.older && errors.As(err, &of) && of.ServiceID != "" {
		return o.style.called(of.ServiceID, "")
	}
	return o.style
}

// errorName tells errors that the API's model names, which have a type of their
// own, from all others.
func errorName(s style, api smithy.APIError) string {
	t := reflect.TypeOf(api)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case t == reflect.TypeFor[smithy.GenericAPIError]():
		return s.base
	case strings.HasPrefix(t.PkgPath(), services):
		return s.exception(t.Name())
	}
	return s.exception(api.ErrorCode())
}

// cause gives the service's message, and where there was a response what AWS puts
// after it.
func cause(s style, err error, api smithy.APIError) string {
	var response interface{ HTTPStatusCode() int }
	if !errors.As(err, &response) {
		return api.ErrorMessage()
	}
	id := ""
	var request interface{ ServiceRequestID() string }
	if errors.As(err, &request) {
		id = request.ServiceRequestID()
	}
	if s.older {
		return fmt.Sprintf("%s (Service: %s; Status Code: %d; Error Code: %s; Request ID: %s; Proxy: null)", api.ErrorMessage(), s.service, response.HTTPStatusCode(), api.ErrorCode(), id)
	}
	return fmt.Sprintf("%s (Service: %s, Status Code: %d, Request ID: %s)", api.ErrorMessage(), s.service, response.HTTPStatusCode(), id)
}
