package sfntest_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/s3"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/runner/sfntest"
)

type line struct {
	ID string `json:"id"`
}

var (
	orders    = s3.Declare("Orders")
	lineField = dsl.Fields[line]()

	importOrders = dsl.Define("Import", func(b *dsl.Block, _ dsl.Val[shipment]) dsl.Val[dsl.MapRun] {
		return dsl.DistributedMapInto(b, "Each", s3.JSONLines[line](orders.Object("in.jsonl")), s3.WriteTo(orders.Prefix("out"), s3.Shape{Transformation: s3.Compact}),
			func(_ *dsl.Block, l dsl.Val[line]) dsl.Val[string] { return dsl.At(l, &lineField.ID) }, dsl.DistributedOptions{MaxConcurrency: 1})
	})
)

func TestObjects(t *testing.T) {
	run := sfntest.New(t, importOrders)
	run.Objects().Put("Orders", "in.jsonl", []byte("{\"id\": \"a\"}\n{\"id\": \"b\"}\n"))
	out, err := run.Start(shipment{}).Result()
	if err != nil {
		t.Fatal(err)
	}
	text, _ := run.Objects().Get("Orders", strings.Replace(out.Results.Key, "manifest.json", "SUCCEEDED_0.json", 1))
	var got []string
	if json.Unmarshal(text, &got) != nil || fmt.Sprint(got) != "[a b]" {
		t.Errorf("wrote %s", text)
	}
}

// TestObjectsLeftOut holds that a test without files is told what to write.
func TestObjectsLeftOut(t *testing.T) {
	parquet := dsl.Define("Parquet", func(b *dsl.Block, _ dsl.Val[shipment]) dsl.Val[[]string] {
		return dsl.DistributedMap(b, "Each", s3.Parquet[line](orders.Object("in")), func(_ *dsl.Block, l dsl.Val[line]) dsl.Val[string] { return dsl.At(l, &lineField.ID) })
	})
	for want, test := range map[string]func(testing.TB){
		`state "Each" works on objects of S3, and there are none; write run.Objects().Put(bucket, key, content) before Start`: func(t testing.TB) {
			sfntest.New(t, importOrders).Start(shipment{}).Result()
		},
		"the objects of this run are runner.FolderObjects, given by sfntest.Objects, and not in memory": func(t testing.TB) {
			sfntest.New(t, importOrders, sfntest.Objects(runner.FolderObjects("."))).Objects()
		},
		"write sfntest.New(t, workflow, sfntest.Parquet(parquet.Rows))": func(t testing.TB) {
			run := sfntest.New(t, parquet)
			run.Objects().Put("Orders", "in", nil)
			run.Start(shipment{}).Result()
		},
	} {
		if got := ended(t, test); !strings.Contains(got, want) {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
