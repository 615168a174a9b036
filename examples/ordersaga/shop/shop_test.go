package shop_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/sns"

	"github.com/quickstep-go/quickstep/examples/ordersaga"
	"github.com/quickstep-go/quickstep/examples/ordersaga/shop"
)

// fake is a table and a topic in memory.
type fake struct {
	items map[string]map[string]types.AttributeValue
	sent  []string
	err   error
}

func text(v types.AttributeValue) string { return v.(*types.AttributeValueMemberS).Value }

func (f *fake) PutItem(_ context.Context, in *dynamodb.PutItemInput, _ ...func(*dynamodb.Options)) (*dynamodb.PutItemOutput, error) {
	if f.err == nil {
		f.items[text(in.Item["id"])] = in.Item
	}
	return nil, f.err
}

func (f *fake) DeleteItem(_ context.Context, in *dynamodb.DeleteItemInput, _ ...func(*dynamodb.Options)) (*dynamodb.DeleteItemOutput, error) {
	if f.err == nil {
		delete(f.items, text(in.Key["id"]))
	}
	return nil, f.err
}

func (f *fake) Publish(_ context.Context, in *sns.PublishInput, _ ...func(*sns.Options)) (*sns.PublishOutput, error) {
	f.sent = append(f.sent, *in.TopicArn+" "+*in.Message)
	return nil, f.err
}

func open(err error) (*fake, *shop.Shop) {
	f := &fake{items: map[string]map[string]types.AttributeValue{}, err: err}
	return f, &shop.Shop{Table: f, TableName: "shop", Topic: f, TopicARN: "arn", NewID: func() string { return "7" }}
}

func TestWhatIsDoneCanBeUndone(t *testing.T) {
	ctx := context.Background()
	f, s := open(nil)
	user, err := s.CreateUser(ctx, ordersaga.UserDetails{Name: "Ada"})
	if err != nil || user != (ordersaga.User{UserID: "7", Status: "created"}) {
		t.Fatalf("the user is %+v, %v", user, err)
	}
	order, err := s.PlaceOrder(ctx, user)
	if err != nil || order != (ordersaga.Order{OrderID: "7", Status: "placed"}) {
		t.Fatalf("the order is %+v, %v", order, err)
	}
	if ids := slices.Sorted(maps.Keys(f.items)); !slices.Equal(ids, []string{"order#7", "user#7"}) {
		t.Errorf("the table holds %v", ids)
	}
	if text(f.items["user#7"]["name"]) != "Ada" || text(f.items["order#7"]["userId"]) != "7" {
		t.Errorf("the table holds %v", f.items)
	}
	for range 2 { // a retried compensation must not fail
		if _, err := s.CancelOrder(ctx, order); err != nil {
			t.Error(err)
		}
		if _, err := s.DeleteUser(ctx, user); err != nil {
			t.Error(err)
		}
	}
	if len(f.items) != 0 {
		t.Errorf("the table still holds %v", f.items)
	}
}

func TestSendNotification(t *testing.T) {
	f, s := open(nil)
	notice, err := s.SendNotification(context.Background(), ordersaga.Order{OrderID: "7", Status: "placed"})
	if err != nil || notice.Status != "sent" || !slices.Equal(f.sent, []string{"arn order 7: placed"}) {
		t.Errorf("it gave %+v, %v and sent %q", notice, err, f.sent)
	}
}

func TestErrors(t *testing.T) {
	ctx := context.Background()
	down := errors.New("down")
	_, s := open(down)
	calls := map[string]func() error{
		"CreateUser":       func() error { _, err := s.CreateUser(ctx, ordersaga.UserDetails{Name: "Ada"}); return err },
		"DeleteUser":       func() error { _, err := s.DeleteUser(ctx, ordersaga.User{}); return err },
		"PlaceOrder":       func() error { _, err := s.PlaceOrder(ctx, ordersaga.User{UserID: "7"}); return err },
		"CancelOrder":      func() error { _, err := s.CancelOrder(ctx, ordersaga.Order{}); return err },
		"SendNotification": func() error { _, err := s.SendNotification(ctx, ordersaga.Order{}); return err },
	}
	for name, call := range calls {
		if err := call(); !errors.Is(err, down) {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
	if _, err := s.CreateUser(ctx, ordersaga.UserDetails{}); err == nil || errors.Is(err, down) {
		t.Errorf("a user without a name: %v", err)
	}
	if _, err := s.PlaceOrder(ctx, ordersaga.User{}); err == nil || errors.Is(err, down) {
		t.Errorf("an order without a user: %v", err)
	}
}
