package recorder_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"github.com/quickstep-go/quickstep/examples/recordmessage"
	"github.com/quickstep-go/quickstep/examples/recordmessage/recorder"
)

// fake is a table and a service that takes tokens.
type fake struct {
	refuse  error // of the table
	lose    error // of the service
	put     *dynamodb.PutItemInput
	success *sfn.SendTaskSuccessInput
	failure *sfn.SendTaskFailureInput
}

func (f *fake) PutItem(_ context.Context, in *dynamodb.PutItemInput, _ ...func(*dynamodb.Options)) (*dynamodb.PutItemOutput, error) {
	f.put = in
	return nil, f.refuse
}

func (f *fake) SendTaskSuccess(_ context.Context, in *sfn.SendTaskSuccessInput, _ ...func(*sfn.Options)) (*sfn.SendTaskSuccessOutput, error) {
	f.success = in
	return nil, f.lose
}

func (f *fake) SendTaskFailure(_ context.Context, in *sfn.SendTaskFailureInput, _ ...func(*sfn.Options)) (*sfn.SendTaskFailureOutput, error) {
	f.failure = in
	return nil, f.lose
}

func handle(f *fake, req recordmessage.Request) error {
	r := recorder.Recorder{Table: f, Name: "records", Answer: f}
	_, err := r.Handle(context.Background(), req)
	return err
}

var request = recordmessage.Request{Token: "token", Record: recordmessage.Record{
	MessageID: "42",
	CreatedAt: time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC),
	Event:     map[string]any{"n": 1},
}}

func TestWritesAndAnswers(t *testing.T) {
	var f fake
	if err := handle(&f, request); err != nil {
		t.Fatal(err)
	}
	if *f.put.TableName != "records" {
		t.Errorf("it wrote to table %q", *f.put.TableName)
	}
	for name, want := range map[string]string{"messageId": "42", "createdAt": "2030-01-02T03:04:05Z", "event": `{"n":1}`} {
		if got, ok := f.put.Item[name].(*types.AttributeValueMemberS); !ok || got.Value != want {
			t.Errorf("%s is %v, want %q", name, f.put.Item[name], want)
		}
	}
	if f.failure != nil || *f.success.TaskToken != "token" || *f.success.Output != `{"statusCode":200}` {
		t.Errorf("it answered %+v, %+v", f.success, f.failure)
	}
}

func TestRefusesARecordWithoutID(t *testing.T) {
	var f fake
	if err := handle(&f, recordmessage.Request{Token: "token"}); err != nil {
		t.Fatal(err)
	}
	if f.put != nil || *f.success.Output != `{"statusCode":400}` {
		t.Errorf("it wrote %+v and answered %+v", f.put, f.success)
	}
}

func TestReportsWhatTheTableRefused(t *testing.T) {
	f := fake{refuse: errors.New("throttled")}
	if err := handle(&f, request); err != nil {
		t.Fatal(err)
	}
	if f.success != nil || *f.failure.TaskToken != "token" || *f.failure.Error != "RecordNotWritten" || *f.failure.Cause != "message 42: throttled" {
		t.Errorf("it answered %+v, %+v", f.success, f.failure)
	}
}

func TestFailsWhereNobodyCanBeAnswered(t *testing.T) {
	lost := errors.New("no network")
	if err := handle(&fake{lose: lost}, request); !errors.Is(err, lost) {
		t.Errorf("the error is %v", err)
	}
	if err := handle(&fake{}, recordmessage.Request{}); err == nil {
		t.Error("a request without a token is no error")
	}
}
