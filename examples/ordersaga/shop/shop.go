// Package shop has the Lambda functions of workflow ordersaga: they keep users
// and orders in one DynamoDB table and tell of orders through an SNS topic.
package shop

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/sns"

	"github.com/quickstep-go/quickstep/examples/ordersaga"
)

// A Table holds items; *dynamodb.Client is one.
type Table interface {
	PutItem(context.Context, *dynamodb.PutItemInput, ...func(*dynamodb.Options)) (*dynamodb.PutItemOutput, error)
	DeleteItem(context.Context, *dynamodb.DeleteItemInput, ...func(*dynamodb.Options)) (*dynamodb.DeleteItemOutput, error)
}

// A Topic takes messages; *sns.Client is one.
type Topic interface {
	Publish(context.Context, *sns.PublishInput, ...func(*sns.Options)) (*sns.PublishOutput, error)
}

// Shop serves the functions. Each needs what it uses and no more, as each runs
// with permissions of its own.
type Shop struct {
	Table     Table
	TableName string
	Topic     Topic
	TopicARN  string
	NewID     func() string // makes ids of users and orders
}

// CreateUser stores a new user.
func (s *Shop) CreateUser(ctx context.Context, in ordersaga.UserDetails) (ordersaga.User, error) {
	if in.Name == "" {
		return ordersaga.User{}, errors.New("a user needs a name")
	}
	user := ordersaga.User{UserID: s.NewID(), Status: "created"}
	return user, s.put(ctx, "user#"+user.UserID, map[string]string{"name": in.Name})
}

// DeleteUser undoes CreateUser. Doing it twice does no harm.
func (s *Shop) DeleteUser(ctx context.Context, in ordersaga.User) (struct{}, error) {
	return struct{}{}, s.delete(ctx, "user#"+in.UserID)
}

// PlaceOrder stores a new order of a user.
func (s *Shop) PlaceOrder(ctx context.Context, in ordersaga.User) (ordersaga.Order, error) {
	if in.UserID == "" {
		return ordersaga.Order{}, errors.New("an order needs a user")
	}
	order := ordersaga.Order{OrderID: s.NewID(), Status: "placed"}
	return order, s.put(ctx, "order#"+order.OrderID, map[string]string{"userId": in.UserID})
}

// CancelOrder undoes PlaceOrder. Doing it twice does no harm.
func (s *Shop) CancelOrder(ctx context.Context, in ordersaga.Order) (struct{}, error) {
	return struct{}{}, s.delete(ctx, "order#"+in.OrderID)
}

// SendNotification tells the topic of an order.
func (s *Shop) SendNotification(ctx context.Context, in ordersaga.Order) (ordersaga.Notice, error) {
	_, err := s.Topic.Publish(ctx, &sns.PublishInput{
		TopicArn: &s.TopicARN,
		Message:  new(fmt.Sprintf("order %s: %s", in.OrderID, in.Status)),
	})
	return ordersaga.Notice{Status: "sent"}, err
}

func (s *Shop) put(ctx context.Context, id string, values map[string]string) error {
	item := key(id)
	for name, value := range values {
		item[name] = &types.AttributeValueMemberS{Value: value}
	}
	_, err := s.Table.PutItem(ctx, &dynamodb.PutItemInput{TableName: &s.TableName, Item: item})
	return err
}

func (s *Shop) delete(ctx context.Context, id string) error {
	_, err := s.Table.DeleteItem(ctx, &dynamodb.DeleteItemInput{TableName: &s.TableName, Key: key(id)})
	return err
}

func key(id string) map[string]types.AttributeValue {
	return map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: id}}
}
