package workflows

import (
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/awssdk"
	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/dsl/patterns"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type scanRequest struct {
	TableName         string         `json:"TableName"`
	Limit             int            `json:"Limit"`
	ExclusiveStartKey *dynamodb.Item `json:"ExclusiveStartKey,omitempty"`
}

type scanAnswer struct {
	Items            []dynamodb.Item `json:"Items"`
	LastEvaluatedKey *dynamodb.Item  `json:"LastEvaluatedKey,omitempty"`
}

var (
	scans    = dsl.Fields[scanRequest]()
	scanned  = dsl.Fields[scanAnswer]()
	oldTable = dynamodb.Declare("Old")
	newTable = dynamodb.Declare("New")
	scan     = awssdk.Of[scanRequest, scanAnswer]("dynamodb", "scan").
			AllowedOn("arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Old}")
)

// tableCopy copies a table page by page, and counts the items.
var tableCopy = dsl.Define("TableCopy", func(b *dsl.Block, _ dsl.Val[struct{}]) dsl.Val[int] {
	return patterns.Pages(b, dsl.Lit(0),
		func(b *dsl.Block, from dsl.Val[dynamodb.Item]) dsl.Val[scanAnswer] {
			return dsl.Task(b, "Scan", scan, dsl.Build(scanRequest{Limit: 25},
				dsl.To(&scans.TableName, tableName(oldTable)), dsl.ToOpt(&scans.ExclusiveStartKey, from)))
		},
		func(p dsl.Val[scanAnswer]) dsl.Val[dynamodb.Item] { return dsl.AtOpt(p, &scanned.LastEvaluatedKey) },
		func(b *dsl.Block, count dsl.Val[int], p dsl.Val[scanAnswer]) dsl.Val[int] {
			items := dsl.At(p, &scanned.Items)
			dsl.Map(b, "Copy Items", items, func(b *dsl.Block, item dsl.Val[dynamodb.Item]) dsl.Val[dynamodb.Changed] {
				return dsl.Task(b, "Copy Item", newTable.PutItem(), dsl.Build(dynamodb.PutItem{}, dsl.To(&putItem.Item, item)))
			}, dsl.MapOptions{MaxConcurrency: 5})
			return dsl.AddVal(count, dsl.Count(items))
		})
})

func TestTableCopy(t *testing.T) {
	inBoth(t, tableCopy, func(t *testing.T, o ...dsl.Option) {
		item := func(id string) dynamodb.Item { return dynamodb.Item{"id": {S: new(id)}} }
		last := item("b")
		r := sfntest.New(t, tableCopy.Redefine(o...))
		asked := answers(r, scan,
			scanAnswer{Items: []dynamodb.Item{item("a"), item("b")}, LastEvaluatedKey: &last},
			scanAnswer{Items: []dynamodb.Item{item("c")}})
		copied := answers(r, newTable.PutItem(), dynamodb.Changed{})
		if out, err := r.Start(struct{}{}).Result(); err != nil || out != 3 || len(*copied) != 3 {
			t.Errorf("got %d, %v, copied %v", out, err, *copied)
		}
		if len(*asked) != 2 || (*asked)[0].ExclusiveStartKey != nil || *(*(*asked)[1].ExclusiveStartKey)["id"].S != "b" {
			t.Errorf("asked %v", *asked)
		}
	})
}
