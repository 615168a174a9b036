package workflows

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/awssdk"
	"github.com/quickstep-go/quickstep/dsl/dynamodb"
	"github.com/quickstep-go/quickstep/dsl/s3"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type reading struct {
	Sensor string `json:"sensor"`
	Value  string `json:"value"`
}

type batchWrite struct {
	RequestItems struct {
		Readings []writeRequest `json:"readings"` // the table's name
	} `json:"RequestItems"`
}

type writeRequest struct {
	PutRequest struct {
		Item dynamodb.Item `json:"Item"`
	} `json:"PutRequest"`
}

var (
	readings     = dsl.Fields[reading]()
	batchWrites  = dsl.Fields[batchWrite]()
	writes       = dsl.Fields[writeRequest]()
	readingFiles = s3.Declare("Readings")
	writeBatch   = awssdk.Of[batchWrite, map[string]any]("dynamodb", "batchWriteItem").
			AllowedOn("arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/readings")
)

// batchImport reads a CSV file of any size, a hundred rows to a child execution, and
// writes them to a table, 25 at a time, which is as many as DynamoDB takes at once.
var batchImport = dsl.Define("BatchImport", func(b *dsl.Block, key dsl.Val[string]) dsl.Val[int] {
	rows := dsl.Batches(s3.CSV[reading](readingFiles.ObjectVal(key)), dsl.Batch{MaxItems: 100})
	counts := dsl.DistributedMap(b, "Import Rows", rows, func(b *dsl.Block, some dsl.Val[[]reading]) dsl.Val[int] {
		dsl.Map(b, "Write Batches", dsl.Partition(some, 25), func(b *dsl.Block, few dsl.Val[[]reading]) dsl.Val[map[string]any] {
			requests := dsl.Each(few, func(row dsl.Val[reading]) dsl.Val[writeRequest] {
				return dsl.Build(writeRequest{}, dsl.To(&writes.PutRequest.Item, dynamodb.ItemOf(
					dynamodb.Is("sensor", dynamodb.S(dsl.At(row, &readings.Sensor))),
					dynamodb.Is("value", dynamodb.S(dsl.At(row, &readings.Value))))))
			})
			return dsl.Task(b, "Write Batch", writeBatch, dsl.Build(batchWrite{}, dsl.To(&batchWrites.RequestItems.Readings, requests)))
		}, dsl.MapOptions{MaxConcurrency: 2})
		return dsl.Count(some)
	}, dsl.DistributedOptions{Label: "Import", Express: true, MaxConcurrency: 50, ToleratedFailurePercentage: 5})
	return dsl.Sum(counts)
})

func TestBatchImport(t *testing.T) {
	inBoth(t, batchImport, func(t *testing.T, o ...dsl.Option) {
		objects := &runner.MemoryObjects{}
		objects.Put("Readings", "today.csv", []byte("sensor,value\n"+strings.Repeat("s,1\n", 130)))
		r := sfntest.New(t, batchImport.Redefine(o...), sfntest.Objects(objects))
		var written atomic.Int64 // batches are written side by side
		sfntest.Call(r, writeBatch, func(_ context.Context, in batchWrite) (map[string]any, error) {
			if n := len(in.RequestItems.Readings); n > 25 {
				t.Errorf("%d at once", n)
			}
			written.Add(int64(len(in.RequestItems.Readings)))
			return map[string]any{}, nil
		})
		if out, err := r.Start("today.csv").Result(); err != nil || out != 130 || written.Load() != 130 {
			t.Errorf("got %d, %v, written %d", out, err, written.Load())
		}
	})
}
