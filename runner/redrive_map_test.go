package runner_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/runner"
)

// fanOut is a flow with one distributed map over the state's input or a reader.
func fanOut(kind, fields, states string) string {
	return flow("M", `"M": {"Type": "Map", "Label": "M", `+fields+`, "Next": "End",
		"ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "`+kind+`"}, "StartAt": "W", "States": {`+states+`}}},
		"End": {"Type": "Succeed"}`)
}

// counts writes a map run's counts in short.
func counts(c runner.MapRunCounts) string {
	return fmt.Sprintf("total %d = %d ok, %d failed, %d aborted, %d timed out; %d written, %d lost, %d pending, %d running",
		c.Total, c.Succeeded, c.Failed, c.Aborted, c.TimedOut, c.ResultsWritten, c.FailuresNotRedrivable, c.PendingRedrive, c.Running)
}

func TestRedriveMapRun(t *testing.T) {
	work := `"W": ` + call(`"{% $states.input * 10 %}"`, `"Next": "X"`) + `, "X": ` + call(`"{% $states.input + 1 %}"`, `"End": true`)
	for _, kind := range []string{"STANDARD", "EXPRESS"} {
		t.Run(kind, func(t *testing.T) {
			s := broken(`21`, `41`)
			x := begin(t, fanOut(kind, `"Items": "{% $states.input %}", "MaxConcurrency": 2, "ToleratedFailureCount": 1`, work), `[1,2,3,4,5,6]`,
				runner.Options{Functions: map[string]runner.Service{"f": s}})
			r := ending(t, x, runner.Failed)
			same(t, "error", r.Error, "States.ExceedToleratedFailureThreshold")
			mr := x.MapRuns()[0]
			same(t, "counts", counts(mr.ExecutionCounts), "total 5 = 2 ok, 2 failed, 1 aborted, 0 timed out; 4 written, 0 lost, 0 pending, 0 running")
			if mr.Status != runner.Failed || mr.MaxConcurrency != 2 || mr.ToleratedFailureCount != 1 || mr.State != "M" || mr.StopDate.IsZero() {
				t.Errorf("%+v", mr)
			}
			child := x.Nested()[1]
			if d := child.Describe(); d.Status != runner.Failed || d.RedriveStatus != runner.RedrivableByMapRun || d.MapRunARN != mr.ARN || d.ItemCount != 1 {
				t.Errorf("%+v", d)
			}
			if err := child.Redrive(t.Context()); !errors.Is(err, runner.ErrNotRedrivable) {
				t.Error(err)
			}
			s.mend()
			if err := x.Advance(time.Hour); err != nil {
				t.Fatal(err)
			}
			r = redriven(t, x, runner.Succeeded)
			same(t, "output", string(r.Output), `[11,21,31,41,51,61]`)
			mr = x.MapRuns()[0]
			same(t, "counts", counts(mr.ExecutionCounts), "total 6 = 6 ok, 0 failed, 0 aborted, 0 timed out; 6 written, 0 lost, 0 pending, 0 running")
			if mr.Status != runner.Succeeded || mr.RedriveCount != 1 || !mr.RedriveDate.Equal(runner.DefaultStart.Add(time.Hour)) {
				t.Errorf("%+v", mr)
			}
			same(t, "history", after(r.History), `
8<7 ExecutionRedriven 
9<8 MapRunRedriven M
10<9 MapRunSucceeded M
11<10 MapStateSucceeded M
12<9 MapStateExited M
13<12 SucceedStateEntered End
14<13 SucceedStateExited End
15<14 ExecutionSucceeded`)
			event, _ := json.Marshal(r.History[8])
			if want := `"mapRunRedrivenEventDetails":{"mapRunArn":"` + mr.ARN + `","redriveCount":1}`; !strings.Contains(string(event), want) {
				t.Errorf("%s, want %s", event, want)
			}
			// A Standard child goes on where it failed, an Express one begins anew.
			if again := map[string]int{"STANDARD": 1, "EXPRESS": 2}[kind]; s.called("20") != again || s.called("21") != 2 || s.called("10") != 1 {
				t.Errorf("%d and %d calls", s.called("1"), s.called("2"))
			}
			first := child.History()[0]
			d := child.Describe()
			if redrives := map[string]int64{"STANDARD": 1, "EXPRESS": 0}[kind]; d.RedriveCount != redrives || d.Status != runner.Succeeded || first.Type != runner.ExecutionStarted {
				t.Errorf("%+v", d)
			}
		})
	}
}

