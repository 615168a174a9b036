package runner_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/quickstep-go/quickstep/runner"
)

// fan is a definition with one distributed map, whose state has more fields.
func fan(fields string) []byte {
	return []byte(`{"QueryLanguage": "JSONata", "StartAt": "Fan", "States": {"Fan": {"Type": "Map", "End": true, ` + fields + `,
		"ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "Work",
			"States": {"Work": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Arguments": {"FunctionName": "work", "Payload": "{% $states.input %}"},
				"Output": "{% $states.result.Payload %}", "End": true}}}}}}`)
}

func reader(config string) string {
	return `"ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Arguments": {"Bucket": "b", "Key": "{% $states.input.key %}"}, "ReaderConfig": ` + config + `}`
}

// echo gives back what it is given, and fails for "bad", also in a batch.
var echo = runner.Handler(func(_ context.Context, payload []byte) ([]byte, error) {
	if bytes.Contains(payload, []byte(`"bad"`)) {
		return nil, &runner.Failure{Name: "Bad", Cause: "as the test wants"}
	}
	return payload, nil
})

func runFan(t *testing.T, definition []byte, input string, objects runner.Objects) *runner.Result {
	t.Helper()
	m, err := runner.Compile(definition, runner.Named("Fan"))
	if err != nil {
		t.Fatal(err)
	}
	x, err := m.Start(t.Context(), []byte(input), runner.Options{Objects: objects, Functions: map[string]runner.Service{"work": echo}})
	if err != nil {
		t.Fatal(err)
	}
	r, err := x.Result(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func gzipped(text string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(text))
	w.Close()
	return b.Bytes()
}

func zstandard(text string) []byte {
	w, _ := zstd.NewWriter(nil)
	return w.EncodeAll([]byte(text), nil)
}

func TestItemReaders(t *testing.T) {
	files := &runner.MemoryObjects{}
	for key, content := range map[string]string{
		"a.json":      `[1, "x", {"k": [2]}]`,
		"deep.json":   `{"skip": [{}], "data": {"items/all": [10, 20]}}`,
		"object.json": `{"a": 1, "b": 2}`,
		"a.jsonl":     "{\"n\": 1}\n\n{\"n\": 2}\n",
		"a.csv":       "id,name\n1,\"a, b\"\n2\n3,c,extra\n",
		"plain.csv":   "1|x\n2|y\n",
		"space.csv":   "1 x\n",
		"tab.csv":     "1\tx\n",
		"semi.csv":    "1;x\n",
		"none.csv":    "",
		"cut.json":    `[1, 2`,
		"cut.jsonl":   "1\n{",
		"scalar.json": `7`,
	} {
		files.Put("b", key, []byte(content))
	}
	files.Put("b", "a.json.gz", gzipped(`[1]`))
	files.Put("b", "a.jsonl.zst", zstandard("1\n2\n"))
	files.Put("b", "not.json.gz", []byte("plain"))

	given := `"CSVHeaderLocation": "GIVEN", "CSVHeaders": ["id", "name"]`
	for name, c := range map[string]struct{ config, key, want, fails string }{
		"JSON":                     {`{"InputType": "JSON"}`, "a.json", `[1,"x",{"k":[2]}]`, ""},
		"JSON at a pointer":        {`{"InputType": "JSON", "ItemsPointer": "/data/items~1all"}`, "deep.json", `[10,20]`, ""},
		"JSON without the pointer": {`{"InputType": "JSON", "ItemsPointer": "/data/none"}`, "deep.json", ``, "States.ItemReaderFailed"},
		"JSON object":              {`{"InputType": "JSON"}`, "object.json", `[{"Key":"a","Value":1},{"Key":"b","Value":2}]`, ""},
		"JSON scalar":              {`{"InputType": "JSON"}`, "scalar.json", ``, "States.ItemReaderFailed"},
		"JSON cut short":           {`{"InputType": "JSON"}`, "cut.json", ``, "States.ItemReaderFailed"},
		"JSON gzip":                {`{"InputType": "JSON"}`, "a.json.gz", `[1]`, ""},
		"not gzip":                 {`{"InputType": "JSON"}`, "not.json.gz", ``, "States.ItemReaderFailed"},
		"JSONL":                    {`{"InputType": "JSONL"}`, "a.jsonl", `[{"n":1},{"n":2}]`, ""},
		"JSONL zstd":               {`{"InputType": "JSONL"}`, "a.jsonl.zst", `[1,2]`, ""},
		"JSONL cut short":          {`{"InputType": "JSONL"}`, "cut.jsonl", ``, "States.ItemReaderFailed"},
		"CSV first row":            {`{"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"}`, "a.csv", `[{"id":"1","name":"a, b"},{"id":"2","name":""},{"id":"3","name":"c"}]`, ""},
		"CSV pipe":                 {`{"InputType": "CSV", "CSVDelimiter": "PIPE", ` + given + `}`, "plain.csv", `[{"id":"1","name":"x"},{"id":"2","name":"y"}]`, ""},
		"CSV space":                {`{"InputType": "CSV", "CSVDelimiter": "SPACE", ` + given + `}`, "space.csv", `[{"id":"1","name":"x"}]`, ""},
		"CSV tab":                  {`{"InputType": "CSV", "CSVDelimiter": "TAB", ` + given + `}`, "tab.csv", `[{"id":"1","name":"x"}]`, ""},
		"CSV semicolon":            {`{"InputType": "CSV", "CSVDelimiter": "SEMICOLON", ` + given + `}`, "semi.csv", `[{"id":"1","name":"x"}]`, ""},
		"CSV of nothing":           {`{"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"}`, "none.csv", `[]`, ""},
		"at most two":              {`{"InputType": "JSON", "MaxItems": 2}`, "a.json", `[1,"x"]`, ""},
		"at most a computed one":   {`{"InputType": "JSON", "MaxItems": "{% 2 - 1 %}"}`, "a.json", `[1]`, ""},
		"no such object":           {`{"InputType": "JSON"}`, "missing", ``, "States.ItemReaderFailed"},
	} {
		t.Run(name, func(t *testing.T) {
			r := runFan(t, fan(reader(c.config)), `{"key": "`+c.key+`"}`, files)
			if r.Error != c.fails || c.fails == "" && string(r.Output) != c.want {
				t.Errorf("got %s %s: %s, want %s %s", r.Output, r.Error, r.Cause, c.want, c.fails)
			}
		})
	}
}

func TestListing(t *testing.T) {
	for name, objects := range map[string]runner.Objects{"memory": &runner.MemoryObjects{}, "folder": runner.FolderObjects(t.TempDir())} {
		t.Run(name, func(t *testing.T) {
			for _, key := range []string{"in/2.txt", "in/1.txt", "out/3.txt"} {
				w, err := objects.Create(t.Context(), "b", key)
				if err != nil {
					t.Fatal(err)
				}
				w.Write([]byte("x"))
				w.Close()
			}
			r := runFan(t, fan(`"ItemReader": {"Resource": "arn:aws:states:::s3:listObjectsV2", "Arguments": {"Bucket": "b", "Prefix": "in/"}},
				"ItemSelector": {"key": "{% $states.context.Map.Item.Value.Key %}", "size": "{% $states.context.Map.Item.Value.Size %}",
					"index": "{% $states.context.Map.Item.Index %}", "source": "{% $states.context.Map.Item.Source %}"}`), `{}`, objects)
			if want := `[{"key":"in/1.txt","size":1,"index":0,"source":"S3://b"},{"key":"in/2.txt","size":1,"index":1,"source":"S3://b"}]`; string(r.Output) != want {
				t.Errorf("got %s %s", r.Output, r.Cause)
			}
		})
	}
}

func TestItemsOfAnObject(t *testing.T) {
	r := runFan(t, fan(`"Items": {"a": 1, "b": 2}, "ItemSelector": {"k": "{% $states.context.Map.Item.Key %}", "v": "{% $states.context.Map.Item.Value %}", "s": "{% $states.context.Map.Item.Source %}"}`), `{}`, nil)
	if want := `[{"k":"a","v":1,"s":"STATE_DATA"},{"k":"b","v":2,"s":"STATE_DATA"}]`; string(r.Output) != want {
		t.Errorf("got %s %s: %s", r.Output, r.Error, r.Cause)
	}
	for fields, want := range map[string]string{
		`"Items": {"a": 1, "b": 2}`:                                                                      `[{"Key":"a","Value":1},{"Key":"b","Value":2}]`,
		`"Items": {"a": 1, "b": 2}, "ItemBatcher": {"MaxItemsPerBatch": 2}`:                              `[{"Items":[{"Key":"a","Value":1},{"Key":"b","Value":2}]}]`,
		`"Items": "{% $states.input.of %}"`:                                                              `[{"Key":"k","Value":[3]}]`,
		`"Items": "{% [1..3] %}", "ItemSelector": {"twice": "{% 2 * $states.context.Map.Item.Value %}"}`: `[{"twice":2},{"twice":4},{"twice":6}]`,
	} {
		if r := runFan(t, fan(fields), `{"of": {"k": [3]}}`, nil); string(r.Output) != want {
			t.Errorf("%s: got %s %s: %s", fields, r.Output, r.Error, r.Cause)
		}
	}
}

func TestItemBatcher(t *testing.T) {
	for name, c := range map[string]struct{ batcher, want string }{
		"by items":          {`{"MaxItemsPerBatch": 2}`, `[{"Items":[1,2]},{"Items":[3,4]},{"Items":[5]}]`},
		"by bytes":          {`{"MaxInputBytesPerBatch": 16}`, `[{"Items":[1,2]},{"Items":[3,4]},{"Items":[5]}]`},
		"by both":           {`{"MaxItemsPerBatch": 3, "MaxInputBytesPerBatch": 16}`, `[{"Items":[1,2]},{"Items":[3,4]},{"Items":[5]}]`},
		"with an input":     {`{"MaxItemsPerBatch": 3, "BatchInput": {"of": "{% $count($states.input.n) %}"}}`, `[{"BatchInput":{"of":5},"Items":[1,2,3]},{"BatchInput":{"of":5},"Items":[4,5]}]`},
		"computed bytes":    {`{"MaxInputBytesPerBatch": "{% 8 * 2 %}"}`, `[{"Items":[1,2]},{"Items":[3,4]},{"Items":[5]}]`},
		"computed":          {`{"MaxItemsPerBatch": "{% $states.input.n[3] %}"}`, `[{"Items":[1,2,3,4]},{"Items":[5]}]`},
		"too large for one": {`{"MaxInputBytesPerBatch": 1}`, `[{"Items":[1]},{"Items":[2]},{"Items":[3]},{"Items":[4]},{"Items":[5]}]`},
	} {
		t.Run(name, func(t *testing.T) {
			r := runFan(t, fan(`"Items": "{% $states.input.n %}", "ItemBatcher": `+c.batcher), `{"n": [1,2,3,4,5]}`, nil)
			if string(r.Output) != c.want {
				t.Errorf("got %s %s: %s, want %s", r.Output, r.Error, r.Cause, c.want)
			}
		})
	}
}

func TestToleratedFailures(t *testing.T) {
	for name, c := range map[string]struct{ fields, want, fails string }{
		"none":              {`"MaxConcurrency": 1`, ``, "States.ExceedToleratedFailureThreshold"},
		"one of one":        {`"ToleratedFailureCount": 1`, `["a","b","c"]`, ""},
		"none of one":       {`"ToleratedFailureCount": 0`, ``, "States.ExceedToleratedFailureThreshold"},
		"a quarter":         {`"ToleratedFailurePercentage": 25`, `["a","b","c"]`, ""},
		"less":              {`"ToleratedFailurePercentage": 24.9`, ``, "States.ExceedToleratedFailureThreshold"},
		"both, one too few": {`"ToleratedFailureCount": 3, "ToleratedFailurePercentage": 5`, ``, "States.ExceedToleratedFailureThreshold"},
		"a computed count":  {`"ToleratedFailureCount": "{% $count(['x']) %}"`, `["a","b","c"]`, ""},
		"a computed share":  {`"ToleratedFailurePercentage": "{% 100 / 4 %}"`, `["a","b","c"]`, ""},
		"more than all":     {`"ToleratedFailurePercentage": "{% 100.5 %}"`, ``, "States.Runtime"},
		"all":               {`"ToleratedFailurePercentage": 100`, `["a","b","c"]`, ""},

		// All items of a batch fail with it: here two of four.
		"a batch of two":           {`"ItemBatcher": {"MaxItemsPerBatch": 2}, "ToleratedFailureCount": 2`, `[{"Items":["b","c"]}]`, ""},
		"a batch of one too few":   {`"ItemBatcher": {"MaxItemsPerBatch": 2}, "ToleratedFailureCount": 1`, ``, "States.ExceedToleratedFailureThreshold"},
		"a batch of half":          {`"ItemBatcher": {"MaxItemsPerBatch": 2}, "ToleratedFailurePercentage": 50`, `[{"Items":["b","c"]}]`, ""},
		"a batch among unlike two": {`"ItemBatcher": {"MaxItemsPerBatch": 3}, "ToleratedFailurePercentage": 74`, ``, "States.ExceedToleratedFailureThreshold"},
	} {
		t.Run(name, func(t *testing.T) {
			r := runFan(t, fan(`"Items": ["a", "bad", "b", "c"], `+c.fields), `{}`, nil)
			if r.Error != c.fails || string(r.Output) != c.want {
				t.Errorf("got %s %s: %s", r.Output, r.Error, r.Cause)
			}
		})
	}
}

func TestHistoryOfAMapRun(t *testing.T) {
	types := func(r *runner.Result) (list []string) {
		for _, e := range r.History {
			list = append(list, fmt.Sprintf("%d<%d %s", e.ID, e.PreviousID, e.Type))
		}
		return list
	}
	r := runFan(t, fan(`"Items": [1, 2]`), `{}`, nil)
	want := []string{"1<0 ExecutionStarted", "2<0 MapStateEntered", "3<2 MapStateStarted", "4<3 MapRunStarted", "5<4 MapRunSucceeded", "6<5 MapStateSucceeded", "7<4 MapStateExited", "8<7 ExecutionSucceeded"}
	if got := types(r); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	r = runFan(t, fan(`"Items": ["bad"]`), `{}`, nil)
	want = append(want[:4:4], "5<4 MapRunFailed", "6<5 MapStateFailed", "7<6 ExecutionFailed")
	if got := types(r); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

// TestChildrenAreExecutions holds that children have executions of their own,
// with their names, their input as the execution's, and no outer variables.
func TestChildrenAreExecutions(t *testing.T) {
	m, err := runner.Compile(fan(`"Items": [1, 2], "Label": "Each"`), runner.Named("Fan"))
	if err != nil {
		t.Fatal(err)
	}
	x, err := m.Start(t.Context(), nil, runner.Options{Functions: map[string]runner.Service{"work": echo}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := x.Result(t.Context()); err != nil {
		t.Fatal(err)
	}
	children := x.Nested()
	if len(children) != 2 {
		t.Fatalf("%d children", len(children))
	}
	for i, child := range children {
		if !strings.Contains(child.ARN(), ":execution:Fan/Each:") || string(child.Outcome().Output) != fmt.Sprint(i+1) || len(child.History()) < 7 {
			t.Errorf("child %d: %s gave %s in %d events", i, child.ARN(), child.Outcome().Output, len(child.History()))
		}
	}
}

func TestFaultsOfDistributedMaps(t *testing.T) {
	for name, c := range map[string]struct {
		fields  string
		objects runner.Objects
		says    string
	}{
		"no objects to read":  {reader(`{"InputType": "JSON"}`), nil, "write Options.Objects: &runner.MemoryObjects{}"},
		"no objects to write": {`"Items": [1], "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Arguments": {"Bucket": "b"}}`, nil, "write Options.Objects: &runner.MemoryObjects{}"},
		"nothing for Parquet": {reader(`{"InputType": "PARQUET"}`), &runner.MemoryObjects{}, "import github.com/quickstep-go/quickstep/runner/parquet and write Options.Parquet: parquet.Rows"},
	} {
		t.Run(name, func(t *testing.T) {
			m, err := runner.Compile(fan(c.fields))
			if err != nil {
				t.Fatal(err)
			}
			x, err := m.Start(t.Context(), []byte(`{"key": "k"}`), runner.Options{Objects: c.objects})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := x.Result(t.Context()); !runner.IsFault(err) || !errors.Is(err, runner.ErrUnserved) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v", err)
			}
		})
	}
}
