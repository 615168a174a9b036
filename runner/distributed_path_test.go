package runner_test

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/runner"
)

// fanPath is fan in JSONPath.
func fanPath(fields string) []byte {
	return []byte(`{"StartAt": "Fan", "States": {"Fan": {"Type": "Map", "End": true, ` + fields + `,
		"ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "Work",
			"States": {"Work": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "work", "Payload.$": "$"}, "OutputPath": "$.Payload", "End": true}}}}}}`)
}

func pathReader(config string) string {
	return `"ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": "b", "Key.$": "$.key"}, "ReaderConfig": ` + config + `}`
}

// TestDistributedMapInJSONPath runs what a distributed map has in JSONPath.
func TestDistributedMapInJSONPath(t *testing.T) {
	files := &runner.MemoryObjects{}
	files.Put("b", "a.json", []byte(`[1, 2, 3]`))
	files.Put("b", "o.json", []byte(`{"x": 1, "y": [2]}`))
	selector := `, "ItemSelector": {"i.$": "$$.Map.Item.Index", "v.$": "$$.Map.Item.Value", "s.$": "$$.Map.Item.Source", "t.$": "$.n.t"}`
	for name, c := range map[string]struct{ fields, input, want, fails string }{
		"ItemsPath":              {`"ItemsPath": "$.n.list"`, `{"n": {"list": [1, "x"]}}`, `[1,"x"]`, ""},
		"InputPath":              {`"InputPath": "$.n", "ItemsPath": "$.list"`, `{"n": {"list": [1]}}`, `[1]`, ""},
		"an object":              {`"ItemsPath": "$.n"`, `{"n": {"x": 1, "y": [2]}}`, `[{"Key":"x","Value":1},{"Key":"y","Value":[2]}]`, ""},
		"the whole input":        {`"ItemSelector": {"k.$": "$$.Map.Item.Key", "v.$": "$$.Map.Item.Value"}`, `{"x": 1}`, `[{"k":"x","v":1}]`, ""},
		"no list":                {`"ItemsPath": "$.n"`, `{"n": 7}`, ``, "States.Runtime"},
		"MaxItemsPath":           {pathReader(`{"InputType": "JSON", "MaxItemsPath": "$.most"}`), `{"key": "a.json", "most": 2}`, `[1,2]`, ""},
		"MaxItemsPath of none":   {pathReader(`{"InputType": "JSON", "MaxItemsPath": "$.most"}`), `{"key": "a.json"}`, ``, "States.Runtime"},
		"MaxItemsPath of a text": {pathReader(`{"InputType": "JSON", "MaxItemsPath": "$.most"}`), `{"key": "a.json", "most": "1"}`, `[1]`, ""},
		"MaxItemsPath below 0":   {pathReader(`{"InputType": "JSON", "MaxItemsPath": "$.most"}`), `{"key": "a.json", "most": -1}`, ``, "States.ItemReaderFailed"},
		"MaxItems 0":             {pathReader(`{"InputType": "JSON", "MaxItems": 0}`), `{"key": "a.json"}`, `[1,2,3]`, ""},
		"ItemSelector":           {`"ItemsPath": "$.n.list"` + selector, `{"n": {"list": ["x"], "t": true}}`, `[{"i":0,"v":"x","s":"STATE_DATA","t":true}]`, ""},
		"ItemSelector of a file": {pathReader(`{"InputType": "JSON", "MaxItems": 1}`) + selector, `{"key": "a.json", "n": {"t": 0}}`, `[{"i":0,"v":1,"s":"S3://b/a.json","t":0}]`, ""},
		"Map.Item.Key":           {pathReader(`{"InputType": "JSON"}`) + `, "ItemSelector": {"k.$": "$$.Map.Item.Key", "v.$": "$$.Map.Item.Value"}`, `{"key": "o.json"}`, `[{"k":"x","v":1},{"k":"y","v":[2]}]`, ""},
		"MaxItemsPerBatch":       {`"ItemsPath": "$.n", "ItemBatcher": {"MaxItemsPerBatch": 2}`, `{"n": [1, 2, 3]}`, `[{"Items":[1,2]},{"Items":[3]}]`, ""},
		"MaxItemsPerBatchPath":   {`"ItemsPath": "$.n", "ItemBatcher": {"MaxItemsPerBatchPath": "$.of"}`, `{"n": [1, 2, 3], "of": 2}`, `[{"Items":[1,2]},{"Items":[3]}]`, ""},
		"MaxInputBytesPerBatchPath": {`"ItemsPath": "$.n", "ItemBatcher": {"MaxInputBytesPerBatchPath": "$.bytes"}`, `{"n": [1, 2, 3], "bytes": 16}`,
			`[{"Items":[1,2]},{"Items":[3]}]`, ""},
		"BatchInput": {`"ItemsPath": "$.n", "ItemBatcher": {"MaxItemsPerBatch": 5, "BatchInput": {"fixed": 1, "from.$": "$.x", "state.$": "$$.State.Name"}}`, `{"n": [1], "x": {"y": 2}}`,
			`[{"BatchInput":{"fixed":1,"from":{"y":2},"state":"Fan"},"Items":[1]}]`, ""},
		"a selector, then batches":       {`"ItemsPath": "$.n", "ItemSelector": {"v.$": "$$.Map.Item.Value"}, "ItemBatcher": {"MaxItemsPerBatch": 2}`, `{"n": [1, 2]}`, `[{"Items":[{"v":1},{"v":2}]}]`, ""},
		"MaxConcurrencyPath":             {`"ItemsPath": "$.n", "MaxConcurrencyPath": "$.c"`, `{"n": [1, 2], "c": 1}`, `[1,2]`, ""},
		"MaxConcurrencyPath of nothing":  {`"ItemsPath": "$.n", "MaxConcurrencyPath": "$.c"`, `{"n": [1, 2]}`, ``, "States.Runtime"},
		"ToleratedFailureCountPath":      {`"ItemsPath": "$.n", "ToleratedFailureCountPath": "$.t"`, `{"n": [1, "bad"], "t": 1}`, `[1]`, ""},
		"a count that is too small":      {`"ItemsPath": "$.n", "ToleratedFailureCountPath": "$.t"`, `{"n": ["bad", "bad"], "t": 1}`, ``, "States.ExceedToleratedFailureThreshold"},
		"ToleratedFailurePercentagePath": {`"ItemsPath": "$.n", "ToleratedFailurePercentagePath": "$.t"`, `{"n": [1, "bad"], "t": 50.0}`, `[1]`, ""},
		"a share that is too small":      {`"ItemsPath": "$.n", "ToleratedFailurePercentagePath": "$.t"`, `{"n": [1, "bad"], "t": 49.5}`, ``, "States.ExceedToleratedFailureThreshold"},
		"a share of a hundred and one":   {`"ItemsPath": "$.n", "ToleratedFailurePercentagePath": "$.t"`, `{"n": [1], "t": 101}`, ``, "States.Runtime"},
		"ResultPath and ResultSelector":  {`"ItemsPath": "$.n", "ResultSelector": {"all.$": "$"}, "ResultPath": "$.out"`, `{"n": [1]}`, `{"n":[1],"out":{"all":[1]}}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := runFan(t, fanPath(c.fields), c.input, files)
			if r.Error != c.fails || string(r.Output) != c.want {
				t.Errorf("got %s %s: %s\nwant %s %s", r.Output, r.Error, r.Cause, c.want, c.fails)
			}
		})
	}
}

// TestItemsPointer leads a pointer through members and items, escaped and not.
func TestItemsPointer(t *testing.T) {
	files := &runner.MemoryObjects{}
	files.Put("b", "k", []byte(`{"skipped": {"deep": [[{}], "x"]}, "a": {"b/c": {"d~e": [[0], {"": [7, 8]}]}}, "": [9]}`))
	for pointer, want := range map[string]string{"/a/b~1c/d~0e/1/": `[7,8]`, "/a/b~1c/d~0e/0": `[0]`, "/": `[9]`, "/skipped/deep/0": `[{}]`} {
		expect(t, runFan(t, fan(reader(`{"InputType": "JSON", "ItemsPointer": "`+pointer+`"}`)), `{"key": "k"}`, files), want, "")
	}
	for _, pointer := range []string{"/b", "/a/b", "/a/b~1c/d~0e/2", "/a/b~1c/d~0e/x", "/a/b~1c/d~0e/-1", "/skipped/deep/1/0"} {
		expect(t, runFan(t, fan(reader(`{"InputType": "JSON", "ItemsPointer": "`+pointer+`"}`)), `{"key": "k"}`, files), "", "does not match any valid path")
	}
	expect(t, runFan(t, fan(reader(`{"InputType": "JSON", "ItemsPointer": "/skipped/deep/1"}`)), `{"key": "k"}`, files), "", "non-iterable node")
}

// TestMaxConcurrency holds by the clock how many children run at once.
func TestMaxConcurrency(t *testing.T) {
	for fields, want := range map[string]time.Duration{
		``:                      10 * time.Second,
		`, "MaxConcurrency": 0`: 10 * time.Second,
		`, "MaxConcurrency": 1`: 60 * time.Second,
		`, "MaxConcurrency": 4`: 20 * time.Second,
		`, "MaxConcurrency": 7`: 10 * time.Second,
		`, "MaxConcurrency": "{% $states.input.n %}"`:                      30 * time.Second,
		`, "ItemBatcher": {"MaxItemsPerBatch": 3}, "MaxConcurrency": 1`:    20 * time.Second,
		`, "ItemBatcher": {"MaxItemsPerBatch": 3}, "MaxConcurrency": 1000`: 10 * time.Second,
	} {
		m, err := runner.Compile([]byte(`{"QueryLanguage": "JSONata", "StartAt": "Fan", "States": {"Fan": {"Type": "Map", "End": true, "Items": [1, 2, 3, 4, 5, 6]` + fields + `,
			"ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}, "StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 10, "End": true}}}}}}`))
		if err != nil {
			t.Fatal(err)
		}
		x, err := m.Start(t.Context(), []byte(`{"n": 2}`), runner.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if r, err := x.Result(t.Context()); err != nil || r.Status != runner.Succeeded || r.Elapsed != want {
			t.Errorf("%q took %v, want %v: %v", fields, r.Elapsed, want, err)
		}
	}
}

// TestExpressChildren holds that Express children are Express executions.
func TestExpressChildren(t *testing.T) {
	definition := strings.Replace(string(fan(`"Items": [1], "Label": "Each"`)), `"ExecutionType": "STANDARD"`, `"ExecutionType": "EXPRESS"`, 1)
	m, err := runner.Compile([]byte(definition), runner.Named("Fan"))
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
	for _, child := range x.Nested() {
		if !strings.Contains(child.ARN(), ":express:Fan/Each:") || fmt.Sprint(child.Outcome().Path) != "[Work]" {
			t.Errorf("%s went %v", child.ARN(), child.Outcome().Path)
		}
	}
}

// TestItemsTooLarge holds that no child gets more than the service lets it have,
// and that ItemSelector can make items small enough.
func TestItemsTooLarge(t *testing.T) {
	files := &runner.MemoryObjects{}
	files.Put("b", "k", []byte("{\"id\": 1, \"text\": \"x\"}\n{\"id\": 2, \"text\": \""+strings.Repeat("x", 300_000)+"\"}\n"))
	expect(t, runFan(t, fan(reader(`{"InputType": "JSONL"}`)), `{"key": "k"}`, files), "", "has 300018 bytes, and 262144 are the most; ItemSelector can make it smaller")
	expect(t, runFan(t, fan(reader(`{"InputType": "JSONL"}`)+`, "ItemBatcher": {"MaxItemsPerBatch": 1}`), `{"key": "k"}`, files), "", "bytes, and 262144 are the most")
	expect(t, runFan(t, fan(reader(`{"InputType": "JSONL"}`)+`, "ItemSelector": {"id": "{% $states.context.Map.Item.Value.id %}"}`), `{"key": "k"}`, files), `[{"id":1},{"id":2}]`, "")
	r := runFan(t, fan(`"Items": [1], "ItemSelector": {"all": "{% $pad('', 300000, 'x') %}"}`), `{}`, nil)
	if r.Error != "States.DataLimitExceeded" {
		t.Errorf("a selector that makes too much: %s %s", r.Error, r.Cause)
	}
}

// counted are objects that know how much had been read when the first result was
// written.
type counted struct {
	runner.MemoryObjects
	read, first int
}

func (c *counted) Open(ctx context.Context, bucket, key string) (io.ReadCloser, error) {
	r, err := c.MemoryObjects.Open(ctx, bucket, key)
	return struct {
		io.Reader
		io.Closer
	}{io.TeeReader(r, c), r}, err
}

func (c *counted) Write(p []byte) (int, error) {
	c.read += len(p)
	return len(p), nil
}

func (c *counted) Create(ctx context.Context, bucket, key string) (io.WriteCloser, error) {
	if c.first == 0 && strings.Contains(key, "SUCCEEDED") {
		c.first = c.read
	}
	return c.MemoryObjects.Create(ctx, bucket, key)
}

// TestChildrenBeginInTurn holds that of many children only some are begun before
// others are through, but that all of them are there when the clock goes on.
func TestChildrenBeginInTurn(t *testing.T) {
	const pass, wait = `{"Type": "Pass", "Result": 1, "End": true}`, `{"Type": "Wait", "Seconds": 10, "End": true}`
	const items, size, buffer = 350, 8 << 10, 64 << 10
	for _, c := range []struct {
		first, fields string
		elapsed       time.Duration
		open          int // children, when the first of them is through
	}{
		{pass, ``, 0, 100},
		{pass, `, "MaxConcurrency": 7`, 0, 7},
		{wait, ``, 10 * time.Second, 350},
		{wait, `, "MaxConcurrency": 200`, 20 * time.Second, 200},
	} {
		o := &counted{}
		o.Put("b", "k", []byte(strings.Repeat(`"`+strings.Repeat("x", size-3)+"\"\n", items)))
		m, err := runner.Compile([]byte(`{"StartAt": "Fan", "States": {"Fan": {"Type": "Map", "End": true, ` + pathReader(`{"InputType": "JSONL"}`) + c.fields + `,
			"ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "out"}, "WriterConfig": {"Transformation": "COMPACT"}},
			"ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "First", "States": {"First": ` + c.first + `}}}}}`))
		if err != nil {
			t.Fatal(err)
		}
		x, err := m.Start(t.Context(), []byte(`{"key": "k"}`), runner.Options{Objects: o})
		if err != nil {
			t.Fatal(err)
		}
		r, err := x.Result(t.Context())
		if err != nil || r.Status != runner.Succeeded || r.Elapsed != c.elapsed {
			t.Fatalf("%+v %v", r, err)
		}
		if least, most := c.open*size, min(c.open*size+2*buffer, items*size); o.first < least || o.first > most {
			t.Errorf("%s%s: %d bytes were read before the first child was through, want between %d and %d", c.first, c.fields, o.first, least, most)
		}
	}
}

// TestMapRunAfterFault holds that a map run which a fault of the harness has ended
// goes on once what was missing is there.
func TestMapRunAfterFault(t *testing.T) {
	m, err := runner.Compile(fan(`"Items": "{% [1..250] %}", "Output": "{% $count($states.result) %}"`))
	if err != nil {
		t.Fatal(err)
	}
	functions := map[string]runner.Service{}
	x, err := m.Start(t.Context(), nil, runner.Options{Functions: functions})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := x.Result(t.Context()); !runner.IsFault(err) {
		t.Fatalf("got %v", err)
	}
	functions["work"] = echo
	if err := x.Redrive(t.Context()); err != nil {
		t.Fatal(err)
	}
	if r, err := x.Result(t.Context()); err != nil || string(r.Output) != "250" {
		t.Errorf("%s %s: %s, %v", r.Output, r.Error, r.Cause, err)
	}
}
