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
	if c == nil || c.name == "" {
		return dsl.Val[string]{} // which is a diagnostic where it is used
	}
	return dsl.Named(dsl.Resource{Name: c.name, Kind: "connection"})
}

// Request is one call (Developer Guide, "Call HTTPS APIs in Step Functions
// workflows"). It may take 60 seconds.
type Request[Body any] struct {
	// ApiEndpoint is the URL, with a scheme of https.
	ApiEndpoint string `json:"ApiEndpoint"`
	// Method is GET, POST, PUT, DELETE, PATCH, OPTIONS or HEAD.
	Method string `json:"Method"`
	// InvocationConfig names the connection, which public and private APIs need.
	InvocationConfig *InvocationConfig `json:"InvocationConfig,omitempty"`
	// Authentication names the connection as definitions did before there was
	// InvocationConfig. One of the two is required.
	Authentication *Authentication `json:"Authentication,omitempty"`
	// Headers are sent beside those of the connection, which win. Authorization,
	// Host and some others fail the task with States.Runtime. Optional.
	Headers map[string]string `json:"Headers,omitempty"`
	// QueryParameters are added to the URL.
	QueryParameters map[string]string `json:"QueryParameters,omitempty"`
	RequestBody     *Body             `json:"RequestBody,omitempty"`
	// Transform says how the body is encoded. Optional: as JSON.
	Transform *Transform `json:"Transform,omitempty"`
}

// InvocationConfig names the connection; see [Connection.ARN].
type InvocationConfig struct {
	ConnectionArn string `json:"ConnectionArn"`
}

// Authentication names the connection; see [Connection.ARN].
type Authentication struct {
	ConnectionArn string `json:"ConnectionArn"`
}

// Transform encodes the body as a form.
type Transform struct {
	RequestBodyEncoding    Encoding                `json:"RequestBodyEncoding"`
	RequestEncodingOptions *RequestEncodingOptions `json:"RequestEncodingOptions,omitempty"`
}

// RequestEncodingOptions say how lists are written in a form.
type RequestEncodingOptions struct {
	ArrayFormat ArrayFormat `json:"ArrayFormat"`
}

// An Encoding is how a body is written.
type Encoding string

// The encodings.
const (
	None Encoding = "NONE" // as JSON
	// URLEncoded is a form, whose header Content-Type must say
	// application/x-www-form-urlencoded.
	URLEncoded Encoding = "URL_ENCODED"
)

// An ArrayFormat is how a form writes the list [1, 2] of a member a.
type ArrayFormat string

// The formats.
const (
	Indices  ArrayFormat = "INDICES"  // a[0]=1&a[1]=2
	Repeat   ArrayFormat = "REPEAT"   // a=1&a=2
	Commas   ArrayFormat = "COMMAS"   // a=1,2
	Brackets ArrayFormat = "BRACKETS" // a[]=1&a[]=2
)

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
