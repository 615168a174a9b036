package runner_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/runner"
)

// bigFile writes a file of many items into a folder of objects, and gives that.
func bigFile(t testing.TB, kind string, items int) runner.FolderObjects {
	t.Helper()
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "b"), 0o700); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(folder, "b", "items."+kind))
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(f)
	if kind == "csv" {
		fmt.Fprintln(w, "id,name,amount,note")
	}
	for i := range items {
		if kind == "csv" {
			fmt.Fprintf(w, "%d,customer %d,%d.25,\"a note, with a comma\"\n", i, i%977, i%5000)
			continue
		}
		fmt.Fprintf(w, `{"id":%d,"name":"customer %d","amount":%d.25,"note":"a note, with a comma"}`+"\n", i, i%977, i%5000)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return runner.FolderObjects(folder)
}

// stream runs a distributed map over a big file in batches of a hundred and writes
// the results. watch is called by the handler of each batch.
func stream(t testing.TB, kind string, most int, objects runner.Objects, watch func(batch int)) {
	t.Helper()
	config := map[string]string{"jsonl": `{"InputType": "JSONL"}`, "csv": `{"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"}`}[kind]
	m, err := runner.Compile(fan(reader(config) + `, "ItemBatcher": {"MaxItemsPerBatch": 100}, "MaxConcurrency": ` + strconv.Itoa(most) + `,
		"ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Arguments": {"Bucket": "out"}, "WriterConfig": {"Transformation": "COMPACT", "OutputType": "JSONL"}}`))
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	batch := 0
	work := runner.ServiceFunc(func(context.Context, *runner.Task) ([]byte, error) {
		mu.Lock()
		defer mu.Unlock()
		batch++
		watch(batch)
		return []byte(`{"done":true}`), nil
	})
	x, err := m.Start(t.Context(), []byte(`{"key": "items.`+kind+`"}`), runner.Options{Objects: objects, Functions: map[string]runner.Service{"work": work}})
	if err != nil {
		t.Fatal(err)
	}
	if r, err := x.Result(t.Context()); err != nil || r.Status != runner.Succeeded {
		t.Fatalf("%+v %v", r, err)
	}
}

// TestItemsStream holds that what is read is not kept: ten times the items take at
// most one and a half times the memory. One batch runs at a time, as what several
// hold at once depends on how they are scheduled.
func TestItemsStream(t *testing.T) {
	if testing.Short() {
		t.Skip("reads two hundred thousand items")
	}
	for _, kind := range []string{"jsonl", "csv"} {
		peak := func(items int) (most uint64) {
			objects := bigFile(t, kind, items)
			stream(t, kind, 1, objects, func(batch int) {
				if batch%(items/10_000) != 0 {
					return
				}
				var m runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			})
			return most
		}
		small, large := peak(10_000), peak(100_000)
		t.Logf("%s: at most %d kB live at 10,000 items, %d kB at 100,000", kind, small>>10, large>>10)
		if float64(large) > 1.5*float64(small) {
			t.Errorf("%s: 100,000 items took %d kB, 10,000 took %d kB", kind, large>>10, small>>10)
		}
	}
}

// BenchmarkStream reads, batches, runs and writes a million items, and a tenth of
// them for comparison. peak-MB is the largest heap seen, garbage included.
func BenchmarkStream(b *testing.B) {
	for _, kind := range []string{"jsonl", "csv"} {
		for _, items := range []int{100_000, 1_000_000} {
			b.Run(fmt.Sprintf("%s/%d", kind, items), func(b *testing.B) {
				objects := bigFile(b, kind, items)
				heap := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
				var most uint64
				runtime.GC()
				b.ReportAllocs()
				b.ResetTimer()
				for range b.N {
					stream(b, kind, 0, objects, func(batch int) {
						if batch%10 == 0 {
							metrics.Read(heap)
							most = max(most, heap[0].Value.Uint64())
						}
					})
				}
				each := b.Elapsed() / time.Duration(b.N)
				b.ReportMetric(float64(items)/each.Seconds(), "items/s")
				b.ReportMetric(float64(most)/(1<<20), "peak-MB")
			})
		}
	}
}
