package runner_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/runner"
)

const toOut = `"Resource": "arn:aws:states:::s3:putObject", "Arguments": {"Bucket": "out", "Prefix": "results"}`

// written is what a map run has written, by the names of the files.
type written map[string]string

// filesOf reads the manifest that a map run has written last, and the files that
// it names.
func filesOf(t *testing.T, o *runner.MemoryObjects) written {
	t.Helper()
	found, manifest := written{}, ""
	for info := range o.List(t.Context(), "out", "results/") {
		if strings.HasSuffix(info.Key, "/manifest.json") {
			manifest = info.Key
		}
	}
	text, ok := o.Get("out", manifest)
	var m struct {
		DestinationBucket, MapRunArn string
		ResultFiles                  map[string][]struct {
			Key  string
			Size int
		}
	}
	if err := json.Unmarshal(text, &m); !ok || err != nil {
		t.Fatalf("manifest %q: %v", text, err)
	}
	if m.DestinationBucket != "out" || manifest != "results/"+m.MapRunArn[strings.LastIndexByte(m.MapRunArn, ':')+1:]+"/manifest.json" || len(m.ResultFiles) != 3 {
		t.Errorf("manifest %s: %s", manifest, text)
	}
	for _, files := range m.ResultFiles {
		for _, f := range files {
			content, ok := o.Get("out", f.Key)
			if !ok || len(content) != f.Size {
				t.Errorf("%s has %d bytes, the manifest says %d", f.Key, len(content), f.Size)
			}
			found[f.Key[strings.LastIndexByte(f.Key, '/')+1:]] = string(content)
		}
	}
	return found
}

// TestWriterConfig runs every WriterConfig, with a bucket and without.
func TestWriterConfig(t *testing.T) {
	items := `"Items": [[1], "bad", [2, [3]], []], "ToleratedFailureCount": 1, "MaxConcurrency": 1, "Label": "All", "ResultWriter": `
	for name, c := range map[string]struct{ config, file, content, output string }{
		"COMPACT":         {`{"Transformation": "COMPACT"}`, "SUCCEEDED_0.json", `[[1],[2,[3]],[]]`, `[[1],F,[2,[3]],[]]`},
		"COMPACT, JSON":   {`{"Transformation": "COMPACT", "OutputType": "JSON"}`, "SUCCEEDED_0.json", `[[1],[2,[3]],[]]`, `[[1],F,[2,[3]],[]]`},
		"COMPACT, JSONL":  {`{"Transformation": "COMPACT", "OutputType": "JSONL"}`, "SUCCEEDED_0.jsonl", "[1]\n[2,[3]]\n[]", "[1]\nF\n[2,[3]]\n[]"},
		"FLATTEN":         {`{"Transformation": "FLATTEN"}`, "SUCCEEDED_0.json", `[1,2,[3]]`, `[1,F,2,[3]]`},
		"FLATTEN, JSONL":  {`{"Transformation": "FLATTEN", "OutputType": "JSONL"}`, "SUCCEEDED_0.jsonl", "1\n2\n[3]", "1\nF\n2\n[3]"},
		"NONE":            {`{"Transformation": "NONE"}`, "SUCCEEDED_0.json", `[S,S,S]`, `[S,F,S,S]`},
		"NONE, JSONL":     {`{"Transformation": "NONE", "OutputType": "JSONL"}`, "SUCCEEDED_0.jsonl", "S\nS\nS", "S\nF\nS\nS"},
		"only OutputType": {`{"OutputType": "JSONL"}`, "SUCCEEDED_0.jsonl", "S\nS\nS", "[1]\nF\n[2,[3]]\n[]"},
	} {
		t.Run(name, func(t *testing.T) {
			o := &runner.MemoryObjects{}
			r := runFan(t, fan(items+`{`+toOut+`, "WriterConfig": `+c.config+`}`), `{}`, o)
			if r.Error != "" {
				t.Fatalf("%s: %s", r.Error, r.Cause)
			}
			files := filesOf(t, o)
			if got := summed(t, files[c.file]); got != c.content || len(files) != 2 {
				t.Errorf("files %v\ngot  %s\nwant %s", files, got, c.content)
			}
			failed := files[strings.Replace(c.file, "SUCCEEDED", "FAILED", 1)]
			if got := summed(t, failed); strings.Trim(got, "[]") != "F" {
				t.Errorf("failed: %s", failed)
			}
			r = runFan(t, fan(items+`{"WriterConfig": `+c.config+`}`), `{}`, nil)
			got := string(r.Output)
			if strings.Contains(c.config, "JSONL") {
				json.Unmarshal(r.Output, &got)
			}
			if got = summed(t, got); got != c.output {
				t.Errorf("without a bucket: %s %s: %s", got, r.Error, r.Cause)
			}
		})
	}
	t.Run("no WriterConfig", func(t *testing.T) {
		o := &runner.MemoryObjects{}
		r := runFan(t, fan(items+`{`+toOut+`}`), `{}`, o)
		var out struct {
			MapRunArn           string
			ResultWriterDetails struct{ Bucket, Key string }
		}
		if err := json.Unmarshal(r.Output, &out); err != nil || !strings.Contains(out.MapRunArn, ":mapRun:Fan/All:") || out.ResultWriterDetails.Bucket != "out" {
			t.Fatalf("%s %s: %s", r.Output, r.Error, r.Cause)
		}
		if got := summed(t, filesOf(t, o)["SUCCEEDED_0.json"]); got != `[S,S,S]` {
			t.Errorf("got %s", got)
		}
	})
}

