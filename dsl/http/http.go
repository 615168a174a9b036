// Package http calls HTTPS APIs from a workflow, without a Lambda function.
//
// Goals: typed bodies both ways. Non-goals: connections, which hold the
// credentials and which the infrastructure declares. In the definition a
// connection is ${Name}, to which CDK or SAM gives its ARN.
package http

import "github.com/quickstep-go/quickstep/dsl"

// A Connection is one EventBridge connection, by the name of its substitution.
type Connection struct{ name string }

// Declare names a connection.
func Declare(name string) *Connection { return &Connection{name} }

// Name gives the connection's name, which is also that of its substitution.
func (c *Connection) Name() string { return c.name }

// ARN is what stands for the connection in a [Request].
func (c *Connection) ARN() dsl.Val[string] {
	return dsl.Named(dsl.Resource{Name: c.name, Kind: "connection"})
}

// Request is one call (Developer Guide, "Call HTTPS APIs in Step Functions
// workflows"). It may take 60 seconds.
type Request[Body any] struct {
	// ApiEndpoint is the URL, with a scheme of https.
	ApiEndpoint string `json:"ApiEndpoint"`
	// Method is GET, POST, PUT, DELETE, PATCH, OPTIONS or HEAD.
	Method         string            `json:"Method"`
	Authentication Authentication    `json:"Authentication"`
	Headers        map[string]string `json:"Headers,omitempty"`
	// QueryParameters are added to the URL.
	QueryParameters map[string]string `json:"QueryParameters,omitempty"`
	RequestBody     *Body             `json:"RequestBody,omitempty"`
	// Transform says how the body is encoded. Optional: as JSON.
	Transform *Transform `json:"Transform,omitempty"`
}

// Authentication names the connection.
type Authentication struct {
	ConnectionArn string `json:"ConnectionArn"`
}

// Transform encodes the body as a form.
type Transform struct {
	RequestBodyEncoding    string                  `json:"RequestBodyEncoding"` // NONE or URL_ENCODED
	RequestEncodingOptions *RequestEncodingOptions `json:"RequestEncodingOptions,omitempty"`
}

// RequestEncodingOptions say how lists are written in a form.
type RequestEncodingOptions struct {
	ArrayFormat string `json:"ArrayFormat"` // INDICES, REPEAT, COMMAS or BRACKETS
}

// Response is the answer; a status of 400 or more fails the task, see [Status].
type Response[Body any] struct {
	Headers      map[string][]string `json:"Headers"`
	ResponseBody Body                `json:"ResponseBody"`
	StatusCode   int                 `json:"StatusCode"`
	StatusText   string              `json:"StatusText"`
}

// ErrorSocket is the error of a connection that broke.
const ErrorSocket dsl.ErrorName = "States.Http.Socket"

// Status is the error of an answer with a status code, such as Status("429").
func Status(code string) dsl.ErrorName { return dsl.ErrorName("States.Http.StatusCode." + code) }

// Invoke makes a call.
func Invoke[Body, Answer any]() dsl.Call[Request[Body], Response[Answer]] {
	return dsl.NewCall[Request[Body], Response[Answer]](dsl.Integration{Resource: "arn:aws:states:::http:invoke"})
}
