package runner

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

const errResultWriter = "States.ResultWriterFailed"

// resultWriter says where a distributed map's results go, and in what shape
// (Developer Guide, "ResultWriter (Map)").
type resultWriter struct {
	arguments *template // nil: the results are the state's own
	config    asl.WriterConfig
	shaped    bool // there is a WriterConfig
}

func (c *compiler) resultWriter(w *asl.ResultWriter) *resultWriter {
	if w == nil {
		return nil
	}
	made := &resultWriter{}
	if c.at.jsonata {
		made.arguments = c.template("ResultWriter/Arguments", w.Arguments)
	} else {
		made.arguments = c.template("ResultWriter/Parameters", w.Parameters)
	}
	if w.WriterConfig != nil {
		made.config, made.shaped = *w.WriterConfig, true
	}
	return made
}

// writing is a writer at work. A nil one keeps the children's outputs.
type writing struct {
	writer  *resultWriter
	objects Objects
	run     *mapRun
	bucket  string
	folder  string
	files   map[string]*resultFile   // by status
	before  map[string][]*resultFile // those that were closed before the run was redriven
}

// resultFile is one of the files that are written.
type resultFile struct {
	key   string
	to    io.WriteCloser
	out   *bufio.Writer
	size  int64
	lines bool // JSONL
	any   bool
}

func (w *resultWriter) begin(mr *mapRun) (*writing, *failure, error) {
	if w == nil {
		return nil, nil, nil
	}
	made := &writing{writer: w, run: mr, files: map[string]*resultFile{}}
	if w.arguments == nil {
		return made, nil, nil
	}
	t := mr.thread
	made.objects = t.run.eng.options.Objects
	if made.objects == nil {
		return nil, nil, &Fault{Kind: ErrUnserved, State: t.at.name, Resource: "arn:aws:states:::s3:putObject",
			Message: "no objects to write results to; write Options.Objects: &runner.MemoryObjects{}"}
	}
	at, f := w.arguments.eval(t.data(t.input))
	if f != nil {
		return nil, f, nil
	}
	made.bucket = at.Get("Bucket").Text()
	made.folder = mr.arn[strings.LastIndexByte(mr.arn, ':')+1:] + "/"
	if prefix := at.Get("Prefix").Text(); prefix != "" {
		made.folder = strings.TrimSuffix(prefix, "/") + "/" + made.folder
	}
	return made, nil, nil
}

// keeps tells whether the children's outputs stay in memory.
func (w *writing) keeps() bool { return w == nil || w.objects == nil }

// add writes what a child came to.
func (w *writing) add(child *run) error {
	if w == nil || w.objects == nil {
		return nil
	}
	name := "FAILED"
	if child.status == Succeeded {
		name = "SUCCEEDED"
	}
	file, err := w.file(name)
	if err != nil {
		return err
	}
	for _, v := range w.shape(child) {
		if err := file.write(v); err != nil {
			return err
		}
	}
	return nil
}

func (w *writing) file(name string) (*resultFile, error) {
	if f := w.files[name]; f != nil {
		return f, nil
	}
	extension := ".json"
	f := &resultFile{lines: w.writer.config.OutputType == "JSONL"}
	if f.lines {
		extension = ".jsonl"
	}
	f.key = w.folder + name + "_" + itoa(len(w.before[name])) + extension
	to, err := w.objects.Create(w.run.thread.run.eng.ctx, w.bucket, f.key)
	if err != nil {
		return nil, fmt.Errorf("s3://%s/%s cannot be written: %w", w.bucket, f.key, err)
	}
	f.to, f.out = to, bufio.NewWriter(to)
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
	n, err := f.out.Write(v.AppendJSON([]byte(before)))
	f.size += int64(n)
	return err
}

// close ends the file.
func (f *resultFile) close() error {
	if !f.lines {
		f.size++
		if err := f.out.WriteByte(']'); err != nil {
			return err
		}
	}
	if err := f.out.Flush(); err != nil {
		return err
	}
	return f.to.Close()
}

// shape gives what is written of a child: all that is known of its execution, or
// only its output, or the items of that. What failed is always told in full.
func (w *writing) shape(child *run) []jsonvalue.Value {
	transformation := w.writer.config.Transformation
	if child.status != Succeeded {
		transformation = "NONE"
	}
	switch transformation {
	case "COMPACT":
		return []jsonvalue.Value{child.output}
	case "FLATTEN":
		if child.output.Kind() == jsonvalue.Array {
			return child.output.Items()
		}
		return []jsonvalue.Value{child.output}
	}
	return []jsonvalue.Value{child.summary()}
}

