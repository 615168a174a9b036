package runner_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/quickstep-go/quickstep/runner"
)

// sources makes an ItemSelector that shows where each item comes from.
const sources = `, "ItemSelector": {"v": "{% $states.context.Map.Item.Value %}", "i": "{% $states.context.Map.Item.Index %}", "from": "{% $states.context.Map.Item.Source %}"}`

func listedReader(config string) string {
	return `"ItemReader": {"Resource": "arn:aws:states:::s3:listObjectsV2", "Arguments": {"Bucket": "b", "Prefix": "in/"}, "ReaderConfig": ` + config + `}`
}

func TestS3Inventory(t *testing.T) {
	files := &runner.MemoryObjects{}
	files.Put("reports", "2026/manifest.json", []byte(`{"sourceBucket": "photos", "destinationBucket": "arn:aws:s3:::data", "version": "2016-11-30",
		"fileFormat": "CSV", "fileSchema": "Bucket, Key, Size", "files": [{"key": "data/1.csv.gz", "size": 1}, {"key": "data/2.csv"}]}`))
	files.Put("data", "data/1.csv.gz", gzipped("\"photos\",\"a.jpg\",\"12\"\n\"photos\",\"b%20c.jpg\",\"7\"\n"))
	files.Put("data", "data/2.csv", []byte(`"photos","d.jpg","0"`))
	for name, manifest := range map[string]string{
		"no-schema.json": `{"fileFormat": "CSV", "files": []}`,
		"no-files.json":  `{"fileFormat": "CSV", "fileSchema": "Bucket"}`,
		"no-key.json":    `{"fileFormat": "CSV", "fileSchema": "Bucket", "files": [{"size": 1}]}`,
		"orc.json":       `{"fileFormat": "ORC", "fileSchema": "struct<>", "files": [{"key": "a.orc"}]}`,
		"cut.json":       `{"fileFormat": "CSV", "fil`,
		"text.json":      "Bucket, Key\n",
		"missing.json":   `{"fileFormat": "CSV", "fileSchema": "Bucket", "files": [{"key": "gone.csv"}]}`,
		"here.json":      `{"fileFormat": "CSV", "fileSchema": "n", "files": [{"key": "own.csv"}]}`,
		"none.json":      `{"fileFormat": "CSV", "fileSchema": "n", "files": []}`,
	} {
		files.Put("reports", name, []byte(manifest))
	}
	files.Put("reports", "own.csv", []byte("1|2\n"))

	items := `[{"v":{"Bucket":"photos","Key":"a.jpg","Size":"12"},"i":0,"from":"S3://data/data/1.csv.gz"},` +
		`{"v":{"Bucket":"photos","Key":"b%20c.jpg","Size":"7"},"i":1,"from":"S3://data/data/1.csv.gz"},` +
		`{"v":{"Bucket":"photos","Key":"d.jpg","Size":"0"},"i":2,"from":"S3://data/data/2.csv"}]`
	for name, c := range map[string]struct{ config, key, want, fails string }{
		"as InputType":        {`{"InputType": "MANIFEST"}`, "2026/manifest.json", items, ""},
		"as ManifestType":     {`{"ManifestType": "S3_INVENTORY"}`, "2026/manifest.json", items, ""},
		"as both":             {`{"InputType": "MANIFEST", "ManifestType": "S3_INVENTORY"}`, "2026/manifest.json", items, ""},
		"two of them":         {`{"ManifestType": "S3_INVENTORY", "MaxItems": 1}`, "2026/manifest.json", items[:strings.Index(items, ",{")] + "]", ""},
		"own columns":         {`{"InputType": "MANIFEST", "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["x"], "CSVDelimiter": "PIPE"}`, "here.json", `[{"v":{"x":"1"},"i":0,"from":"S3://reports/own.csv"}]`, ""},
		"no files":            {`{"ManifestType": "S3_INVENTORY"}`, "none.json", `[]`, ""},
		"without a schema":    {`{"ManifestType": "S3_INVENTORY"}`, "no-schema.json", "", "no fileSchema"},
		"without files":       {`{"ManifestType": "S3_INVENTORY"}`, "no-files.json", "", "has no files"},
		"without a key":       {`{"ManifestType": "S3_INVENTORY"}`, "no-key.json", "", "files[0] of the manifest has no key"},
		"another format":      {`{"ManifestType": "S3_INVENTORY"}`, "orc.json", "", "the only one that can be read is CSV"},
		"cut short":           {`{"ManifestType": "S3_INVENTORY"}`, "cut.json", "", "the file ends too early"},
		"not JSON":            {`{"ManifestType": "S3_INVENTORY"}`, "text.json", "", "the manifest is not JSON: invalid character"},
		"a data file missing": {`{"ManifestType": "S3_INVENTORY"}`, "missing.json", "", "S3://reports/gone.csv failed: The specified key does not exist."},
		"no manifest":         {`{"ManifestType": "S3_INVENTORY"}`, "gone.json", "", "S3://reports/gone.json failed: The specified key does not exist."},
	} {
		t.Run(name, func(t *testing.T) {
			fields := strings.Replace(reader(c.config), `"Bucket": "b"`, `"Bucket": "reports"`, 1) + sources
			expect(t, runFan(t, fan(fields), `{"key": "`+c.key+`"}`, files), c.want, c.fails)
		})
	}
}

