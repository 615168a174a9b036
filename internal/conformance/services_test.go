package conformance

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
	"github.com/quickstep-go/quickstep/runner"
)

func TestFunctionsBehave(t *testing.T) {
	payload, _ := jsonvalue.ParseString(`["a"]`)
	for text, want := range map[string]string{
		`{"kind":"echo"}`:                                    `["a"]`,
		`{"kind":"return","value":{"k":1}}`:                  `{"k":1}`,
		`{"kind":"return_format","format":"got {event}"}`:    `"got ['a']"`,
		`{"kind":"return_large_string","char":"x","size":3}`: `"xxx"`,
		`{"kind":"raise","error":"E","message":"m"}`:         `E: {"errorMessage":"m","errorType":"E","requestId":"8a7d2f6e-53b1-4c0e-9d6a-0f1b2c3d4e5f","stackTrace":[]}`,
		`{"kind":"sleep_then_echo"}`:                         runner.ErrNoAnswer.Error(),
		`{"kind":"dance"}`:                                   `no function behaves as "dance"`,
	} {
		var l Lambda
		if err := json.Unmarshal([]byte(text), &l.Behaviour); err != nil {
			t.Fatal(err)
		}
		got, err := l.answer(payload)
		if err != nil {
			got = []byte(err.Error())
		}
		if string(got) != want {
			t.Errorf("%s gave %s, want %s", text, got, want)
		}
	}
}

func TestWorkerAndCallbackCases(t *testing.T) {
	for id, text := range map[string]string{
		"worker": `{"id":"worker","definition":{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:us-east-1:1:activity:dig","End":true}}},
		  "mocks":{"A":[{"Return":5}]},"helper_machines":[{"definition":{"WorkerName":"spade"}}]}`,
		"callback": `{"id":"callback","definition":{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:<partition>:states:::sqs:sendMessage.waitForTaskToken","Parameters":{"QueueUrl":"q"},"End":true}}},
		  "mocks":{"A":[{"Return":5}]}}`,
	} {
		c := new(Case)
		if err := json.Unmarshal([]byte(text), c); err != nil {
			t.Fatal(err)
		}
		r := Run(context.Background(), c)
		if r.Status != runner.Succeeded || string(r.Output) != "5" {
			t.Errorf("%s: %s %s %s", id, r.Status, r.Output, r.Skipped)
		}
		for _, e := range r.History {
			if e.Type == runner.ActivityStarted && e.Worker != "spade" {
				t.Errorf("the worker is %q", e.Worker)
			}
		}
	}
}
