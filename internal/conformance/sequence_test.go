package conformance

import (
	"encoding/json"
	"regexp"
	"testing"
)

// TestFollow answers sequences of calls of the project's own.
func TestFollow(t *testing.T) {
	const create = `{"operation":"CreateStateMachine","params":{"name":"m","definition":"{\"StartAt\":\"M\",\"States\":{\"M\":{\"Type\":\"Map\",\"Label\":\"L\",\"MaxConcurrency\":2,\"ToleratedFailureCount\":1,\"ItemProcessor\":{\"ProcessorConfig\":{\"Mode\":\"DISTRIBUTED\",\"ExecutionType\":\"STANDARD\"},\"StartAt\":\"C\",\"States\":{\"C\":{\"Type\":\"Choice\",\"Choices\":[{\"Variable\":\"$\",\"NumericEquals\":2,\"Next\":\"F\"}],\"Default\":\"S\"},\"F\":{\"Type\":\"Fail\"},\"S\":{\"Type\":\"Succeed\"}}},\"End\":true}}}","roleArn":"r"}}`
	const arn = "arn:aws:states:us-east-1:111111111111:execution:m:a"
	const start = `{"operation":"StartExecution","params":{"stateMachineArn":"arn:aws:states:us-east-1:111111111111:stateMachine:m","name":"a","input":"[1,2,3]"},"executionArn":"` + arn + `"}`
	const about = `"params":{"executionArn":"` + arn + `"}}`
	for name, c := range map[string]struct{ steps, want string }{
		"map runs": {create + "," + start + `,{"operation":"ListMapRuns",` + about + `,{"operation":"DescribeMapRun","params":{"mapRunArn":"{{stepfunctions.list_map_runs.mapRuns.0.mapRunArn}}"}}`,
			`{"id":"x","steps":[{"response":{"creationDate":"2026-01-01T00:00:00.000Z","stateMachineArn":"arn:aws:states:us-east-1:111111111111:stateMachine:m"}},
			{"response":{"executionArn":"` + arn + `","startDate":"2026-01-01T00:00:00.000Z"}},
			{"response":{"mapRuns":[{"executionArn":"` + arn + `","mapRunArn":"arn:aws:states:us-east-1:111111111111:mapRun:m/L:UUID","startDate":"2026-01-01T00:00:00.000Z","stateMachineArn":"arn:aws:states:us-east-1:111111111111:stateMachine:m/L","stopDate":"2026-01-01T00:00:00.000Z"}]}},
			{"response":{"mapRunArn":"arn:aws:states:us-east-1:111111111111:mapRun:m/L:UUID","executionArn":"` + arn + `","status":"SUCCEEDED","startDate":"2026-01-01T00:00:00Z","stopDate":"2026-01-01T00:00:00Z","maxConcurrency":2,"toleratedFailurePercentage":0,"toleratedFailureCount":1,
			"itemCounts":{"pending":0,"running":0,"succeeded":2,"failed":1,"timedOut":0,"aborted":0,"total":3,"resultsWritten":3},"executionCounts":{"pending":0,"running":0,"succeeded":2,"failed":1,"timedOut":0,"aborted":0,"total":3,"resultsWritten":3},"redriveCount":0}}]}`},
		"no execution": {`{"operation":"StopExecution",` + about, `{"id":"x","steps":[{"error":{"code":"ExecutionDoesNotExist","message":"Execution Does Not Exist: '` + arn + `'"}}]}`},
		"redriven": {create + "," + start + `,{"operation":"RedriveExecution",` + about, `{"id":"x","steps":[{"response":{"creationDate":"2026-01-01T00:00:00.000Z","stateMachineArn":"arn:aws:states:us-east-1:111111111111:stateMachine:m"}},
			{"response":{"executionArn":"` + arn + `","startDate":"2026-01-01T00:00:00.000Z"}},{"error":{"code":"ExecutionNotRedrivable","message":"Execution is SUCCEEDED and cannot be redriven"}}]}`},
		"no ARN":     {`{"operation":"GetExecutionHistory","params":{"executionArn":"x"}}`, `{"id":"x","steps":[{"error":{"code":"InvalidArn","message":"Invalid Arn: 'Invalid ARN prefix: x'"}}]}`},
		"no machine": {start, `{"id":"x","steps":[{"error":{"code":"StateMachineDoesNotExist","message":"State Machine Does Not Exist: 'arn:aws:states:us-east-1:111111111111:stateMachine:m'"}}]}`},
		"beyond":     {`{"operation":"TagResource","params":{}}`, `{"id":"x","skipped":"the runner has no TagResource: it runs machines, and does not manage them"}`},
		"a version":  {`{"operation":"CreateStateMachine","params":{"publish":true}}`, `{"id":"x","skipped":"the runner has no machines with publish"}`},
	} {
		t.Run(name, func(t *testing.T) {
			of := &Case{ID: "x"}
			if err := json.Unmarshal([]byte("["+c.steps+"]"), &of.Steps); err != nil {
				t.Fatal(err)
			}
			answer, err := json.Marshal(Follow(t.Context(), of))
			if err != nil {
				t.Fatal(err)
			}
			if got := anyUUID.ReplaceAllString(string(answer), "UUID"); !same(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

var anyUUID = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}`)
