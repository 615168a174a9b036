// Package records has the Lambda functions of workflow recordexists: they keep
// records in a DynamoDB table.
package records

import (
	"context"
	"errors"
	"log"
	"os"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/quickstep-go/quickstep/examples/recordexists"
)

// A Table holds items; *dynamodb.Client is one.
type Table interface {
	GetItem(context.Context, *dynamodb.GetItemInput, ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error)
	PutItem(context.Context, *dynamodb.PutItemInput, ...func(*dynamodb.Options)) (*dynamodb.PutItemOutput, error)
}

// Records serves the functions.
type Records struct {
	Table Table
	Name  string // of the table
}

// OnAWS is what a Lambda function's environment says: TABLE names the table.
func OnAWS() *Records {
	cfg, err := config.LoadDefaultConfig(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	return &Records{Table: dynamodb.NewFromConfig(cfg), Name: os.Getenv("TABLE")}
}

// Validate tells whether a record is new. A record without id or name is an
// error.
func (r *Records) Validate(ctx context.Context, in recordexists.Record) (recordexists.Validation, error) {
	if in.ID == "" || in.Name == "" {
		return recordexists.Validation{}, errors.New("a record needs an id and a name")
	}
	found, err := r.Table.GetItem(ctx, &dynamodb.GetItemInput{
		TableName: &r.Name, ConsistentRead: new(true), ProjectionExpression: new("id"),
		Key: map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: in.ID}},
	})
	if err != nil {
		return recordexists.Validation{}, err
	}
	return recordexists.Validation{IsNew: len(found.Item) == 0}, nil
}

// Add stores a record. Adding it twice does no harm.
func (r *Records) Add(ctx context.Context, in recordexists.Record) (struct{}, error) {
	_, err := r.Table.PutItem(ctx, &dynamodb.PutItemInput{
		TableName: &r.Name,
		Item: map[string]types.AttributeValue{
			"id":   &types.AttributeValueMemberS{Value: in.ID},
			"name": &types.AttributeValueMemberS{Value: in.Name},
		},
	})
	return struct{}{}, err
}
