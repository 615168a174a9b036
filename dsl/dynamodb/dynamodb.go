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

// Item is an item, or the key of one: attributes by name.
type Item map[string]Attribute

// Attribute is one attribute value; one of its fields is set (Amazon DynamoDB API
// reference, AttributeValue). Numbers are texts.
type Attribute struct {
	S    *string     `json:"S,omitempty"`
	N    *string     `json:"N,omitempty"`
	BOOL *bool       `json:"BOOL,omitempty"`
	NULL *bool       `json:"NULL,omitempty"`
	SS   []string    `json:"SS,omitempty"`
	NS   []string    `json:"NS,omitempty"`
	L    []Attribute `json:"L,omitempty"`
	M    Item        `json:"M,omitempty"`
}

var attribute = dsl.Fields[Attribute]()

// S is a string attribute.
func S(v dsl.Val[string]) dsl.Val[Attribute] {
	return dsl.Build(Attribute{}, dsl.To(&attribute.S, v))
}

// N is a number attribute.
func N[T dsl.Numeric](v dsl.Val[T]) dsl.Val[Attribute] {
	return dsl.Build(Attribute{}, dsl.To(&attribute.N, dsl.ToText(v)))
}

// Bool is a boolean attribute.
func Bool(v dsl.Val[bool]) dsl.Val[Attribute] {
	return dsl.Build(Attribute{}, dsl.To(&attribute.BOOL, v))
}

// SS is a set of strings.
func SS(v dsl.Val[[]string]) dsl.Val[Attribute] {
	return dsl.Build(Attribute{}, dsl.To(&attribute.SS, v))
}

// A Named is an attribute with its name.
type Named = dsl.Entry[Attribute]

// Is gives an attribute a name, for [ItemOf].
func Is(name string, v dsl.Val[Attribute]) Named { return dsl.Entry[Attribute]{Key: name, Value: v} }

// ItemOf makes an item of attributes.
func ItemOf(attributes ...Named) dsl.Val[Item] { return dsl.Dict[Item](attributes...) }

// Text selects a string attribute of an item, which may be missing; see [dsl.Or].
func Text(item dsl.Val[Item], name string) dsl.Val[string] {
	return dsl.AtOpt(dsl.KeyOpt(dsl.Members(item), name), &attribute.S)
}

// Number selects a number attribute of an item, as a text, which may be missing;
// see [dsl.Or] and [dsl.ToNumber].
func Number(item dsl.Val[Item], name string) dsl.Val[string] {
	return dsl.AtOpt(dsl.KeyOpt(dsl.Members(item), name), &attribute.N)
}

// GetItem asks for an item.
type GetItem struct {
	Key            Item `json:"Key"`
	ConsistentRead bool `json:"ConsistentRead,omitempty"`
	// ProjectionExpression names the attributes wanted. Optional: all.
	ProjectionExpression     string            `json:"ProjectionExpression,omitempty"`
	ExpressionAttributeNames map[string]string `json:"ExpressionAttributeNames,omitempty"`
}

// Got is an answer to [GetItem]; a key that nothing has gives no item.
type Got struct {
	Item *Item `json:"Item,omitempty"`
}

// PutItem writes an item.
type PutItem struct {
	Item                      Item              `json:"Item"`
	ConditionExpression       string            `json:"ConditionExpression,omitempty"`
	ExpressionAttributeNames  map[string]string `json:"ExpressionAttributeNames,omitempty"`
	ExpressionAttributeValues Item              `json:"ExpressionAttributeValues,omitempty"`
	ReturnValues              string            `json:"ReturnValues,omitempty"`
}

// UpdateItem changes an item.
type UpdateItem struct {
	Key                       Item              `json:"Key"`
	UpdateExpression          string            `json:"UpdateExpression"`
	ConditionExpression       string            `json:"ConditionExpression,omitempty"`
	ExpressionAttributeNames  map[string]string `json:"ExpressionAttributeNames,omitempty"`
	ExpressionAttributeValues Item              `json:"ExpressionAttributeValues,omitempty"`
	ReturnValues              string            `json:"ReturnValues,omitempty"`
}

// DeleteItem removes an item.
type DeleteItem struct {
	Key                       Item              `json:"Key"`
	ConditionExpression       string            `json:"ConditionExpression,omitempty"`
	ExpressionAttributeNames  map[string]string `json:"ExpressionAttributeNames,omitempty"`
	ExpressionAttributeValues Item              `json:"ExpressionAttributeValues,omitempty"`
	ReturnValues              string            `json:"ReturnValues,omitempty"`
}

// Changed is the answer to a change, with what ReturnValues asked for.
type Changed struct {
	Attributes *Item `json:"Attributes,omitempty"`
}

// ConditionalCheckFailed is the error of a condition that did not hold.
const ConditionalCheckFailed dsl.ErrorName = "DynamoDB.ConditionalCheckFailedException"

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