// TestRedriveMapRunReads: what children had is not read again, in batches as well.
func TestRedriveMapRunReads(t *testing.T) {
	var lines strings.Builder
	for i := range 11 {
		fmt.Fprintf(&lines, "{\"n\": %d}\n", i)
	}
	files := &runner.MemoryObjects{}
	files.Put("b", "in.jsonl", []byte(lines.String()))
	fail := true
	seen := map[int]int{}
	f := runner.Handler(func(_ context.Context, payload []byte) ([]byte, error) {
		var batch struct{ Items []struct{ N int } }
		if err := json.Unmarshal(payload, &batch); err != nil {
			return nil, err
		}
		if fail && batch.Items[0].N == 3 {
			return nil, &runner.Failure{Name: "Broken"}
		}
		for _, it := range batch.Items {
			seen[it.N]++
		}
		return []byte(fmt.Sprint(len(batch.Items))), nil
	})
	x := begin(t, fanOut("STANDARD", `"MaxConcurrency": 1, "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": "JSONL"}, "Arguments": {"Bucket": "b", "Key": "in.jsonl"}},
		"ItemBatcher": {"MaxItemsPerBatch": 3}, "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Arguments": {"Bucket": "out", "Prefix": "p"}, "WriterConfig": {"Transformation": "COMPACT", "OutputType": "JSON"}}`,
		`"W": `+call(`"{% $states.input %}"`, `"End": true`)), `{}`, runner.Options{Objects: files, Functions: map[string]runner.Service{"f": f}})
	ending(t, x, runner.Failed)
	same(t, "items", counts(x.MapRuns()[0].ItemCounts), "total 6 = 3 ok, 3 failed, 0 aborted, 0 timed out; 6 written, 0 lost, 0 pending, 0 running")
	fail = false
	r := redriven(t, x, runner.Succeeded)
	for i := range 11 {
		if seen[i] != 1 {
			t.Errorf("item %d was worked on %d times", i, seen[i])
		}
	}
	same(t, "items", counts(x.MapRuns()[0].ItemCounts), "total 11 = 11 ok, 0 failed, 0 aborted, 0 timed out; 11 written, 0 lost, 0 pending, 0 running")
	var out struct{ ResultWriterDetails struct{ Bucket, Key string } }
	if err := json.Unmarshal(r.Output, &out); err != nil {
		t.Fatal(err)
	}
	var manifest struct {
		ResultFiles map[string][]struct{ Key string }
	}
	if err := json.Unmarshal(object(t, files, "out", out.ResultWriterDetails.Key), &manifest); err != nil {
		t.Fatal(err)
	}
	var results []string
	for _, file := range manifest.ResultFiles["SUCCEEDED"] {
		results = append(results, string(object(t, files, "out", file.Key)))
	}
	if got := strings.Join(results, " "); got != "[3] [3,3,2]" || len(manifest.ResultFiles["FAILED"]) != 0 {
		t.Errorf("%s %v", got, manifest.ResultFiles)
	}
}

