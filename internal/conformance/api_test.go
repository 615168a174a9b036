package conformance

import (
	"encoding/json"
	"testing"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// TestAsk answers requests that the recorded cases taught.
func TestAsk(t *testing.T) {
	const good = `{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}`
	const arn = "arn:aws:states:us-east-1:123456789012:stateMachine:m"
	for _, c := range []struct{ kind, definition, request, want string }{
		{"validate_definition", good, `{}`, `{"id":"x","response":{"result":"OK","diagnostics":[],"truncated":false}}`},
		{"validate_definition", `{}`, `{"type":"EXPRESS"}`, `{"id":"x","response":{"result":"FAIL","diagnostics":[{"severity":"ERROR","code":"SCHEMA_VALIDATION_FAILED","message":"These fields are required: [States, StartAt]","location":"/"}],"truncated":false}}`},
		{"create_error", `{"StartAt":"A"}`, `{}`, `{"id":"x","error":{"code":"InvalidDefinition","message":"Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /'"}}`},
		{"create_error", good, `{"loggingConfiguration":{"level":"ERROR"}}`, `{"id":"x","error":{"code":"InvalidLoggingConfiguration","message":"Invalid Logging Configuration: Must specify exactly one Log Destination."}}`},
		{"create_error", good, `{"loggingConfiguration":{"level":"OFF"}}`, `{"id":"x","skipped":"nothing is wrong with the request"}`},
		{"update_error", good, `{"stateMachineArn":"` + arn + `:3"}`, `{"id":"x","error":{"code":"StateMachineDoesNotExist","message":"State Machine Does Not Exist: '` + arn + `:3'"}}`},
		{"update_error", `null`, `{"stateMachineArn":"` + arn + `"}`, `{"id":"x","error":{"code":"MissingRequiredParameter","message":"Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified"}}`},
		{"test_state", `{"Type":"Parallel","Branches":[],"End":true}`, `{}`, `{"id":"x","error":{"code":"InvalidDefinition","message":"Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/StateName/Branches'"}}`},
		{"test_state", `{"Type":"Succeed"}`, `{}`, `{"id":"x","response":{"output":"{}","status":"SUCCEEDED"}}`},
		{"api_sequence", `null`, `{}`, `{"id":"x","skipped":"the kind api_sequence is not served yet"}`},
	} {
		definition, err := jsonvalue.ParseString(c.definition)
		if err != nil {
			t.Fatal(err)
		}
		request, err := jsonvalue.ParseString(c.request)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := json.Marshal(Ask(&Case{ID: "x", Kind: c.kind, Definition: definition, Request: request}))
		if err != nil {
			t.Fatal(err)
		}
		if got := jsonvalue.StringOf(string(answer)).Text(); !same(got, c.want) {
			t.Errorf("%s %s:\n got %s\nwant %s", c.kind, c.request, got, c.want)
		}
	}
}

func same(a, b string) bool {
	x, err := jsonvalue.ParseString(a)
	y, err2 := jsonvalue.ParseString(b)
	return err == nil && err2 == nil && jsonvalue.Equal(x, y)
}