// summary tells of a child execution what the result files do.
func (r *run) summary() jsonvalue.Value {
	var f fields
	if r.failure != nil {
		f.text("Cause", text(r.failure.cause))
		f.text("Error", text(r.failure.name))
	}
	f.text("ExecutionArn", r.arn())
	f.text("Input", r.input.JSON())
	f.add("InputDetails", included)
	f.text("Name", r.name())
	if r.status == Succeeded {
		f.text("Output", r.output.JSON())
		f.add("OutputDetails", included)
	}
	f.add("RedriveCount", jsonvalue.IntOf(r.redrives))
	f.text("StartDate", iso(r.started))
	f.text("StateMachineArn", r.machineARN())
	f.text("Status", string(r.status))
	f.text("StopDate", iso(r.ended))
	return jsonvalue.ObjectOf(f...)
}

// giveUp closes what was begun, so that nothing that was written is lost.
func (w *writing) giveUp() {
	if w == nil {
		return
	}
	for _, f := range w.files {
		f.close() // the run has failed already, for a reason of its own
	}
}

// result is the output of the state: the children's outputs, or where they are.
func (w *writing) result(mr *mapRun) (jsonvalue.Value, error) {
	outputs := slices.DeleteFunc(mr.results, func(v jsonvalue.Value) bool { return !v.Exists() })
	if w == nil {
		return jsonvalue.ArrayOf(outputs...), nil
	}
	if w.objects == nil {
		return w.own(mr, outputs), nil
	}
	key, err := w.manifest(mr)
	if err != nil {
		return jsonvalue.Value{}, err
	}
	return jsonvalue.ObjectOf(
		jsonvalue.Member{Name: "MapRunArn", Value: jsonvalue.StringOf(mr.arn)},
		jsonvalue.Member{Name: "ResultWriterDetails", Value: jsonvalue.ObjectOf(
			jsonvalue.Member{Name: "Bucket", Value: jsonvalue.StringOf(w.bucket)},
			jsonvalue.Member{Name: "Key", Value: jsonvalue.StringOf(key)})}), nil
}

// own shapes results that are not written anywhere.
func (w *writing) own(mr *mapRun, outputs []jsonvalue.Value) jsonvalue.Value {
	if w.writer.config.Transformation != "FLATTEN" {
		return jsonvalue.ArrayOf(outputs...)
	}
	var flat []jsonvalue.Value
	for _, v := range outputs {
		if v.Kind() == jsonvalue.Array {
			flat = append(flat, v.Items()...)
			continue
		}
		flat = append(flat, v)
	}
	return jsonvalue.ArrayOf(flat...)
}

// manifest closes the files and writes the list of them.
func (w *writing) manifest(mr *mapRun) (string, error) {
	var results fields
	for _, name := range []string{"FAILED", "PENDING", "SUCCEEDED"} {
		list := []jsonvalue.Value{}
		for _, f := range w.before[name] {
			list = append(list, f.listed())
		}
		if f := w.files[name]; f != nil {
			if err := f.close(); err != nil {
				return "", fmt.Errorf("s3://%s/%s cannot be written: %w", w.bucket, f.key, err)
			}
			list = append(list, f.listed())
		}
		results.add(name, jsonvalue.ArrayOf(list...))
	}
	w.files = nil
	key := w.folder + "manifest.json"
	manifest := jsonvalue.ObjectOf(
		jsonvalue.Member{Name: "DestinationBucket", Value: jsonvalue.StringOf(w.bucket)},
		jsonvalue.Member{Name: "MapRunArn", Value: jsonvalue.StringOf(mr.arn)},
		jsonvalue.Member{Name: "ResultFiles", Value: jsonvalue.ObjectOf(results...)})
	to, err := w.objects.Create(mr.thread.run.eng.ctx, w.bucket, key)
	if err == nil {
		_, err = to.Write(manifest.AppendJSON(nil))
	}
	if err == nil {
		err = to.Close()
	}
	if err != nil {
		return "", fmt.Errorf("s3://%s/%s cannot be written: %w", w.bucket, key, err)
	}
	return key, nil
}

// listed is how the manifest names a file.
func (f *resultFile) listed() jsonvalue.Value {
	return jsonvalue.ObjectOf(
		jsonvalue.Member{Name: "Key", Value: jsonvalue.StringOf(f.key)},
		jsonvalue.Member{Name: "Size", Value: jsonvalue.IntOf(f.size)})
}

// resume goes on with files of the next number, where a run is redriven. What
// failed before is no result, unless it is final.
func (w *writing) resume(final bool) {
	if w == nil {
		return
	}
	if w.before == nil {
		w.before = map[string][]*resultFile{}
	}
	for name, f := range w.files {
		if name == "SUCCEEDED" || final {
			w.before[name] = append(w.before[name], f)
		}
	}
	w.files = map[string]*resultFile{}
}

// sortRuns orders runs by a number of each.
func sortRuns(list []*run, by map[*run]int) {
	slices.SortFunc(list, func(a, b *run) int { return cmp.Compare(by[a], by[b]) })
}
