package runner

import (
	"context"
	"encoding/json"

	"github.com/quickstep-go/quickstep/diag"
)

// A StateTest says how one state is tested, in the terms of AWS's TestState (AWS
// Step Functions API Reference, "TestState").
type StateTest struct {
	State  string          // the state's name, in a definition of a whole machine
	Input  json.RawMessage // of the state; none is {}
	Level  InspectionLevel // none is INFO
	Mock   *StateMock      // what the state's work comes to, in place of doing it
	Config StateConfig     // what has gone before
	// Context is the whole context object, for a test with a mock. None is one made
	// of the options.
	Context json.RawMessage
	// ExecutionInput is what the execution was started with, in a context object that
	// is made of the options. None is the state's input, as in AWS, whose TestState
	// has no such parameter.
	ExecutionInput json.RawMessage
	// Variables is an object of the workflow's variables.
	Variables json.RawMessage
	// RevealSecrets is for HTTP tasks without a mock. What a connection adds to a
	// request is not known here, so there is nothing to reveal.
	RevealSecrets bool
}

// InspectionLevel says how much a test of a state tells.
type InspectionLevel string

// The levels.
const (
	InspectInfo  InspectionLevel = "INFO"  // what came out
	InspectDebug InspectionLevel = "DEBUG" // and each step of the data's way
	InspectTrace InspectionLevel = "TRACE" // and what an HTTP task sends and gets
)

// A StateMock is what a tested state's work comes to: of a Task the call's result,
// of a Map the whole list of results or, with a ResultWriter, what that gives; of
// a Parallel a list with one item for each branch.
type StateMock struct {
	Result json.RawMessage
	Error  *Failure // instead of a result
	// Validation says how the result is held against the called API; none is STRICT.
	Validation MockValidation
}

// MockValidation says how a mocked result is held against the response of the API
// that the state calls.
type MockValidation string

// The modes.
const (
	ValidateStrict  MockValidation = "STRICT"  // needed fields are there, known fields fit
	ValidatePresent MockValidation = "PRESENT" // known fields that are there fit
	ValidateNone    MockValidation = "NONE"
)

// A StateConfig is the situation that a state is tested in (AWS Step Functions API
// Reference, "TestStateConfiguration").
type StateConfig struct {
	RetrierRetryCount        int64  // retries that the retrier for the error has had
	ErrorCausedByState       string // the state inside a Map or Parallel that the mocked error is from
	MapIterationFailureCount *int64 // iterations of a Map that have failed
	MapItemReaderData        string // what a Map's ItemReader reads, as it is in its file
}

// TestStatus is what became of a tested state.
type TestStatus string

// The statuses of a test, in the service's words.
const (
	TestSucceeded   TestStatus = "SUCCEEDED"
	TestFailed      TestStatus = "FAILED"
	TestRetriable   TestStatus = "RETRIABLE"    // a retrier would try again
	TestCaughtError TestStatus = "CAUGHT_ERROR" // a catcher says where to go on
)

// A StateResult is what a tested state came to. As JSON it has the names of AWS's
// answer; the data are JSON values, not texts that hold JSON.
type StateResult struct {
	Output    json.RawMessage `json:"output,omitempty"`
	Error     string          `json:"error,omitempty"`
	Cause     string          `json:"cause,omitempty"`
	NextState string          `json:"nextState,omitempty"` // none where the state ends its machine
	Status    TestStatus      `json:"status"`
	// Inspection is there from DEBUG on.
	Inspection *Inspection `json:"inspectionData,omitempty"`
}

// An Inspection is the way of the data through a state (AWS Step Functions API
// Reference, "InspectionData"). What does not apply to the state is absent.
type Inspection struct {
	Input               json.RawMessage `json:"input,omitempty"`
	AfterInputPath      json.RawMessage `json:"afterInputPath,omitempty"`
	AfterParameters     json.RawMessage `json:"afterParameters,omitempty"`
	AfterArguments      json.RawMessage `json:"afterArguments,omitempty"`
	AfterItemsPath      json.RawMessage `json:"afterItemsPath,omitempty"`
	AfterItemsPointer   json.RawMessage `json:"afterItemsPointer,omitempty"`
	AfterItemSelector   json.RawMessage `json:"afterItemSelector,omitempty"` // the input of each iteration
	AfterItemBatcher    json.RawMessage `json:"afterItemBatcher,omitempty"`  // the input of each batch
	Result              json.RawMessage `json:"result,omitempty"`
	AfterResultSelector json.RawMessage `json:"afterResultSelector,omitempty"`
	AfterResultPath     json.RawMessage `json:"afterResultPath,omitempty"`
	Variables           json.RawMessage `json:"variables,omitempty"` // as the next state finds them

	MaxConcurrency             json.RawMessage `json:"maxConcurrency,omitempty"`
	ToleratedFailureCount      json.RawMessage `json:"toleratedFailureCount,omitempty"`
	ToleratedFailurePercentage json.RawMessage `json:"toleratedFailurePercentage,omitempty"`

	// Request and Response are of an HTTP task, with TRACE.
	Request  *HTTPRequest  `json:"request,omitempty"`
	Response *HTTPResponse `json:"response,omitempty"`

	ErrorDetails *ErrorDetails `json:"errorDetails,omitempty"`
}

// ErrorDetails tell which retrier or catcher, by its index, deals with the error.
type ErrorDetails struct {
	CatchIndex                  *int   `json:"catchIndex,omitempty"`
	RetryIndex                  *int   `json:"retryIndex,omitempty"`
	RetryBackoffIntervalSeconds *int64 `json:"retryBackoffIntervalSeconds,omitempty"`
}

// A TestError is a refusal to test a state, with the code and, where it is on
// record, the message of AWS.
type TestError struct {
	Code    string // ValidationException, InvalidDefinition or InvalidExecutionInput
	Message string
	// Found is what is wrong with the definition, where that is the reason.
	Found diag.List
}

// Error gives code and message.
func (e *TestError) Error() string { return e.Code + ": " + e.Message }

// TestState runs one state by itself and tells what it came to, as AWS's TestState
// does (Developer Guide, "Testing state machines with TestState API"). The
// definition is that of a state or, with the state's name, of a whole machine,
// where the state may stand at any depth. Tasks that are not mocked are done by the
// services of the options, which then need a RoleARN, as they do in AWS.
//
// The error is a [*TestError] where AWS would refuse the request, else one of the
// options or a [*Fault].
func TestState(ctx context.Context, definition []byte, test StateTest, options Options) (*StateResult, error) {
	q, err := newStateRequest(definition, &test, &options)
	if err != nil {
		return nil, err
	}
	return q.run(background(ctx), options)
}
