package records_test

import (
	"context"
	"errors"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/quickstep-go/quickstep/examples/recordexists"
	"github.com/quickstep-go/quickstep/examples/recordexists/records"
)

// fake is a table in memory.
type fake struct {
	items map[string]map[string]types.AttributeValue
	err   error
}

func text(v types.AttributeValue) string { return v.(*types.AttributeValueMemberS).Value }

func (f *fake) GetItem(_ context.Context, in *dynamodb.GetItemInput, _ ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error) {
	return &dynamodb.GetItemOutput{Item: f.items[text(in.Key["id"])]}, f.err
}

func (f *fake) PutItem(_ context.Context, in *dynamodb.PutItemInput, _ ...func(*dynamodb.Options)) (*dynamodb.PutItemOutput, error) {
	f.items[text(in.Item["id"])] = in.Item
	return nil, f.err
}

func TestWhatWasAddedIsNotNew(t *testing.T) {
	ctx := context.Background()
	f := &fake{items: map[string]map[string]types.AttributeValue{}}
	r := &records.Records{Table: f, Name: "records"}
	in := recordexists.Record{ID: "1", Name: "first"}
	for _, isNew := range []bool{true, false} {
		v, err := r.Validate(ctx, in)
		if err != nil || v.IsNew != isNew {
			t.Errorf("new is %v, %v; want %v", v.IsNew, err, isNew)
		}
		if _, err := r.Add(ctx, in); err != nil {
			t.Error(err)
		}
	}
	if len(f.items) != 1 || text(f.items["1"]["name"]) != "first" {
		t.Errorf("the table holds %v", f.items)
	}
}

func TestErrors(t *testing.T) {
	ctx := context.Background()
	down := errors.New("down")
	r := &records.Records{Table: &fake{items: map[string]map[string]types.AttributeValue{}, err: down}, Name: "records"}
	if _, err := r.Validate(ctx, recordexists.Record{ID: "1", Name: "first"}); !errors.Is(err, down) {
		t.Errorf("Validate: the error is %v", err)
	}
	if _, err := r.Add(ctx, recordexists.Record{ID: "1", Name: "first"}); !errors.Is(err, down) {
		t.Errorf("Add: the error is %v", err)
	}
	for _, wrong := range []recordexists.Record{{}, {ID: "1"}, {Name: "first"}} {
		if _, err := r.Validate(ctx, wrong); err == nil || errors.Is(err, down) {
			t.Errorf("%+v: the error is %v", wrong, err)
		}
	}
}
