package workflows

import (
	"context"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/awssdk"
	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type transfer struct {
	Key    string `json:"key"`
	Amount int    `json:"amount"`
}

type transaction struct {
	TransactItems []transactItem `json:"TransactItems"`
}

type transactItem struct {
	Put *transactPut `json:"Put,omitempty"`
}

type transactPut struct {
	TableName           string        `json:"TableName"`
	Item                dynamodb.Item `json:"Item"`
	ConditionExpression string        `json:"ConditionExpression,omitempty"`
}

var (
	transfers    = dsl.Fields[transfer]()
	transactions = dsl.Fields[transaction]()
	puts         = dsl.Fields[transactItem]()

	keyTable   = dynamodb.Declare("Keys")
	auditTable = dynamodb.Declare("Audit")
	transact   = awssdk.Of[transaction, struct{}]("dynamodb", "transactWriteItems")
	debit      = lambda.Declare[transfer, string]("Debit")
	credit     = lambda.Declare[transfer, string]("Credit")
)

func tableName(t *dynamodb.Table) dsl.Val[string] {
	return dsl.Named(dsl.Resource{Name: t.Name(), Kind: "table"})
}

// once moves money once for each key, however often it is started: the key is
// written with an audit entry in one transaction; who finds the key taken waits
// until the other execution has stored a result.
var once = dsl.Define("Once", func(b *dsl.Block, in dsl.Val[transfer]) dsl.Val[string] {
	key := dynamodb.ItemOf(dynamodb.Is("key", dynamodb.S(dsl.At(in, &transfers.Key))))
	put := func(t *dynamodb.Table, condition string, item dsl.Val[dynamodb.Item]) dsl.Val[transactItem] {
		return dsl.Build(transactItem{Put: &transactPut{ConditionExpression: condition}}, dsl.To(&puts.Put.TableName, tableName(t)), dsl.To(&puts.Put.Item, item))
	}
	taken := dsl.Catch{On: []dsl.ErrorName{"DynamoDb.TransactionCanceledException"}, Do: func(b *dsl.Block, _ dsl.Val[dsl.ErrorOutput]) {
		dsl.Repeat(b, func(b *dsl.Block, again func(*dsl.Block)) dsl.Val[string] {
			found := dsl.Task(b, "Look For Result", keyTable.GetItem(), dsl.Build(dynamodb.GetItem{ConsistentRead: true}, dsl.To(&getItem.Key, key)))
			result := dynamodb.Text(dsl.AtOpt(found, &got.Item), "result")
			dsl.If(b, "Has Result?", dsl.Present(result), func(b *dsl.Block) { dsl.Succeed(b, "Done Before", result) })
			dsl.Wait(b, "Let The Other Work", 5*time.Second)
			again(b)
			return dsl.Val[string]{}
		})
	}}
	dsl.Task(b, "Claim Key", transact, dsl.Build(transaction{}, dsl.To(&transactions.TransactItems, dsl.List(
		put(keyTable, "attribute_not_exists(#k)", key),
		put(auditTable, "", dynamodb.ItemOf(dynamodb.Is("id", dynamodb.S(dsl.ExecutionID()))))))), dsl.Policy{Catch: []dsl.Catch{taken}})

	from, to := dsl.Parallel2(b, "Move Money",
		func(b *dsl.Block) dsl.Val[string] { return dsl.Task(b, "Debit", debit.Invoke(), in) },
		func(b *dsl.Block) dsl.Val[string] { return dsl.Task(b, "Credit", credit.Invoke(), in) })
	result := dsl.Name(b, "result", dsl.Format("{} {}", from, to))
	dsl.Task(b, "Store Result", keyTable.UpdateItem(), dsl.Build(dynamodb.UpdateItem{UpdateExpression: "SET result = :r"},
		dsl.To(&updateItem.Key, key),
		dsl.To(&updateItem.ExpressionAttributeValues, dynamodb.ItemOf(dynamodb.Is(":r", dynamodb.S(result))))))
	return result
})

func TestOnce(t *testing.T) {
	inBoth(t, once, func(t *testing.T, o ...dsl.Option) {
		r := sfntest.New(t, once.Redefine(o...))
		gives(r, debit, "-5")
		gives(r, credit, "+5")
		stored := answers(r, keyTable.UpdateItem(), dynamodb.Changed{})
		answers(r, transact, struct{}{})
		if out := succeeds(t, r.Start(transfer{"k", 5}), "Claim Key", "Move Money", "Debit", "Credit", "Store Result"); out != "-5 +5" {
			t.Errorf("got %q", out)
		}
		if *(*stored)[0].ExpressionAttributeValues[":r"].S != "-5 +5" {
			t.Errorf("stored %v", *stored)
		}
		fails(r, transact, "DynamoDb.TransactionCanceledException")
		looks := 0
		sfntest.Call(r, keyTable.GetItem(), func(context.Context, dynamodb.GetItem) (dynamodb.Got, error) {
			if looks++; looks < 2 {
				return dynamodb.Got{Item: &dynamodb.Item{"key": {S: new("k")}}}, nil
			}
			return dynamodb.Got{Item: &dynamodb.Item{"key": {S: new("k")}, "result": {S: new("-5 +5")}}}, nil
		})
		e := r.Start(transfer{"k", 5})
		if out := succeeds(t, e, "Claim Key", "Look For Result", "Has Result?", "Let The Other Work", "Look For Result", "Has Result?", "Done Before"); out != "-5 +5" {
			t.Errorf("got %q", out)
		}
	})
}