func object(t *testing.T, files *runner.MemoryObjects, bucket, key string) []byte {
	t.Helper()
	from, err := files.Open(t.Context(), bucket, key)
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	text, err := io.ReadAll(from)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestRedriveMapRunUnread: a map run that could not read its file reads it anew.
func TestRedriveMapRunUnread(t *testing.T) {
	files := &runner.MemoryObjects{}
	x := begin(t, fanOut("STANDARD", `"ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": "JSON"}, "Arguments": {"Bucket": "b", "Key": "in.json"}}`,
		`"W": {"Type": "Pass", "End": true}`), `{}`, runner.Options{Objects: files})
	same(t, "error", ending(t, x, runner.Failed).Error, "States.ItemReaderFailed")
	files.Put("b", "in.json", []byte(`[1,2]`))
	r := redriven(t, x, runner.Succeeded)
	same(t, "output", string(r.Output), `[1,2]`)
	if n := len(x.MapRuns()); n != 1 {
		t.Errorf("%d map runs", n)
	}
}

// TestRedriveMapRunStopped: children that were stopped with their map run go on
// where they were.
func TestRedriveMapRunStopped(t *testing.T) {
	s := broken()
	x := begin(t, fanOut("STANDARD", `"Items": [1, 2, 3], "MaxConcurrency": 2`,
		`"W": `+call(`"{% $states.input %}"`, `"Next": "X"`)+`, "X": {"Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:w", "End": true}`),
		`{}`, runner.Options{Functions: map[string]runner.Service{"f": s}})
	if n := len(x.OpenTokens()); n != 2 {
		t.Fatalf("%d open", n)
	}
	same(t, "counts", counts(x.MapRuns()[0].ExecutionCounts), "total 2 = 0 ok, 0 failed, 0 aborted, 0 timed out; 0 written, 0 lost, 0 pending, 2 running")
	x.Stop("", "")
	ending(t, x, runner.Aborted)
	mr := x.MapRuns()[0]
	same(t, "counts", counts(mr.ExecutionCounts), "total 2 = 0 ok, 0 failed, 2 aborted, 0 timed out; 0 written, 0 lost, 0 pending, 0 running")
	if mr.Status != runner.Aborted {
		t.Error(mr.Status)
	}
	if err := x.Redrive(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if err := x.Reply("X", runner.Reply{Output: []byte(`"ok"`)}); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "output", string(ending(t, x, runner.Succeeded).Output), `["ok","ok","ok"]`)
	for _, payload := range []string{`1`, `2`, `3`} {
		if n := s.called(payload); n != 1 {
			t.Errorf("%s ran %d times", payload, n)
		}
	}
}

// TestRedriveMapRunWrites: results that could not be written are not lost.
func TestRedriveMapRunWrites(t *testing.T) {
	files := &closedBucket{closed: true}
	x := begin(t, fanOut("STANDARD", `"Items": [1, 2, 3], "MaxConcurrency": 1, "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Arguments": {"Bucket": "out"}, "WriterConfig": {"Transformation": "COMPACT", "OutputType": "JSONL"}}`,
		`"W": {"Type": "Pass", "End": true}`), `{}`, runner.Options{Objects: files})
	same(t, "error", ending(t, x, runner.Failed).Error, "States.ResultWriterFailed")
	files.closed = false
	r := redriven(t, x, runner.Succeeded)
	var out struct {
		MapRunArn           string
		ResultWriterDetails struct{ Bucket, Key string }
	}
	if err := json.Unmarshal(r.Output, &out); err != nil {
		t.Fatal(err)
	}
	key := strings.TrimSuffix(out.ResultWriterDetails.Key, "manifest.json") + "SUCCEEDED_0.jsonl"
	same(t, "results", string(object(t, &files.MemoryObjects, "out", key)), "1\n2\n3")
}

// closedBucket cannot be written while it is closed.
type closedBucket struct {
	runner.MemoryObjects
	closed bool
}

func (c *closedBucket) Create(ctx context.Context, bucket, key string) (io.WriteCloser, error) {
	if c.closed {
		return nil, errors.New("access denied")
	}
	return c.MemoryObjects.Create(ctx, bucket, key)
}

// TestRedriveMapRunMany: more children than begin at once, all of them broken, in
// batches whose results are files.
func TestRedriveMapRunMany(t *testing.T) {
	const items = 450
	var list []string
	for i := range items {
		list = append(list, fmt.Sprint(i))
	}
	work, mended := map[string]int{}, false
	var mu sync.Mutex
	f := runner.Handler(func(_ context.Context, payload []byte) ([]byte, error) {
		mu.Lock()
		defer mu.Unlock()
		if !mended {
			return nil, errors.New("no")
		}
		work[string(payload)]++
		return payload, nil
	})
	x := begin(t, fanOut("STANDARD", `"Items": "{% $states.input %}", "ToleratedFailurePercentage": 99`, `"W": `+call(`"{% $states.input %}"`, `"Retry": [{"ErrorEquals": ["States.ALL"], "MaxAttempts": 1}], "End": true`)),
		"["+strings.Join(list, ",")+"]", runner.Options{Functions: map[string]runner.Service{"f": f}})
	ending(t, x, runner.Failed)
	same(t, "counts", counts(x.MapRuns()[0].ExecutionCounts), "total 450 = 0 ok, 446 failed, 4 aborted, 0 timed out; 446 written, 0 lost, 0 pending, 0 running")
	mu.Lock()
	mended = true
	mu.Unlock()
	r := redriven(t, x, runner.Succeeded)
	var out []int
	if err := json.Unmarshal(r.Output, &out); err != nil || len(out) != items || out[items-1] != items-1 {
		t.Errorf("%v %.100s", err, r.Output)
	}
	if len(work) != items {
		t.Errorf("%d items were worked on", len(work))
	}
}
