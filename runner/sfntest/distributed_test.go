package sfntest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/dsl/lambda"
	"github.com/quickstep-go/quickstep/dsl/s3"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/runner/sfntest"
	"github.com/quickstep-go/quickstep/synth"
)

type (
	shipment struct {
		Tenant string         `json:"tenant"`
		Rate   *int           `json:"rate,omitempty"`
		IDs    []string       `json:"ids"`
		Stock  map[string]int `json:"stock"`
		Most   int            `json:"most"`
	}
	parcel struct {
		Tenant string `json:"tenant"`
		ID     string `json:"id"`
		Rate   int    `json:"rate"`
	}
	row struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	}
)

var (
	shipments = dsl.Fields[shipment]()
	parcels   = dsl.Fields[parcel]()
	rowFields = dsl.Fields[row]()

	ship   = lambda.Declare[parcel, string]("Ship")
	bucket = s3.Declare("Items")
)

// shipped serves the function: it fails for "bad".
func shipped(_ context.Context, p parcel) (string, error) {
	if p.ID == "bad" {
		return "", sfntest.Error("Bad", "as the test wants")
	}
	return fmt.Sprintf("%s/%s/%d", p.Tenant, p.ID, p.Rate), nil
}

// TestDistributedMap runs distributed maps over what the workflow holds, with
// values from outside of several sorts.
func TestDistributedMap(t *testing.T) {
	sent := func(b *dsl.Block, in dsl.Val[shipment], id dsl.Val[string]) dsl.Val[string] {
		return dsl.Task(b, "Ship", ship.Invoke(), dsl.Build(parcel{}, dsl.To(&parcels.ID, id),
			dsl.To(&parcels.Tenant, dsl.At(in, &shipments.Tenant)), dsl.To(&parcels.Rate, dsl.Or(dsl.AtOpt(in, &shipments.Rate), 3))))
	}
	for name, c := range map[string]struct {
		body func(b *dsl.Block, in dsl.Val[shipment]) dsl.Val[[]string]
		want []string
	}{
		"a list": {func(b *dsl.Block, in dsl.Val[shipment]) dsl.Val[[]string] {
			return dsl.DistributedMap(b, "Each", dsl.ItemsOf(dsl.At(in, &shipments.IDs)), func(b *dsl.Block, id dsl.Val[string]) dsl.Val[string] {
				dsl.Wait(b, "Wait", time.Hour)
				return sent(b, in, id)
			})
		}, []string{"acme/a/3", "acme/b/3", "acme/c/3"}},
		"a list, its items alone": {func(b *dsl.Block, in dsl.Val[shipment]) dsl.Val[[]string] {
			return dsl.DistributedMap(b, "Each", dsl.ItemsOf(dsl.At(in, &shipments.IDs)), func(b *dsl.Block, id dsl.Val[string]) dsl.Val[string] {
				dsl.Let(b, "First", dsl.Lit(1))
				return dsl.Upper(id)
			})
		}, []string{"A", "B", "C"}},
		"a value that is set outside": {func(b *dsl.Block, in dsl.Val[shipment]) dsl.Val[[]string] {
			text := dsl.Let(b, "Text", dsl.Format("{}!", dsl.At(in, &shipments.Tenant)))
			dsl.Wait(b, "Wait", time.Second)
			return dsl.DistributedMap(b, "Each", dsl.ItemsOf(dsl.At(in, &shipments.IDs)), func(*dsl.Block, dsl.Val[string]) dsl.Val[string] { return text })
		}, []string{"acme!", "acme!", "acme!"}},
		"the members of a map": {func(b *dsl.Block, in dsl.Val[shipment]) dsl.Val[[]string] {
			return dsl.DistributedMap(b, "Each", dsl.EntriesOf(dsl.At(in, &shipments.Stock)), func(b *dsl.Block, e dsl.Val[dsl.MapEntry[int]]) dsl.Val[string] {
				f := dsl.Fields[dsl.MapEntry[int]]()
				return dsl.Format("{}={}", dsl.At(e, &f.Key), dsl.At(e, &f.Value))
			})
		}, []string{"x=1", "y=2"}},
		"items with their numbers": {func(b *dsl.Block, in dsl.Val[shipment]) dsl.Val[[]string] {
			return dsl.DistributedMap(b, "Each", dsl.WithSource(dsl.ItemsOf(dsl.At(in, &shipments.IDs))), func(b *dsl.Block, e dsl.Val[dsl.Located[string]]) dsl.Val[string] {
				f := dsl.Fields[dsl.Located[string]]()
				return dsl.Format("{} {} {} {}", dsl.At(e, &f.Index), dsl.At(e, &f.Source), dsl.At(e, &f.Value), dsl.At(in, &shipments.Most))
			})
		}, []string{"0 STATE_DATA a 2", "1 STATE_DATA b 2", "2 STATE_DATA c 2"}},
		"batches that are joined": {func(b *dsl.Block, in dsl.Val[shipment]) dsl.Val[[]string] {
			batches := dsl.Batches(dsl.ItemsOf(dsl.At(in, &shipments.IDs)), dsl.Batch{MaxItemsVal: dsl.At(in, &shipments.Most)})
			return dsl.DistributedMapFlat(b, "Each", batches, func(b *dsl.Block, ids dsl.Val[[]string]) dsl.Val[[]string] {
				return dsl.Each(ids, func(id dsl.Val[string]) dsl.Val[string] {
					return dsl.Format("{} of {} for {}", id, dsl.Count(ids), dsl.At(in, &shipments.Tenant))
				})
			})
		}, []string{"a of 2 for acme", "b of 2 for acme", "c of 1 for acme"}},
		"failures that are tolerated": {func(b *dsl.Block, in dsl.Val[shipment]) dsl.Val[[]string] {
			ids := dsl.Concat(dsl.At(in, &shipments.IDs), dsl.Lit([]string{"bad"}))
			return dsl.DistributedMap(b, "Each", dsl.ItemsOf(ids), func(b *dsl.Block, id dsl.Val[string]) dsl.Val[string] { return sent(b, in, id) },
				dsl.DistributedOptions{ToleratedFailureCountVal: dsl.At(in, &shipments.Most), MaxConcurrencyVal: dsl.At(in, &shipments.Most)})
		}, []string{"acme/a/3", "acme/b/3", "acme/c/3"}},
		"failures that are not": {func(b *dsl.Block, in dsl.Val[shipment]) dsl.Val[[]string] {
			return dsl.Try(b, "tried", func(b *dsl.Block) dsl.Val[[]string] {
				return dsl.DistributedMap(b, "Each", dsl.ItemsOf(dsl.Lit([]string{"bad"})), func(b *dsl.Block, id dsl.Val[string]) dsl.Val[string] { return sent(b, in, id) })
			}, func(*dsl.Block, dsl.Val[dsl.ErrorOutput]) dsl.Val[[]string] {
				return dsl.Lit([]string{"too many"})
			}, dsl.ErrorTolerance)
		}, []string{"too many"}},
		"one in another": {func(b *dsl.Block, in dsl.Val[shipment]) dsl.Val[[]string] {
			return dsl.DistributedMapFlat(b, "Outer", dsl.ItemsOf(dsl.At(in, &shipments.IDs)), func(b *dsl.Block, id dsl.Val[string]) dsl.Val[[]string] {
				return dsl.DistributedMap(b, "Inner", dsl.EntriesOf(dsl.At(in, &shipments.Stock)), func(b *dsl.Block, e dsl.Val[dsl.MapEntry[int]]) dsl.Val[string] {
					key := dsl.Let(b, "Key", dsl.At(e, &dsl.Fields[dsl.MapEntry[int]]().Key))
					return sent(b, in, dsl.Format("{}{}", id, key))
				})
			}, dsl.DistributedOptions{MaxConcurrency: 1})
		}, []string{"acme/ax/3", "acme/ay/3", "acme/bx/3", "acme/by/3", "acme/cx/3", "acme/cy/3"}},
		"in an inline map": {func(b *dsl.Block, in dsl.Val[shipment]) dsl.Val[[]string] {
			all := dsl.Map(b, "Outer", dsl.At(in, &shipments.IDs), func(b *dsl.Block, id dsl.Val[string]) dsl.Val[[]string] {
				return dsl.DistributedMap(b, "Inner", dsl.ItemsOf(dsl.List(id)), func(b *dsl.Block, again dsl.Val[string]) dsl.Val[string] {
					return dsl.Format("{}{}", id, again)
				})
			})
			return dsl.List(dsl.Index(dsl.Index(all, 0), 0), dsl.Index(dsl.Index(all, 2), 0))
		}, []string{"aa", "cc"}},
	} {
		t.Run(name, func(t *testing.T) {
			w := dsl.Define("Ship", c.body)
			run := sfntest.New(t, w)
			if out, err := synth.Workflow(w); err == nil && len(out.Resources) > 0 {
				sfntest.Handle(run, ship, shipped)
			}
			out, err := run.Start(shipment{Tenant: "acme", IDs: []string{"a", "b", "c"}, Stock: map[string]int{"x": 1, "y": 2}, Most: 2}).Result()
			if err != nil || !reflect.DeepEqual(out, c.want) {
				t.Errorf("got %q, %v; want %q", out, err, c.want)
			}
		})
	}
}