// summed writes S for what tells of a child that succeeded, and F for one that
// failed, once it has looked at all of it.
func summed(t *testing.T, text string) string {
	t.Helper()
	for {
		i := strings.Index(text, `{"`)
		if i < 0 {
			return text
		}
		d := json.NewDecoder(strings.NewReader(text[i:]))
		var e struct {
			ExecutionArn, Input, Name, Output, StateMachineArn, Status, Error, Cause, StartDate, StopDate, RedriveStatus, RedriveStatusReason string
			InputDetails, OutputDetails                                                                                                       struct{ Included bool }
			RedriveCount                                                                                                                      *int
		}
		d.DisallowUnknownFields()
		if err := d.Decode(&e); err != nil {
			t.Fatalf("%v in %s", err, text[i:])
		}
		short := "S"
		switch {
		case e.Status == "SUCCEEDED" && e.Output == e.Input && e.Error == "" && e.RedriveStatus == "NOT_REDRIVABLE" && e.RedriveStatusReason == "Execution is SUCCEEDED and cannot be redriven":
		case e.Status == "FAILED" && e.Input == `"bad"` && e.Error == "Bad" && e.Cause == "as the test wants" && e.RedriveStatus == "REDRIVABLE_BY_MAP_RUN":
			short = "F"
		default:
			t.Errorf("got %+v", e)
		}
		if !strings.HasSuffix(e.ExecutionArn, ":execution:Fan/All:"+e.Name) || !strings.HasSuffix(e.StateMachineArn, ":stateMachine:Fan/All") || !e.InputDetails.Included || !e.OutputDetails.Included || *e.RedriveCount != 0 {
			t.Errorf("got %+v", e)
		}
		text = text[:i] + short + text[i+int(d.InputOffset()):]
	}
}

// TestResultsOfAFailedRun holds that what was written before a run fails can be
// found, with the children that were stopped.
func TestResultsOfAFailedRun(t *testing.T) {
	for name, c := range map[string]struct{ fields, error string }{
		"too many failures": {`"Items": [1, 2, "bad", 3], "MaxConcurrency": 1`, "States.ExceedToleratedFailureThreshold"},
		"a broken file":     {reader(`{"InputType": "JSONL"}`) + `, "MaxConcurrency": 1`, "States.ItemReaderFailed"},
	} {
		t.Run(name, func(t *testing.T) {
			o := &runner.MemoryObjects{}
			o.Put("b", "k", []byte("1\n2\n{"))
			r := runFan(t, fan(c.fields+`, "ResultWriter": {`+toOut+`, "WriterConfig": {"Transformation": "COMPACT"}}`), `{"key": "k"}`, o)
			if files := filesOf(t, o); r.Error != c.error || files["SUCCEEDED_0.json"] != `[1,2]` {
				t.Errorf("%s: %s, files %v", r.Error, r.Cause, files)
			}
		})
	}
}