// expect holds a result against an output, or against a failed reader's cause.
func expect(t *testing.T, r *runner.Result, output, cause string) {
	t.Helper()
	switch {
	case cause == "" && (r.Error != "" || string(r.Output) != output):
		t.Errorf("got %s %s: %s\nwant %s", r.Output, r.Error, r.Cause, output)
	case cause != "" && (r.Error != "States.ItemReaderFailed" || !strings.Contains(r.Cause, cause)):
		t.Errorf("got %s %s: %s\nwant %s", r.Output, r.Error, r.Cause, cause)
	}
}

func TestAthenaManifest(t *testing.T) {
	files := &runner.MemoryObjects{}
	files.Put("b", "q-manifest.csv", []byte("s3://data/out/1.gz\n\"s3://data/out/2\"\r\n\n"))
	files.Put("data", "out/1.gz", gzipped("{\"n\": 1}\n{\"n\": 2}\n"))
	files.Put("data", "out/2", []byte("{\"n\": 3}"))
	files.Put("b", "csv-manifest.csv", []byte("s3://data/out/a\n"))
	files.Put("data", "out/a", []byte("1\x7cx\n2\x7cy\n"))
	files.Put("b", "bad-manifest.csv", []byte("s3://data/out/2\nout/3\n"))
	files.Put("b", "packed-manifest.csv.zst", zstandard("s3://data/out/2\n"))
	files.Put("b", "gone-manifest.csv", []byte("s3://data/out/2\ns3://data/out/9\n"))
	for name, c := range map[string]struct{ config, key, want, fails string }{
		"JSONL": {`{"ManifestType": "ATHENA_DATA", "InputType": "JSONL"}`, "q-manifest.csv",
			`[{"v":{"n":1},"i":0,"from":"S3://data/out/1.gz"},{"v":{"n":2},"i":1,"from":"S3://data/out/1.gz"},{"v":{"n":3},"i":2,"from":"S3://data/out/2"}]`, ""},
		"CSV": {`{"ManifestType": "ATHENA_DATA", "InputType": "CSV", "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["id", "name"], "CSVDelimiter": "PIPE"}`, "csv-manifest.csv",
			`[{"v":{"id":"1","name":"x"},"i":0,"from":"S3://data/out/a"},{"v":{"id":"2","name":"y"},"i":1,"from":"S3://data/out/a"}]`, ""},
		"packed":          {`{"ManifestType": "ATHENA_DATA", "InputType": "JSONL"}`, "packed-manifest.csv.zst", `[{"v":{"n":3},"i":0,"from":"S3://data/out/2"}]`, ""},
		"at most one":     {`{"ManifestType": "ATHENA_DATA", "InputType": "JSONL", "MaxItems": 1}`, "q-manifest.csv", `[{"v":{"n":1},"i":0,"from":"S3://data/out/1.gz"}]`, ""},
		"not a URI":       {`{"ManifestType": "ATHENA_DATA", "InputType": "JSONL"}`, "bad-manifest.csv", "", `S3://b/bad-manifest.csv failed: line 2 of the manifest is not the URI of an object, such as s3://bucket/key: "out/3"`},
		"a file missing":  {`{"ManifestType": "ATHENA_DATA", "InputType": "JSONL"}`, "gone-manifest.csv", "", "S3://data/out/9 failed: The specified key does not exist."},
		"no manifest":     {`{"ManifestType": "ATHENA_DATA", "InputType": "JSONL"}`, "none.csv", "", "S3://b/none.csv failed: The specified key does not exist."},
		"an unfit format": {`{"ManifestType": "ATHENA_DATA", "InputType": "JSON"}`, "q-manifest.csv", "", `ATHENA_DATA needs InputType CSV, JSONL or PARQUET, and not "JSON"`},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, runFan(t, fan(reader(c.config)+sources), `{"key": "`+c.key+`"}`, files), c.want, c.fails)
		})
	}
}

