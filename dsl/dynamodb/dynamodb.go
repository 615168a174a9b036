// Package dynamodb reads and writes single items of Amazon DynamoDB tables from a
// workflow.
//
// Goals: the four optimised integrations, with typed attribute values.
// Non-goals: queries, scans and transactions, for which there is dsl/awssdk. In
// the definition a table is ${Name}, to which CDK or SAM gives its name.
package dynamodb

import (
	"strings"

	"github.com/quickstep-go/quickstep/dsl"
)

// A Table is one table, by the name of its substitution.
type Table struct{ name string }

// Declare names a table.
func Declare(name string) *Table { return &Table{name} }

// Name gives the table's name, which is also that of its substitution.
func (t *Table) Name() string { return t.name }

// GetItem asks for an item.
type GetItem struct {
	Key            Item `json:"Key"`
	ConsistentRead bool `json:"ConsistentRead,omitempty"`
	// ProjectionExpression names the attributes wanted. Optional: all.
	ProjectionExpression string `json:"ProjectionExpression,omitempty"`
	// ExpressionAttributeNames stand in expressions for names that are words of
	// DynamoDB, such as #status. Optional.
	ExpressionAttributeNames map[string]string `json:"ExpressionAttributeNames,omitempty"`
	ReturnConsumedCapacity   Capacity          `json:"ReturnConsumedCapacity,omitempty"`
}

// Got is an answer to [GetItem]; a key that nothing has gives no item.
type Got struct {
	Item             *Item     `json:"Item,omitempty"`
	ConsumedCapacity *Consumed `json:"ConsumedCapacity,omitempty"`
}

// PutItem writes an item.
type PutItem struct {
	Item                        Item              `json:"Item"`
	ConditionExpression         string            `json:"ConditionExpression,omitempty"`
	ExpressionAttributeNames    map[string]string `json:"ExpressionAttributeNames,omitempty"`
	ExpressionAttributeValues   Item              `json:"ExpressionAttributeValues,omitempty"`
	ReturnValues                Returned          `json:"ReturnValues,omitempty"`
	ReturnConsumedCapacity      Capacity          `json:"ReturnConsumedCapacity,omitempty"`
	ReturnItemCollectionMetrics Metrics           `json:"ReturnItemCollectionMetrics,omitempty"`
}

// UpdateItem changes an item.
type UpdateItem struct {
	Key                         Item              `json:"Key"`
	UpdateExpression            string            `json:"UpdateExpression"`
	ConditionExpression         string            `json:"ConditionExpression,omitempty"`
	ExpressionAttributeNames    map[string]string `json:"ExpressionAttributeNames,omitempty"`
	ExpressionAttributeValues   Item              `json:"ExpressionAttributeValues,omitempty"`
	ReturnValues                Returned          `json:"ReturnValues,omitempty"`
	ReturnConsumedCapacity      Capacity          `json:"ReturnConsumedCapacity,omitempty"`
	ReturnItemCollectionMetrics Metrics           `json:"ReturnItemCollectionMetrics,omitempty"`
}

// DeleteItem removes an item.
type DeleteItem struct {
	Key                         Item              `json:"Key"`
	ConditionExpression         string            `json:"ConditionExpression,omitempty"`
	ExpressionAttributeNames    map[string]string `json:"ExpressionAttributeNames,omitempty"`
	ExpressionAttributeValues   Item              `json:"ExpressionAttributeValues,omitempty"`
	ReturnValues                Returned          `json:"ReturnValues,omitempty"`
	ReturnConsumedCapacity      Capacity          `json:"ReturnConsumedCapacity,omitempty"`
	ReturnItemCollectionMetrics Metrics           `json:"ReturnItemCollectionMetrics,omitempty"`
}

// Changed is the answer to a change, with what ReturnValues asked for.
type Changed struct {
	Attributes       *Item     `json:"Attributes,omitempty"`
	ConsumedCapacity *Consumed `json:"ConsumedCapacity,omitempty"`
}

// Consumed is what a call took of a table's capacity, where it was asked for.
type Consumed struct {
	TableName     string  `json:"TableName"`
	CapacityUnits float64 `json:"CapacityUnits"`
}

// Returned is which attributes a change answers with.
type Returned string

// What a change may answer with; a put and a delete know AllOld alone.
const (
	AllOld     Returned = "ALL_OLD"
	UpdatedOld Returned = "UPDATED_OLD"
	AllNew     Returned = "ALL_NEW"
	UpdatedNew Returned = "UPDATED_NEW"
)

// Capacity is which consumption a call answers with.
type Capacity string

// The consumption of the table, or of its indexes as well.
const (
	TotalCapacity Capacity = "TOTAL"
	IndexCapacity Capacity = "INDEXES"
)

// Metrics is SizeMetrics where a change shall answer with the size of item
// collections.
type Metrics string

// SizeMetrics asks for sizes.
const SizeMetrics Metrics = "SIZE"

// The errors of the service (Amazon DynamoDB API reference, "Common errors" of each
// operation). The AWS SDK integration writes DynamoDb where these write DynamoDB.
const (
	// ConditionalCheckFailed is that of a condition that did not hold.
	ConditionalCheckFailed dsl.ErrorName = "DynamoDB.ConditionalCheckFailedException"
	// ItemCollectionTooLarge is that of more than 10 GB under one partition key.
	ItemCollectionTooLarge dsl.ErrorName = "DynamoDB.ItemCollectionSizeLimitExceededException"
	// TableNotFound is that of a table or an index that is not there, or not yet.
	TableNotFound dsl.ErrorName = "DynamoDB.ResourceNotFoundException"
	// ThroughputExceeded is that of a table whose capacity is used up; a retry may help.
	ThroughputExceeded dsl.ErrorName = "DynamoDB.ProvisionedThroughputExceededException"
	// RequestLimitExceeded is that of an account whose capacity is used up; a retry
	// may help.
	RequestLimitExceeded dsl.ErrorName = "DynamoDB.RequestLimitExceeded"
	// TransactionConflict is that of an item that a transaction is changing; a retry
	// may help.
	TransactionConflict dsl.ErrorName = "DynamoDB.TransactionConflictException"
)

// GetItem reads an item (Developer Guide, "Perform Amazon DynamoDB CRUD operations
// with Step Functions", also for the others).
func (t *Table) GetItem() dsl.Call[GetItem, Got] { return call[GetItem, Got](t, "getItem") }

// PutItem writes an item.
func (t *Table) PutItem() dsl.Call[PutItem, Changed] { return call[PutItem, Changed](t, "putItem") }

// UpdateItem changes an item.
func (t *Table) UpdateItem() dsl.Call[UpdateItem, Changed] {
	return call[UpdateItem, Changed](t, "updateItem")
}

// DeleteItem removes an item.
func (t *Table) DeleteItem() dsl.Call[DeleteItem, Changed] {
	return call[DeleteItem, Changed](t, "deleteItem")
}

func call[In, Out any](t *Table, operation string) dsl.Call[In, Out] {
	if t == nil || strings.TrimSpace(t.name) == "" {
		return dsl.NoCall[In, Out]("a table has no name", "declare it with dynamodb.Declare")
	}
	return dsl.NewCall[In, Out](dsl.Integration{
		Resource:  "arn:aws:states:::dynamodb:" + operation,
		Arguments: []dsl.Argument{{Name: "TableName", Value: "${" + t.name + "}"}},
		Resources: []dsl.Resource{{Name: t.name, Kind: "table"}},
	})
}