// reluctant refuses to write some files.
type reluctant struct {
	runner.MemoryObjects
	refuses string
	err     error
	late    bool // only in the end
}

func (r *reluctant) Create(ctx context.Context, bucket, key string) (io.WriteCloser, error) {
	w, err := r.MemoryObjects.Create(ctx, bucket, key)
	if err != nil || !strings.Contains(key, r.refuses) {
		return w, err
	}
	if r.late {
		return lateRefusal{w, r.err}, nil
	}
	return nil, r.err
}

type lateRefusal struct {
	io.WriteCloser
	err error
}

func (l lateRefusal) Close() error { return l.err }

func TestBucketsThatCannotBeWritten(t *testing.T) {
	const at = "An error occurred while executing the state 'Fan' (entered at the event id #2). "
	for name, c := range map[string]struct {
		o    *reluctant
		want string
	}{
		"at once": {&reluctant{refuses: "manifest", err: errors.New("NoSuchBucket: none")}, at + "Failed to write a test manifest into the specified output bucket. | Message from S3: s3://out/results/"},
		"forbidden": {&reluctant{refuses: "manifest", err: fmt.Errorf("AccessDenied: %w", fs.ErrPermission)},
			at + "Failed to write a test manifest into the specified output bucket. Access denied. Ensure the correct permissions are added to your state machine's execution role. | Message from S3: s3://out/results/"},
		"results":       {&reluctant{refuses: "SUCCEEDED", err: errors.New("full")}, at + "Failed to write the results into the specified output bucket. | Message from S3: s3://out/results/"},
		"in the end":    {&reluctant{refuses: "SUCCEEDED", err: errors.New("full"), late: true}, at + "Failed to write the results into the specified output bucket. | Message from S3: s3://out/results/"},
		"failures only": {&reluctant{refuses: "FAILED", err: errors.New("full")}, at + "Failed to write the results into the specified output bucket. | Message from S3: s3://out/results/"},
	} {
		t.Run(name, func(t *testing.T) {
			r := runFan(t, fan(`"Items": [1, "bad", 2], "MaxConcurrency": 1, "ToleratedFailureCount": 1, "ResultWriter": {`+toOut+`, "WriterConfig": {"Transformation": "COMPACT"}}`), `{}`, c.o)
			if r.Error != "States.ResultWriterFailed" || !strings.HasPrefix(r.Cause, c.want) {
				t.Errorf("%s: %s\nwant %s", r.Error, r.Cause, c.want)
			}
			if c.o.refuses == "FAILED" {
				if files := filesOf(t, &c.o.MemoryObjects); files["SUCCEEDED_0.json"] != "[1]" {
					t.Errorf("what was written is lost: %v", files)
				}
			}
		})
	}
}

// TestFullResultFiles holds that a file which is full is followed by another.
func TestFullResultFiles(t *testing.T) {
	m, err := runner.Compile(fan(`"Items": [1, "bad", 2, 3, "bad", 4, 5], "ToleratedFailureCount": 2, "MaxConcurrency": 1, "ResultWriter": {` + toOut + `, "WriterConfig": {"Transformation": "COMPACT"}}`))
	if err != nil {
		t.Fatal(err)
	}
	o := &runner.MemoryObjects{}
	x, err := m.Start(t.Context(), nil, runner.Options{Objects: o, Functions: map[string]runner.Service{"work": echo}, Quotas: runner.Quotas{ResultFileBytes: 4}})
	if err != nil {
		t.Fatal(err)
	}
	if r, err := x.Result(t.Context()); err != nil || r.Error != "" {
		t.Fatalf("%+v %v", r, err)
	}
	files := filesOf(t, o)
	for name, want := range map[string]string{"SUCCEEDED_0.json": "[1,2]", "SUCCEEDED_1.json": "[3,4]", "SUCCEEDED_2.json": "[5]"} {
		if files[name] != want {
			t.Errorf("%s holds %s, want %s", name, files[name], want)
		}
	}
	if files["FAILED_0.json"] == "" || files["FAILED_1.json"] == "" || len(files) != 5 {
		t.Errorf("files %v", files)
	}
}
