package parquet_test

import (
	"bytes"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	pq "github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"

	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/runner/parquet"
)

type part struct {
	Name string   `parquet:"name"`
	Tags []string `parquet:"tags,list"`
}

type record struct {
	ID       int64            `parquet:"id"`
	Small    int32            `parquet:"small"`
	Unsigned uint64           `parquet:"unsigned"`
	Price    float64          `parquet:"price"`
	Ratio    float32          `parquet:"ratio"`
	Yes      bool             `parquet:"yes"`
	Text     string           `parquet:"text"`
	Raw      []byte           `parquet:"raw"`
	Maybe    *string          `parquet:"maybe,optional"`
	Exact    int64            `parquet:"exact,decimal(2:18)"`
	Day      int32            `parquet:"day,date"`
	At       time.Time        `parquet:"at,timestamp(microsecond)"`
	UUID     [16]byte         `parquet:"uuid,uuid"`
	Lists    []int64          `parquet:"lists,list"`
	Bare     []int64          `parquet:"bare"`
	Parts    []part           `parquet:"parts,list"`
	Counts   map[string]int64 `parquet:"counts"`
	Inner    *part            `parquet:"inner,optional"`
}

func file[T any](t testing.TB, rows []T, options ...pq.WriterOption) []byte {
	t.Helper()
	var b bytes.Buffer
	w := pq.NewGenericWriter[T](&b, options...)
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func all(file io.Reader) (rows []string, err error) {
	for row, err := range parquet.Rows(file) {
		if err != nil {
			return rows, err
		}
		rows = append(rows, string(row))
	}
	return rows, nil
}

var there = "there"

var records = []record{
	{
		ID: 1 << 60, Small: -3, Unsigned: math.MaxUint64, Price: 2.5, Ratio: 0.1, Yes: true, Text: "a \"b\"", Raw: []byte{0xff, 0}, Maybe: &there,
		Exact: -1205, Day: 20000, At: time.Date(2026, 2, 3, 4, 5, 6, 789000, time.UTC),
		UUID:  [16]byte{0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0, 1, 2, 3, 4, 5, 6, 7, 8},
		Lists: []int64{1, 2}, Bare: []int64{3}, Parts: []part{{"p", []string{"x", "y"}}, {"q", nil}}, Counts: map[string]int64{"k": 7}, Inner: &part{"i", []string{"z"}},
	},
	{Price: math.NaN(), Raw: []byte("utf"), Exact: 5},
}

var wanted = []string{
	`{"id":1152921504606846976,"small":-3,"unsigned":18446744073709551615,"price":2.5,"ratio":0.1,"yes":true,"text":"a \"b\"","raw":"/wA=","maybe":"there",` +
		`"exact":-12.05,"day":"2024-10-04","at":"2026-02-03T04:05:06.000789Z","uuid":"12345678-9abc-def0-0102-030405060708",` +
		`"lists":[1,2],"bare":[3],"parts":[{"name":"p","tags":["x","y"]},{"name":"q","tags":[]}],"counts":{"k":7},"inner":{"name":"i","tags":["z"]}}`,
	`{"id":0,"small":0,"unsigned":0,"price":null,"ratio":0,"yes":false,"text":"","raw":"utf","maybe":null,` +
		`"exact":0.05,"day":"1970-01-01","at":"0001-01-01T00:00:00Z","uuid":"00000000-0000-0000-0000-000000000000",` +
		`"lists":[],"bare":[],"parts":[],"counts":{},"inner":null}`,
}

func TestRows(t *testing.T) {
	for name, codec := range map[string]compress.Codec{"plain": &pq.Uncompressed, "snappy": &pq.Snappy, "gzip": &pq.Gzip, "zstd": &pq.Zstd} {
		t.Run(name, func(t *testing.T) {
			rows, err := all(bytes.NewReader(file(t, records, pq.Compression(codec))))
			if err != nil || len(rows) != len(wanted) {
				t.Fatalf("%d rows, %v", len(rows), err)
			}
			for i, want := range wanted {
				if rows[i] != want {
					t.Errorf("got  %s\nwant %s", rows[i], want)
				}
			}
		})
	}
}

type number struct {
	N int64 `parquet:"n"`
}

func numbers(n int) []number {
	all := make([]number, n)
	for i := range all {
		all[i].N = int64(i)
	}
	return all
}

// TestRowsOfManyGroups also holds that readers of all kinds are read.
func TestRowsOfManyGroups(t *testing.T) {
	content := file(t, numbers(1000), pq.MaxRowsPerRowGroup(300))
	path := filepath.Join(t.TempDir(), "n.parquet")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	opened, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	for name, file := range map[string]io.Reader{"in memory": bytes.NewReader(content), "a file": opened, "a stream": io.MultiReader(bytes.NewReader(content))} {
		rows, err := all(file)
		if err != nil || len(rows) != 1000 || rows[999] != `{"n":999}` {
			t.Errorf("%s: %d rows, %v", name, len(rows), err)
		}
	}
	for range parquet.Rows(io.MultiReader(bytes.NewReader(content))) {
		break
	}
	if left, _ := os.ReadDir(temporary); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestBadParquet(t *testing.T) {
	content := file(t, numbers(100))
	cut := content[:len(content)-9]
	large := append(append([]byte{}, content[:len(content)-8]...), 0xff, 0xff, 0xff, 0x7f, 'P', 'A', 'R', '1')
	for name, c := range map[string]struct{ content, fails string }{
		"nothing":      {"", "too short for Parquet"},
		"a CSV":        {"id,name\n1,a long enough row\n", "does not end as Parquet does"},
		"cut short":    {string(cut), "does not end as Parquet does"},
		"large footer": {string(large), "the footer has 2147483647 bytes"},
		"damaged":      {string(content[:4]) + strings.Repeat("\xff", len(content)-12-100) + string(content[len(content)-108:]), ""},
	} {
		t.Run(name, func(t *testing.T) {
			if rows, err := all(strings.NewReader(c.content)); err == nil || !strings.Contains(err.Error(), c.fails) {
				t.Errorf("%d rows, %v", len(rows), err)
			}
		})
	}
}

// TestMapOverParquet runs distributed maps over Parquet files, alone, listed and
// named by an Athena manifest.
func TestMapOverParquet(t *testing.T) {
	objects := &runner.MemoryObjects{}
	objects.Put("b", "in/1.parquet", file(t, numbers(2)))
	objects.Put("b", "in/2", file(t, numbers(1)))
	objects.Put("b", "manifest.csv", []byte("s3://b/in/2\ns3://b/in/1.parquet\n"))
	objects.Put("b", "bad", []byte("n\n1\n2, and some more\n"))
	read := func(fields, key string) *runner.Result {
		m, err := runner.Compile([]byte(`{"QueryLanguage": "JSONata", "StartAt": "Fan", "States": {"Fan": {"Type": "Map", "End": true, "ItemReader": ` + fields + `,
			"ItemSelector": {"n": "{% $states.context.Map.Item.Value.n %}", "from": "{% $states.context.Map.Item.Source %}"},
			"ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}, "StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}}}}`))
		if err != nil {
			t.Fatal(err)
		}
		x, err := m.Start(t.Context(), []byte(`{"key": "`+key+`"}`), runner.Options{Objects: objects, Parquet: parquet.Rows})
		if err != nil {
			t.Fatal(err)
		}
		r, err := x.Result(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	get := `{"Resource": "arn:aws:states:::s3:getObject", "Arguments": {"Bucket": "b", "Key": "{% $states.input.key %}"}, "ReaderConfig": `
	one, two := `{"n":0,"from":"S3://b/in/1.parquet"},{"n":1,"from":"S3://b/in/1.parquet"}`, `{"n":0,"from":"S3://b/in/2"}`
	for name, c := range map[string]struct{ reader, key, want string }{
		"alone":      {get + `{"InputType": "PARQUET"}}`, "in/1.parquet", "[" + one + "]"},
		"at most":    {get + `{"InputType": "PARQUET", "MaxItems": 1}}`, "in/2", "[" + two + "]"},
		"a manifest": {get + `{"InputType": "PARQUET", "ManifestType": "ATHENA_DATA"}}`, "manifest.csv", "[" + two + "," + one + "]"},
		"listed": {`{"Resource": "arn:aws:states:::s3:listObjectsV2", "Arguments": {"Bucket": "b", "Prefix": "in/"},
			"ReaderConfig": {"InputType": "PARQUET", "Transformation": "LOAD_AND_FLATTEN"}}`, "", "[" + one + "," + two + "]"},
	} {
		if r := read(c.reader, c.key); string(r.Output) != c.want {
			t.Errorf("%s: got %s %s: %s", name, r.Output, r.Error, r.Cause)
		}
	}
	if r := read(get+`{"InputType": "PARQUET"}}`, "bad"); r.Error != "States.ItemReaderFailed" || !strings.Contains(r.Cause, "S3://b/bad failed: the file does not end as Parquet does") {
		t.Errorf("a CSV file: %s: %s", r.Error, r.Cause)
	}
}

func FuzzRows(f *testing.F) {
	f.Add(file(f, records))
	f.Add(file(f, numbers(3), pq.Compression(&pq.Zstd)))
	f.Fuzz(func(t *testing.T, content []byte) {
		n := 0
		for _, err := range parquet.Rows(bytes.NewReader(content)) {
			if n++; err != nil || n > 10_000 {
				break
			}
		}
	})
}

// TestDamagedFiles holds that no damage makes the reader panic or go on for ever.
func TestDamagedFiles(t *testing.T) {
	whole := [][]byte{file(t, records), file(t, numbers(500), pq.Compression(&pq.Snappy), pq.MaxRowsPerRowGroup(100))}
	random := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		content := bytes.Clone(whole[random.IntN(len(whole))])
		for range 1 + random.IntN(4) {
			content[random.IntN(len(content))] = byte(random.Uint32())
		}
		n := 0
		for range parquet.Rows(bytes.NewReader(content)) {
			if n++; n > 100_000 {
				t.Fatalf("no end of rows in %x", content)
			}
		}
	}
}
