package draw

import (
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/asl"
)

// state reads one state.
func state(t *testing.T, text string) asl.State {
	t.Helper()
	m, found := asl.ParseState([]byte(text), "S")
	if found.HasErrors() {
		t.Fatal(found)
	}
	return m.States.Get("S")
}

func TestCondition(t *testing.T) {
	for rule, want := range map[string]string{
		`{"Condition":"{% $states.input.a.b > 1 and $x %}"}`:                    "a.b > 1 and $x",
		`{"Condition":"{% $states.input = $states.context.Execution.Input %}"}`: "input = Execution.Input",
		`{"Condition":true}`:                                           "true",
		`{"Variable":"$.a","NumericLessThanEquals":1.50}`:              "a ≤ 1.50",
		`{"Variable":"$","StringGreaterThan":"m"}`:                     `input > "m"`,
		`{"Variable":"$$.Execution.Name","StringEqualsPath":"$.name"}`: "$$.Execution.Name = name",
		`{"Variable":"$x","TimestampGreaterThanEqualsPath":"$.due"}`:   "$x ≥ due",
		`{"Variable":"$.a","IsPresent":false}`:                         "a is absent",
		`{"Variable":"$.a","IsTimestamp":true}`:                        "a is a timestamp",
		`{"Variable":"$.a","BooleanEquals":true}`:                      "a = true",
		`{"Not":{"Variable":"$.a","IsNull":true}}`:                     "not (a is null)",
		`{"And":[{"Variable":"$.a","IsNull":true}]}`:                   "a is null",
		`{"Or":[{"Variable":"$.a","IsNull":true},{"And":[{"Variable":"$.b","IsNumeric":true},{"Variable":"$.c","IsString":false}]}]}`: "a is null or (b is a number and c is no string)",
	} {
		s := state(t, `{"Type":"Choice","Choices":[`+rule+`]}`).(*asl.Choice)
		if got := condition(&s.Choices[0]); got != want {
			t.Errorf("%s is put as %q, want %q", rule, got, want)
		}
	}
}

func TestDetails(t *testing.T) {
	for text, want := range map[string]string{
		`{"Type":"Task","Resource":"arn:aws:states:::dynamodb:putItem","Parameters":{"TableName":"orders"}}`:                                         "dynamodb:putItem orders",
		`{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync:2","Arguments":{"StateMachineArn":"${Child}"}}`:                      "states:startExecution Child | waits until it is done",
		`{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Arguments":{"FunctionName":"{% $f %}"}}`:                                        "lambda:invoke",
		`{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Arguments":{"FunctionName":"arn:aws:lambda:us-east-1:1:function:charge:live"}}`: "lambda:invoke charge",
		`{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:1:function:charge:$LATEST"}`:                                                            "lambda charge",
		`{"Type":"Task","Resource":"${Charge.Arn}"}`:                                                                                                 "Charge",
		`{"Type":"Task","Resource":"${Charge}","TimeoutSeconds":"{% $t %}","HeartbeatSecondsPath":"$.beat"}`:                                         "Charge | at most $t s | heartbeat every beat s",
		`{"Type":"Task","Resource":"${Charge}","Retry":[{"ErrorEquals":["A","B"]},{"ErrorEquals":["C"],"MaxAttempts":0}]}`:                           "Charge | retry 3× on 2 errors | no retry of C",
		`{"Type":"Wait","Seconds":0}`:                        "for 0 s",
		`{"Type":"Wait","Seconds":93784}`:                    "for 1 d 2 h 3 min 4 s",
		`{"Type":"Wait","SecondsPath":"$.n"}`:                "for n s",
		`{"Type":"Wait","Timestamp":"2026-01-02T03:04:05Z"}`: "until 2026-01-02T03:04:05Z",
		`{"Type":"Fail","Error":"Declined"}`:                 "Declined",
		`{"Type":"Fail","Error":"s"}`:                        "",
		`{"Type":"Fail","ErrorPath":"$.Error"}`:              "Error",
		`{"Type":"Pass"}`:                                    "",
		`{"Type":"Map","Items":[1],"MaxConcurrency":1}`:      "for each of 1 item | one at a time",
		`{"Type":"Map","MaxConcurrency":0,"ToleratedFailureCount":3,"ToleratedFailurePercentage":5}`: "for each item | up to 3 or 5% may fail",
		`{"Type":"Map","Items":"{% $states.input.rows %}","ToleratedFailureCountPath":"$.n"}`:        "for each item of rows | up to n may fail",
	} {
		if got := strings.Join(details("S", state(t, text)), " | "); got != want {
			t.Errorf("%s is put as %q, want %q", text, got, want)
		}
	}
}