func TestLoadAndFlatten(t *testing.T) {
	files := func(of map[string]string) *runner.MemoryObjects {
		made := &runner.MemoryObjects{}
		made.Put("b", "out/other", []byte("not read"))
		made.Put("b", "in/", nil)
		for key, content := range of {
			made.Put("b", key, []byte(content))
		}
		return made
	}
	for name, c := range map[string]struct {
		config string
		files  map[string]string
		want   string
		fails  string
	}{
		"CSV": {`{"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW", "Transformation": "LOAD_AND_FLATTEN"}`, map[string]string{"in/1.csv": "a,b\n1,2\n", "in/2.csv": "b,a\n3,4\n5,6\n"},
			`[{"v":{"a":"1","b":"2"},"i":0,"from":"S3://b/in/1.csv"},{"v":{"b":"3","a":"4"},"i":1,"from":"S3://b/in/2.csv"},{"v":{"b":"5","a":"6"},"i":2,"from":"S3://b/in/2.csv"}]`, ""},
		"JSON": {`{"InputType": "JSON", "Transformation": "LOAD_AND_FLATTEN"}`, map[string]string{"in/a": "[1]", "in/b": "[]", "in/c/d": `{"k": 2}`},
			`[{"v":1,"i":0,"from":"S3://b/in/a"},{"v":2,"i":1,"from":"S3://b/in/c/d"}]`, ""},
		"JSON at a pointer": {`{"InputType": "JSON", "ItemsPointer": "/x", "Transformation": "LOAD_AND_FLATTEN"}`, map[string]string{"in/a": `{"x": [1]}`, "in/b": `{"x": [2]}`},
			`[{"v":1,"i":0,"from":"S3://b/in/a"},{"v":2,"i":1,"from":"S3://b/in/b"}]`, ""},
		"JSONL, packed and not": {`{"InputType": "JSONL", "Transformation": "LOAD_AND_FLATTEN"}`, map[string]string{"in/a.gz": string(gzipped("1\n2\n")), "in/b": "", "in/c.zst": string(zstandard("3"))},
			`[{"v":1,"i":0,"from":"S3://b/in/a.gz"},{"v":2,"i":1,"from":"S3://b/in/a.gz"},{"v":3,"i":2,"from":"S3://b/in/c.zst"}]`, ""},
		"at most two":       {`{"InputType": "JSON", "MaxItems": 2, "Transformation": "LOAD_AND_FLATTEN"}`, map[string]string{"in/a": "[1]", "in/b": "[2]", "in/c": "broken"}, `[{"v":1,"i":0,"from":"S3://b/in/a"},{"v":2,"i":1,"from":"S3://b/in/b"}]`, ""},
		"none":              {`{"InputType": "JSON", "Transformation": "LOAD_AND_FLATTEN"}`, nil, `[]`, ""},
		"a file broken":     {`{"InputType": "JSON", "Transformation": "LOAD_AND_FLATTEN"}`, map[string]string{"in/a": "[1]", "in/b": "[2"}, "", "S3://b/in/b failed: the file ends too early"},
		"without InputType": {`{"Transformation": "LOAD_AND_FLATTEN"}`, map[string]string{"in/a": "[1]"}, "", "needs InputType CSV, JSON, JSONL or PARQUET"},
		"NONE":              {`{"InputType": "JSON", "Transformation": "NONE", "MaxItems": 1}`, map[string]string{"in/a": "[1]"}, `[{"v":{"Etag":"\"696e2f-0\"","LastModified":1767225600,"Key":"in/","Size":0,"StorageClass":"STANDARD"},"i":0,"from":"S3://b"}]`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, runFan(t, fan(listedReader(c.config)+sources), `{}`, files(c.files)), c.want, c.fails)
		})
	}
}

