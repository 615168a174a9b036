// Package recorder is the Lambda function of workflow recordmessage: it writes a
// record into a DynamoDB table and sends the task token back.
package recorder

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/sfn"

	"github.com/quickstep-go/quickstep/examples/recordmessage"
)

// A Table takes items; *dynamodb.Client is one.
type Table interface {
	PutItem(context.Context, *dynamodb.PutItemInput, ...func(*dynamodb.Options)) (*dynamodb.PutItemOutput, error)
}

// An Answerer takes task tokens back; *sfn.Client is one.
type Answerer interface {
	SendTaskSuccess(context.Context, *sfn.SendTaskSuccessInput, ...func(*sfn.Options)) (*sfn.SendTaskSuccessOutput, error)
	SendTaskFailure(context.Context, *sfn.SendTaskFailureInput, ...func(*sfn.Options)) (*sfn.SendTaskFailureOutput, error)
}

// Recorder writes records down.
type Recorder struct {
	Table  Table
	Name   string // of the table
	Answer Answerer
}

// Handle writes one record and answers its token: with status 200, with status
// 400 where the record has no id, or with an error where the table refused it.
// Its own error means that the token could not be sent back; the state fails
// with it. Writing is idempotent, as a rule may deliver an event twice.
func (r *Recorder) Handle(ctx context.Context, req recordmessage.Request) (struct{}, error) {
	if req.Token == "" {
		return struct{}{}, errors.New("the request has no task token")
	}
	if req.Record.MessageID == "" {
		return struct{}{}, r.succeed(ctx, req, http.StatusBadRequest)
	}
	if err := r.write(ctx, req.Record); err != nil {
		return struct{}{}, r.fail(ctx, req, err)
	}
	return struct{}{}, r.succeed(ctx, req, http.StatusOK)
}

func (r *Recorder) write(ctx context.Context, record recordmessage.Record) error {
	event, err := json.Marshal(record.Event)
	if err != nil {
		return err
	}
	_, err = r.Table.PutItem(ctx, &dynamodb.PutItemInput{
		TableName: &r.Name,
		Item: map[string]types.AttributeValue{
			"messageId": &types.AttributeValueMemberS{Value: record.MessageID},
			"createdAt": &types.AttributeValueMemberS{Value: record.CreatedAt.Format(time.RFC3339Nano)},
			"event":     &types.AttributeValueMemberS{Value: string(event)},
		},
	})
	return err
}

func (r *Recorder) succeed(ctx context.Context, req recordmessage.Request, status int) error {
	output, err := json.Marshal(recordmessage.Result{StatusCode: status})
	if err != nil {
		return err
	}
	_, err = r.Answer.SendTaskSuccess(ctx, &sfn.SendTaskSuccessInput{
		TaskToken: new(string(req.Token)), Output: new(string(output)),
	})
	return err
}

func (r *Recorder) fail(ctx context.Context, req recordmessage.Request, cause error) error {
	_, err := r.Answer.SendTaskFailure(ctx, &sfn.SendTaskFailureInput{
		TaskToken: new(string(req.Token)),
		Error:     new("RecordNotWritten"),
		Cause:     new(fmt.Sprintf("message %s: %v", req.Record.MessageID, cause)),
	})
	return err
}