// TestDistributedMapOverFiles runs readers and the writer of dsl/s3 over objects in
// memory.
func TestDistributedMapOverFiles(t *testing.T) {
	objects := &runner.MemoryObjects{}
	for key, content := range map[string]string{
		"rows.csv":     "id,name\n1,one\n2,two\n",
		"plain.csv":    "1;one\n2;two\n",
		"deep.json":    `{"data": {"rows": [{"id": "1", "name": "one"}, {"id": "2", "name": "two"}]}}`,
		"rows.jsonl":   "{\"id\": \"1\", \"name\": \"one\"}\n{\"id\": \"2\", \"name\": \"two\"}\n",
		"members.json": `{"1": "one", "2": "two"}`,
		"flat/1.jsonl": "{\"id\": \"1\", \"name\": \"one\"}\n",
		"flat/2.jsonl": "{\"id\": \"2\", \"name\": \"two\"}\n",
		"rows/1.csv":   "id,name\n1,one\n",
		"rows/2.csv":   "id,name\n2,two\n",
		"in/1":         "x",
		"in/2":         "x",
	} {
		objects.Put("Items", key, []byte(content))
	}
	name := func(r dsl.Val[row]) dsl.Val[string] {
		return dsl.Format("{} {}", dsl.At(r, &rowFields.ID), dsl.At(r, &rowFields.Name))
	}
	rows := func(items dsl.Items[row]) func(*dsl.Block, dsl.Val[shipment]) dsl.Val[[]string] {
		return func(b *dsl.Block, _ dsl.Val[shipment]) dsl.Val[[]string] {
			return dsl.DistributedMap(b, "Each", items, func(_ *dsl.Block, r dsl.Val[row]) dsl.Val[string] { return name(r) })
		}
	}
	both := []string{"1 one", "2 two"}
	for title, c := range map[string]struct {
		body func(*dsl.Block, dsl.Val[shipment]) dsl.Val[[]string]
		want []string
	}{
		"CSV":                      {rows(s3.CSV[row](bucket.Object("rows.csv"))), both},
		"CSV without names":        {rows(s3.CSV[row](bucket.Object("plain.csv"), s3.DelimitedBy(s3.Semicolon), s3.Headers("id", "name"))), both},
		"JSON":                     {rows(s3.JSON[row](bucket.Object("deep.json"), s3.At("/data/rows"))), both},
		"all lines below a prefix": {rows(s3.Flatten[row](bucket.Prefix("flat/"), s3.FormatJSONL)), both},
		"all rows below a prefix":  {rows(s3.Flatten[row](bucket.Prefix("rows/"), s3.FormatCSV)), both},
		"JSON lines":               {rows(s3.JSONLines[row](bucket.Object("rows.jsonl"), s3.MaxItems(1))), both[:1]},
		"the members of JSON": {func(b *dsl.Block, _ dsl.Val[shipment]) dsl.Val[[]string] {
			return dsl.DistributedMap(b, "Each", s3.JSONEntries[string](bucket.Object("members.json")), func(_ *dsl.Block, e dsl.Val[dsl.MapEntry[string]]) dsl.Val[string] {
				f := dsl.Fields[dsl.MapEntry[string]]()
				return dsl.Format("{} {}", dsl.At(e, &f.Key), dsl.At(e, &f.Value))
			})
		}, both},
		"the members of JSON, where they are from, and what is outside": {func(b *dsl.Block, in dsl.Val[shipment]) dsl.Val[[]string] {
			tenant := dsl.At(in, &shipments.Tenant)
			all := dsl.DistributedMap(b, "Each", s3.JSONEntries[string](bucket.Object("members.json")), func(_ *dsl.Block, e dsl.Val[dsl.MapEntry[string]]) dsl.Val[string] {
				return dsl.Format("{} {}", tenant, dsl.At(e, &dsl.Fields[dsl.MapEntry[string]]().Value))
			})
			located := dsl.DistributedMap(b, "Located", dsl.WithSource(s3.JSONEntries[string](bucket.Object("members.json"))), func(_ *dsl.Block, l dsl.Val[dsl.Located[dsl.MapEntry[string]]]) dsl.Val[string] {
				f := dsl.Fields[dsl.Located[dsl.MapEntry[string]]]()
				return dsl.Format("{} {} {}", dsl.At(l, &f.Index), dsl.At(l, &f.Source), dsl.At(l, &f.Value.Key))
			})
			return dsl.Concat(all, located)
		}, []string{"0 S3://${Items}/members.json 1", "1 S3://${Items}/members.json 2", "in one", "in two"}},
		"a list": {func(b *dsl.Block, in dsl.Val[shipment]) dsl.Val[[]string] {
			prefix := dsl.Format("{}/", dsl.At(in, &shipments.Tenant))
			return dsl.DistributedMap(b, "Each", s3.List(bucket.PrefixVal(prefix), s3.MaxItemsVal(dsl.At(in, &shipments.Most))), func(_ *dsl.Block, o dsl.Val[s3.Listed]) dsl.Val[string] {
				return dsl.Format("{} {}", dsl.At(o, &dsl.Fields[s3.Listed]().Key), dsl.At(o, &dsl.Fields[s3.Listed]().Size))
			})
		}, []string{"in/1 1", "in/2 1"}},
	} {
		t.Run(title, func(t *testing.T) {
			out, err := sfntest.New(t, dsl.Define("Rows", c.body), sfntest.Objects(objects)).Start(shipment{Tenant: "in", Most: 5}).Result()
			if slices.Sort(out); err != nil || !reflect.DeepEqual(out, c.want) {
				t.Errorf("got %q, %v; want %q", out, err, c.want)
			}
		})
	}

	run := sfntest.New(t, dsl.Define("Write", func(b *dsl.Block, in dsl.Val[shipment]) dsl.Val[dsl.MapRun] {
		return dsl.DistributedMapInto(b, "Each", s3.CSV[row](bucket.Object("rows.csv")), s3.WriteTo(bucket.Prefix("out"), s3.Shape{Transformation: s3.Compact}),
			func(_ *dsl.Block, r dsl.Val[row]) dsl.Val[string] { return name(r) }, dsl.DistributedOptions{MaxConcurrency: 1})
	}), sfntest.Objects(objects))
	out, err := run.Start(shipment{}).Result()
	if err != nil || !strings.HasPrefix(out.Results.Key, "out/") {
		t.Fatalf("got %+v, %v", out, err)
	}
	text, _ := objects.Get("Items", strings.Replace(out.Results.Key, "manifest.json", "SUCCEEDED_0.json", 1))
	var written []string
	if json.Unmarshal(text, &written) != nil || !reflect.DeepEqual(written, both) {
		t.Errorf("written: %s", text)
	}
}