func TestPackedFiles(t *testing.T) {
	packed := map[string]func(string) []byte{".gz": gzipped, ".gzip": gzipped, ".zst": zstandard, ".zstd": zstandard, "": func(s string) []byte { return []byte(s) }}
	for ending, pack := range packed {
		for name, c := range map[string]struct{ config, text, want string }{
			"json":  {`{"InputType": "JSON"}`, `[1,{"a":2}]`, `[1,{"a":2}]`},
			"jsonl": {`{"InputType": "JSONL"}`, "1\n{\"a\":2}\n", `[1,{"a":2}]`},
			"csv":   {`{"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"}`, "a\n1\n", `[{"a":"1"}]`},
		} {
			t.Run(name+ending, func(t *testing.T) {
				files, key := &runner.MemoryObjects{}, "items."+name+ending
				files.Put("b", key, pack(c.text))
				expect(t, runFan(t, fan(reader(c.config)), `{"key": "`+key+`"}`, files), c.want, "")

				whole := pack(c.text)
				files.Put("b", key, whole[:len(whole)-1])
				if r := runFan(t, fan(reader(c.config)), `{"key": "`+key+`"}`, files); ending != "" && r.Error != "States.ItemReaderFailed" {
					t.Errorf("cut short it gave %s %s", r.Output, r.Cause)
				}
			})
		}
	}
}

