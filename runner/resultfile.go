package runner

import (
	"bufio"
	"fmt"
	"io"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// resultFile is one of the files that are written.
type resultFile struct {
	key    string
	to     io.WriteCloser
	out    *bufio.Writer
	text   []byte // of the value that is being written
	size   int64
	lines  bool // JSONL
	any    bool
	closed bool
}

// file gives the file for the children of a status, another one if that is full
// (Developer Guide, "ResultWriter (Map)").
func (w *writing) file(name string) (*resultFile, error) {
	f, most := w.files[name], w.run.thread.run.quotas().ResultFileBytes
	if f != nil && (most <= 0 || f.size < most) {
		return f, nil
	}
	if f != nil {
		if err := f.close(); err != nil {
			return nil, fmt.Errorf("s3://%s/%s: %w", w.bucket, f.key, err)
		}
		w.before[name] = append(w.before[name], f)
	}
	extension := ".json"
	f = &resultFile{lines: w.writer.config.OutputType == "JSONL"}
	if f.lines {
		extension = ".jsonl"
	}
	f.key = w.folder + name + "_" + itoa(len(w.before[name])) + extension
	to, err := w.objects.Create(w.run.thread.run.eng.ctx, w.bucket, f.key)
	if err != nil {
		return nil, fmt.Errorf("s3://%s/%s: %w", w.bucket, f.key, err)
	}
	f.to, f.out = to, bufio.NewWriterSize(to, 64<<10)
	w.files[name] = f
	return f, nil
}

func (f *resultFile) write(v jsonvalue.Value) error {
	before := "["
	switch {
	case f.lines && f.any:
		before = "\n"
	case f.lines:
		before = ""
	case f.any:
		before = ","
	}
	f.any = true
	f.text = v.AppendJSON(append(f.text[:0], before...))
	n, err := f.out.Write(f.text)
	f.size += int64(n)
	return err
}

// close ends the file.
func (f *resultFile) close() error {
	if f.closed {
		return nil
	}
	f.closed = true
	end := ""
	switch {
	case f.lines:
	case f.any:
		end = "]"
	default:
		end = "[]"
	}
	f.size += int64(len(end))
	if _, err := f.out.WriteString(end); err != nil {
		return err
	}
	if err := f.out.Flush(); err != nil {
		return err
	}
	return f.to.Close()
}

// listed is how the manifest names a file.
func (f *resultFile) listed() jsonvalue.Value {
	return jsonvalue.ObjectOf(
		jsonvalue.Member{Name: "Key", Value: jsonvalue.StringOf(f.key)},
		jsonvalue.Member{Name: "Size", Value: jsonvalue.IntOf(f.size)})
}

// manifest closes the files and writes the list of them. Of the files that cannot
// be closed it tells the first, and lists the others.
func (w *writing) manifest() (key string, failed error) {
	var results fields
	for _, name := range []string{"FAILED", "PENDING", "SUCCEEDED"} {
		list := []jsonvalue.Value{}
		for _, f := range w.before[name] {
			list = append(list, f.listed())
		}
		if f := w.files[name]; f != nil {
			if err := f.close(); err != nil && failed == nil {
				failed = fmt.Errorf("s3://%s/%s: %w", w.bucket, f.key, err)
			} else if err == nil {
				list = append(list, f.listed())
			}
		}
		results.add(name, jsonvalue.ArrayOf(list...))
	}
	key = w.folder + "manifest.json"
	manifest := jsonvalue.ObjectOf(
		jsonvalue.Member{Name: "DestinationBucket", Value: jsonvalue.StringOf(w.bucket)},
		jsonvalue.Member{Name: "MapRunArn", Value: jsonvalue.StringOf(w.run.arn)},
		jsonvalue.Member{Name: "ResultFiles", Value: jsonvalue.ObjectOf(results...)})
	if err := w.put(key, manifest.AppendJSON(nil)); err != nil && failed == nil {
		failed = err
	}
	return key, failed
}

// put makes an object.
func (w *writing) put(key string, content []byte) error {
	to, err := w.objects.Create(w.run.thread.run.eng.ctx, w.bucket, key)
	if err == nil {
		_, err = to.Write(content)
		if closed := to.Close(); err == nil {
			err = closed
		}
	}
	if err != nil {
		return fmt.Errorf("s3://%s/%s: %w", w.bucket, key, err)
	}
	return nil
}

// resume goes on with files of the next number, where a run is redriven. What
// failed before is no result, unless it is final.
func (w *writing) resume(final bool) {
	if w == nil {
		return
	}
	for name, f := range w.files {
		if name == "SUCCEEDED" || final {
			w.before[name] = append(w.before[name], f)
		}
	}
	if !final {
		delete(w.before, "FAILED")
	}
	w.files = map[string]*resultFile{}
}
