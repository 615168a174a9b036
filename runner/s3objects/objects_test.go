package s3objects_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/runner/s3objects"
)

func write(t *testing.T, o runner.Objects, bucket, key string, texts ...string) error {
	t.Helper()
	w, err := o.Create(t.Context(), bucket, key)
	if err != nil {
		return err
	}
	for _, text := range texts {
		if _, err := io.WriteString(w, text); err != nil {
			w.Close()
			return err
		}
	}
	return w.Close()
}

func TestOpen(t *testing.T) {
	s, client := start(t)
	o := s3objects.New(client)
	s.objects["b/a key/with ü"] = "content"
	s.objects["b/old?v1"] = "before"
	for name, c := range map[string]struct {
		open func() (io.ReadCloser, error)
		want string
		is   error
		says string
	}{
		"there":     {func() (io.ReadCloser, error) { return o.Open(t.Context(), "b", "a key/with ü") }, "content", nil, ""},
		"a version": {func() (io.ReadCloser, error) { return o.OpenVersion(t.Context(), "b", "old", "v1") }, "before", nil, ""},
		"not there": {func() (io.ReadCloser, error) { return o.Open(t.Context(), "b", "x") }, "", fs.ErrNotExist, "NoSuchKey: The specified key does not exist."},
		"forbidden": {func() (io.ReadCloser, error) { return o.Open(t.Context(), "closed", "x") }, "", fs.ErrPermission, "AccessDenied: Access Denied"},
		"no bucket": {func() (io.ReadCloser, error) { return o.Open(t.Context(), "none", "x") }, "", nil, "NoSuchBucket: The specified bucket does not exist"},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := c.open()
			if err != nil {
				if c.says == "" || !strings.Contains(err.Error(), c.says) || c.is != nil && !errors.Is(err, c.is) || c.is == nil && errors.Is(err, fs.ErrNotExist) {
					t.Errorf("got %v", err)
				}
				return
			}
			defer r.Close()
			if content, err := io.ReadAll(r); err != nil || string(content) != c.want {
				t.Errorf("got %q %v", content, err)
			}
		})
	}
}

func TestList(t *testing.T) {
	s, client := start(t)
	for i := range 5 {
		s.objects[fmt.Sprintf("b/in/%d", i)] = strings.Repeat("x", i)
	}
	s.objects["b/out/1"] = ""
	var keys []string
	for o, err := range s3objects.New(client).List(t.Context(), "b", "in/") {
		if err != nil {
			t.Fatal(err)
		}
		if keys = append(keys, o.Key); o.Size != int64(len(keys)-1) || o.ETag != `"e"` || o.Modified.Unix() != 1767323045 || o.StorageClass != "GLACIER_IR" {
			t.Errorf("got %+v", o)
		}
	}
	if got := strings.Join(keys, " "); got != "in/0 in/1 in/2 in/3 in/4" || len(s.calls) != 3 {
		t.Errorf("got %s in %d pages", got, len(s.calls))
	}
	for range s3objects.New(client).List(t.Context(), "b", "in/") {
		break
	}
	if len(s.calls) != 4 {
		t.Errorf("%d pages were asked for", len(s.calls)-3)
	}
	for _, err := range s3objects.New(client).List(t.Context(), "closed", "") {
		if !errors.Is(err, fs.ErrPermission) {
			t.Errorf("got %v", err)
		}
	}
}

func TestCreate(t *testing.T) {
	part := strings.Repeat("p", s3objects.PartBytes)
	for name, c := range map[string]struct {
		texts []string
		fails string // a call of the server
		calls string
		left  bool
	}{
		"nothing":        {nil, "", "PUT", true},
		"small":          {[]string{"a", "b"}, "", "PUT", true},
		"just a part":    {[]string{part}, "", "Begin Part1 POSTUpload", true},
		"more":           {[]string{"a", part + part, "z"}, "", "Begin Part1 Part2 Part3 POSTUpload", true},
		"refused":        {[]string{"a"}, "PUT", "PUT", false},
		"not begun":      {[]string{part}, "Begin", "Begin", false},
		"a part refused": {[]string{part, part}, "Part2", "Begin Part1 Part2 DELETEUpload", false},
		"the last":       {[]string{part, "z"}, "Part2", "Begin Part1 Part2 DELETEUpload", false},
		"not completed":  {[]string{part}, "POSTUpload", "Begin Part1 POSTUpload DELETEUpload", false},
	} {
		t.Run(name, func(t *testing.T) {
			s, client := start(t)
			s.fails = c.fails
			err := write(t, s3objects.New(client), "b", "k", c.texts...)
			content, there := s.objects["b/k"]
			if (err == nil) != c.left || there != c.left || there && content != strings.Join(c.texts, "") || len(s.parts) != 0 {
				t.Errorf("%v, %d bytes there, %d uploads open", err, len(content), len(s.parts))
			}
			if err != nil && !errors.Is(err, fs.ErrPermission) {
				t.Errorf("got %v", err)
			}
			if got := strings.Join(s.calls, " "); got != c.calls {
				t.Errorf("called %s, want %s", got, c.calls)
			}
		})
	}
}

// TestMapOverS3 runs a distributed map that reads and writes through the client.
func TestMapOverS3(t *testing.T) {
	s, client := start(t)
	s.objects["b/in/1.jsonl"], s.objects["b/in/2.jsonl"], s.objects["b/in/3.jsonl"] = "1\n2\n", "3\n", "4\n"
	m, err := runner.Compile([]byte(`{"QueryLanguage": "JSONata", "StartAt": "Fan", "States": {"Fan": {"Type": "Map", "End": true, "MaxConcurrency": 1,
		"ItemReader": {"Resource": "arn:aws:states:::s3:listObjectsV2", "Arguments": {"Bucket": "b", "Prefix": "in/"}, "ReaderConfig": {"InputType": "JSONL", "Transformation": "LOAD_AND_FLATTEN"}},
		"ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Arguments": {"Bucket": "{% $states.input.to %}", "Prefix": "out"}, "WriterConfig": {"Transformation": "COMPACT", "OutputType": "JSONL"}},
		"ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}, "StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}}}}`))
	if err != nil {
		t.Fatal(err)
	}
	run := func(to string) *runner.Result {
		x, err := m.Start(t.Context(), []byte(`{"to": "`+to+`"}`), runner.Options{Objects: s3objects.New(client)})
		if err != nil {
			t.Fatal(err)
		}
		r, err := x.Result(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	var out struct{ ResultWriterDetails struct{ Bucket, Key string } }
	if r := run("b"); json.Unmarshal(r.Output, &out) != nil {
		t.Fatalf("%s %s: %s", r.Output, r.Error, r.Cause)
	}
	manifest := s.objects["b/"+out.ResultWriterDetails.Key]
	results := s.objects["b/"+strings.Replace(out.ResultWriterDetails.Key, "manifest.json", "SUCCEEDED_0.jsonl", 1)]
	if !strings.Contains(manifest, `"SUCCEEDED":[{"Key":"out/`) || results != "1\n2\n3\n4" {
		t.Errorf("manifest %s, results %q", manifest, results)
	}
	if r := run("closed"); r.Error != "States.ResultWriterFailed" || !strings.Contains(r.Cause, "Access Denied") {
		t.Errorf("a closed bucket: %s %s: %s", r.Output, r.Error, r.Cause)
	}
	if !slices.Contains(s.calls, "List") {
		t.Errorf("calls %v", s.calls)
	}
}