func TestBadFiles(t *testing.T) {
	files := &runner.MemoryObjects{}
	for key, content := range map[string]string{
		"plain.gz":      "[1]",
		"plain.zst":     "[1]",
		"packed.json":   string(gzipped("[1]")),
		"packed.csv":    string(zstandard("a\n1\n")),
		"parquet.csv":   "PAR1....PAR1",
		"empty.json":    "",
		"empty.gz":      "",
		"twice.json":    "{\"a\": 1}\n{\"a\": 2}\n",
		"text.json":     "not json",
		"wrong.jsonl":   "1\n{\"a\":}\n",
		"pair.jsonl":    "1 2\n",
		"spread.jsonl":  "{\n\"a\": 1}\n",
		"scalar.json":   `{"a": "x"}`,
		"quotes.csv":    "a,b\n1,2\n\"3,4\n5",
		"long.csv":      "a,b\n1," + strings.Repeat("x", 8<<20) + "\n",
		"long.jsonl":    `"` + strings.Repeat("x", 8<<20) + "\"\n",
		"long.json":     `["` + strings.Repeat("x", 8<<20) + `"]`,
		"longer.json":   `["` + strings.Repeat("x", 20<<20) + `"]`,
		"later.json":    `{"a": "` + strings.Repeat("x", 17<<20) + `", "b": [1]}`,
		"header.csv":    strings.Repeat("h,", 6000) + "\n1\n",
		"row.csv":       "a\n\"" + strings.Repeat("x\n", 5<<20) + "\"\n",
		"multiple.json": `[1] [2]`,
	} {
		files.Put("b", key, []byte(content))
	}
	csv := `{"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"}`
	for key, c := range map[string]struct{ config, fails string }{
		"plain.gz":      {`{"InputType": "JSON"}`, "S3://b/plain.gz failed: the content is not gzip, as its name says"},
		"plain.zst":     {`{"InputType": "JSONL"}`, "the content is not zstd, as its name says"},
		"packed.json":   {`{"InputType": "JSON"}`, "the content is gzip, and the name does not end in .gz"},
		"packed.csv":    {csv, "the content is zstd, and the name does not end in .zst"},
		"parquet.csv":   {csv, "the content is Parquet, for which InputType is PARQUET"},
		"empty.json":    {`{"InputType": "JSON"}`, "S3://b/empty.json failed: the file ends too early"},
		"empty.gz":      {`{"InputType": "JSON"}`, "the content is not gzip"},
		"twice.json":    {`{"InputType": "JSON"}`, "if it is JSON Lines, InputType is JSONL"},
		"multiple.json": {`{"InputType": "JSON"}`, "the file goes on after its items, at byte"},
		"text.json":     {`{"InputType": "JSON"}`, "invalid character 'o'"},
		"wrong.jsonl":   {`{"InputType": "JSONL"}`, "S3://b/wrong.jsonl failed: line 2: "},
		"pair.jsonl":    {`{"InputType": "JSONL"}`, "line 1: the text goes on after its value"},
		"spread.jsonl":  {`{"InputType": "JSONL"}`, "line 1 ends inside its value"},
		"scalar.json":   {`{"InputType": "JSON", "ItemsPointer": "/a"}`, "An error occurred while executing the state 'Fan' (entered at the event id #2). Attempting to map over non-iterable node."},
		"quotes.csv":    {csv, "row 3: the file ends inside quotation marks"},
		"long.csv":      {csv, "an item has more than 8388608 bytes"},
		"long.jsonl":    {`{"InputType": "JSONL"}`, "an item has more than 8388608 bytes"},
		"long.json":     {`{"InputType": "JSON"}`, "an item has more than 8388608 bytes"},
		"longer.json":   {`{"InputType": "JSON"}`, "an item has more than 8388608 bytes"},
		"later.json":    {`{"InputType": "JSON", "ItemsPointer": "/b"}`, "the items do not begin within the first 16777216 bytes"},
		"header.csv":    {csv, "the header has 12001 bytes, and 10240 are the most"},
		"row.csv":       {csv, "an item has more than 8388608 bytes"},
		"none":          {`{"InputType": "JSON"}`, "An error occurred while executing the state 'Fan' (entered at the event id #2). Attempting to read S3://b/none failed: The specified key does not exist."},
	} {
		t.Run(key, func(t *testing.T) {
			expect(t, runFan(t, fan(reader(c.config)), `{"key": "`+key+`"}`, files), "", c.fails)
		})
	}
	t.Run("no such pointer", func(t *testing.T) {
		expect(t, runFan(t, fan(reader(`{"InputType": "JSON", "ItemsPointer": "/b"}`)), `{"key": "scalar.json"}`, files), "",
			"(entered at the event id #2). The provided ReaderConfig.ItemsPointer does not match any valid path in the JSON structure.")
	})
	t.Run("unknown InputType", func(t *testing.T) {
		expect(t, runFan(t, fan(reader(`{"InputType": "XML"}`)), `{"key": "scalar.json"}`, files), "", `InputType "XML" is none of`)
	})
}

// brokenObjects are objects that can be read in part, or not at all.
type brokenObjects struct {
	runner.MemoryObjects
	open, read, list error
}

func (b *brokenObjects) Open(ctx context.Context, bucket, key string) (io.ReadCloser, error) {
	r, err := b.MemoryObjects.Open(ctx, bucket, key)
	if b.open != nil {
		return nil, b.open
	}
	if b.read != nil && err == nil {
		return io.NopCloser(io.MultiReader(io.LimitReader(r, 10), iotest.ErrReader(b.read))), nil
	}
	return r, err
}

