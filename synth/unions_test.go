package synth_test

import (
	"context"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/awssdk"
	"github.com/quickstep-go/quickstep/runner"
)

var (
	putItemInput  = dsl.Fields[dynamodb.PutItemInput]()
	putItemOutput = dsl.Fields[dynamodb.PutItemOutput]()
	stringMember  = dsl.Fields[types.AttributeValueMemberS]()
)

// unions: attribute values of the AWS SDK as constants of every kind, as values that
// the run fills, and read from a result.
var unions = dsl.Define("Unions", func(b *dsl.Block, in dsl.Val[query]) dsl.Val[string] {
	put := awssdk.Call[dynamodb.PutItemInput, dynamodb.PutItemOutput]()
	table := "People"
	dsl.Task(b, "Constant", put, dsl.Build(dynamodb.PutItemInput{TableName: &table, Item: map[string]types.AttributeValue{
		"s": &types.AttributeValueMemberS{Value: "x"}, "n": &types.AttributeValueMemberN{Value: "1.50"}, "empty": &types.AttributeValueMemberS{},
		"no": &types.AttributeValueMemberBOOL{}, "null": &types.AttributeValueMemberNULL{Value: true}, "b": &types.AttributeValueMemberB{Value: []byte("hi")},
		"l":  &types.AttributeValueMemberL{Value: []types.AttributeValue{&types.AttributeValueMemberSS{Value: []string{"p", "q"}}}},
		"m":  &types.AttributeValueMemberM{Value: map[string]types.AttributeValue{"x": &types.AttributeValueMemberNS{Value: []string{"1"}}}},
		"bs": &types.AttributeValueMemberBS{Value: [][]byte{[]byte("hi")}},
	}}))
	id := dsl.Build(types.AttributeValueMemberS{}, dsl.To(&stringMember.Value, dsl.At(in, &queries.ID)))
	before := dsl.Task(b, "Filled", put, dsl.Build(dynamodb.PutItemInput{TableName: &table}, dsl.To(&putItemInput.Item, dsl.Dict[map[string]types.AttributeValue](
		dsl.Entry[types.AttributeValue]{Key: "id", Value: dsl.Variant[types.AttributeValue](id)},
		dsl.Entry[types.AttributeValue]{Key: "kind", Value: dsl.Lit[types.AttributeValue](&types.AttributeValueMemberS{Value: "person"})}))))
	return dsl.At(dsl.VariantOf[types.AttributeValueMemberS](dsl.Key(dsl.At(before, &putItemOutput.Attributes), "id")), &stringMember.Value)
})

// TestUnionIsRead: what a union holds reaches the service and comes back; another of
// its types fails the state that reads it.
func TestUnionIsRead(t *testing.T) {
	for answer, want := range map[string]string{`{"Attributes":{"id":{"S":"old"}}}`: `"old"`, `{"Attributes":{"id":{"N":"1"}}}`: ""} {
		_, m := compiled(t, unions)
		put := runner.ServiceFunc(func(context.Context, *runner.Task) ([]byte, error) { return []byte(answer), nil })
		r := ended(t, m, `{"id":"7"}`, runner.Options{Services: map[string]runner.Service{"aws-sdk:dynamodb:putItem": put}})
		if string(r.Output) != want || want == "" && r.Error == "" {
			t.Errorf("%s gave %s, %s", answer, r.Output, r.Error)
		}
	}
}
