package workflows

import (
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/dsl/sns"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

var (
	recordTable = dynamodb.Declare("Records")
	recordTopic = sns.Declare("RecordTopic")
)

// recordNotify tells a topic of a record, where there is one.
var recordNotify = dsl.Define("RecordNotify", func(b *dsl.Block, id dsl.Val[string]) dsl.Val[bool] {
	found := dsl.Task(b, "Get Record", recordTable.GetItem(), dsl.Build(dynamodb.GetItem{}, dsl.To(&getItem.Key, dynamodb.ItemOf(dynamodb.Is("id", dynamodb.S(id))))),
		dsl.Policy{Retry: []dsl.Retry{{On: []dsl.ErrorName{"DynamoDB.AmazonDynamoDBException"}, Jitter: true}}})
	record := dsl.AtOpt(found, &got.Item)
	return dsl.Choose(b, "Record Exists?", dsl.Cases[bool]{
		{If: dsl.Present(record), Do: func(b *dsl.Block) dsl.Val[bool] {
			dsl.Task(b, "Publish", recordTopic.Publish(), dsl.Build(sns.Message{}, dsl.To(&message.Message, dsl.JSONText(dsl.Must(record)))))
			return dsl.Lit(true)
		}},
	}, func(*dsl.Block) dsl.Val[bool] { return dsl.Lit(false) })
})

func TestRecordNotify(t *testing.T) {
	inBoth(t, recordNotify, func(t *testing.T, o ...dsl.Option) {
		r := sfntest.New(t, recordNotify.Redefine(o...))
		answers(r, recordTable.GetItem(), dynamodb.Got{Item: &dynamodb.Item{"id": {S: new("7")}}}, dynamodb.Got{})
		told := answers(r, recordTopic.Publish(), sns.Receipt{})
		if out := succeeds(t, r.Start("7"), "Get Record", "Record Exists?", "Publish"); !out || (*told)[0].Message != `{"id":{"S":"7"}}` {
			t.Errorf("got %v, told %v", out, *told)
		}
		if out := succeeds(t, r.Start("8"), "Get Record", "Record Exists?", "Done"); out || len(*told) != 1 {
			t.Errorf("got %v, told %v", out, *told)
		}
	})
}