func (b *brokenObjects) List(ctx context.Context, bucket, prefix string) iter.Seq2[runner.ObjectInfo, error] {
	if b.list == nil {
		return b.MemoryObjects.List(ctx, bucket, prefix)
	}
	return func(yield func(runner.ObjectInfo, error) bool) {
		for o, err := range b.MemoryObjects.List(ctx, bucket, prefix) {
			if !yield(o, err) {
				return
			}
		}
		yield(runner.ObjectInfo{}, b.list)
	}
}

// TestBrokenObjects holds what becomes of objects that fail, at once or midway.
func TestBrokenObjects(t *testing.T) {
	reset, denied := errors.New("connection reset"), fmt.Errorf("AccessDenied: %w", fs.ErrPermission)
	list := `"ItemReader": {"Resource": "arn:aws:states:::s3:listObjectsV2", "Arguments": {"Bucket": "b"}}`
	for name, c := range map[string]struct {
		o             *brokenObjects
		fields, fails string
	}{
		"JSON midway":         {&brokenObjects{read: reset}, reader(`{"InputType": "JSON"}`), "Attempting to read S3://b/k failed: read error: connection reset"},
		"JSONL midway":        {&brokenObjects{read: reset}, reader(`{"InputType": "JSONL"}`), "Attempting to read S3://b/k failed: connection reset"},
		"CSV midway":          {&brokenObjects{read: reset}, reader(`{"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"}`), "Attempting to read S3://b/k failed: connection reset"},
		"an inventory midway": {&brokenObjects{read: reset}, reader(`{"ManifestType": "S3_INVENTORY"}`), "Attempting to read S3://b/k failed: connection reset"},
		"Athena midway":       {&brokenObjects{read: reset}, reader(`{"ManifestType": "ATHENA_DATA", "InputType": "JSONL"}`), "Attempting to read S3://b/k failed: connection reset"},
		"forbidden": {&brokenObjects{open: denied}, reader(`{"InputType": "JSON"}`),
			"Attempting to read S3://b/k failed: Access denied. Ensure the correct permissions are added to your state machine's execution role. | Message from S3: AccessDenied: "},
		"a listing midway":         {&brokenObjects{list: reset}, list, "Attempting to read S3://b failed: connection reset"},
		"a listing to read midway": {&brokenObjects{list: reset}, strings.TrimSuffix(list, "}") + `, "ReaderConfig": {"InputType": "JSONL", "Transformation": "LOAD_AND_FLATTEN"}}`, "Attempting to read S3://b failed: connection reset"},
	} {
		t.Run(name, func(t *testing.T) {
			c.o.Put("b", "k", []byte("[1,\n\n\n\n\n\n\n\n\n\n2]\n"))
			if strings.HasPrefix(name, "a listing") {
				c.o.Put("b", "k", []byte("1\n"))
			}
			if name == "Athena midway" {
				c.o.Put("b", "k", []byte(strings.Repeat("\n", 20)))
			}
			if name == "JSONL midway" {
				c.o.Put("b", "k", []byte("1\n2\n3\n4\n5\n6\n"))
			}
			expect(t, runFan(t, fan(c.fields), `{"key": "k"}`, c.o), "", c.fails)
		})
	}
}

// versions are objects with another content in each version.
type versions struct{ runner.MemoryObjects }

func (v *versions) OpenVersion(_ context.Context, _, _, version string) (io.ReadCloser, error) {
	return io.NopCloser(strings.NewReader(`["` + version + `"]`)), nil
}

func TestVersionId(t *testing.T) {
	fields := strings.Replace(reader(`{"InputType": "JSON"}`), `"Bucket": "b"`, `"Bucket": "b", "VersionId": "v7"`, 1)
	kept, only := &versions{}, &runner.MemoryObjects{}
	kept.Put("b", "k", []byte(`["latest"]`))
	only.Put("b", "k", []byte(`["only"]`))
	expect(t, runFan(t, fan(fields), `{"key": "k"}`, kept), `["v7"]`, "")
	expect(t, runFan(t, fan(reader(`{"InputType": "JSON"}`)), `{"key": "k"}`, kept), `["latest"]`, "")
	expect(t, runFan(t, fan(fields), `{"key": "k"}`, only), `["only"]`, "")
}
