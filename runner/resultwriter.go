package runner

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
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
	before  map[string][]*resultFile // those that are full, or that were closed before the run was redriven
}

func (w *resultWriter) begin(mr *mapRun) (*writing, *failure, error) {
	if w == nil {
		return nil, nil, nil
	}
	made := &writing{writer: w, run: mr, files: map[string]*resultFile{}, before: map[string][]*resultFile{}}
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
	if _, err := made.manifest(); err != nil { // as the service does, to know at once
		return nil, t.unwritten("Failed to write a test manifest into the specified output bucket.", err), nil
	}
	return made, nil, nil
}

// unwritten is the failure of a writer.
func (t *thread) unwritten(what string, err error) *failure {
	if errors.Is(err, fs.ErrPermission) {
		what += " " + accessDenied
	}
	return failed(errResultWriter, t.located(fmt.Sprintf("%s | Message from S3: %v", what, err)))
}

// keeps tells whether the children's outputs stay in memory.
func (w *writing) keeps() bool { return w == nil || w.objects == nil }

// kept is what stays in memory of a child, if anything: its output, or what a
// WriterConfig without a bucket makes of it.
func (w *writing) kept(child *run) jsonvalue.Value {
	switch {
	case w == nil:
		return child.output
	case child.status != Succeeded, w.writer.config.Transformation == "NONE":
		return child.summary()
	}
	return child.output
}

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
			return fmt.Errorf("s3://%s/%s: %w", w.bucket, file.key, err)
		}
	}
	return nil
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
	}
	f.add("OutputDetails", included)
	f.add("RedriveCount", jsonvalue.IntOf(r.redrives))
	status, reason := r.redriveStatus()
	f.text("RedriveStatus", string(status))
	f.text("RedriveStatusReason", reason)
	f.text("StartDate", iso(r.started))
	f.text("StateMachineArn", r.machineARN())
	f.text("Status", string(r.status))
	f.text("StopDate", iso(r.ended))
	return jsonvalue.ObjectOf(f...)
}

// giveUp closes what was begun and lists it, so that nothing that was written is
// lost. The run has failed already, for a reason of its own.
func (w *writing) giveUp() {
	if w != nil && w.objects != nil {
		_, _ = w.manifest()
	}
}

// result is the output of the state: the children's outputs, or where they are.
func (w *writing) result(mr *mapRun) (jsonvalue.Value, error) {
	if w != nil && w.objects != nil {
		return w.details(mr)
	}
	outputs := slices.DeleteFunc(mr.results, func(v jsonvalue.Value) bool { return !v.Exists() })
	if w == nil {
		return jsonvalue.ArrayOf(outputs...), nil
	}
	if w.writer.config.Transformation == "FLATTEN" {
		outputs = flat(outputs)
	}
	if w.writer.config.OutputType != "JSONL" {
		return jsonvalue.ArrayOf(outputs...), nil
	}
	var lines []byte
	for i, v := range outputs {
		if i > 0 {
			lines = append(lines, '\n')
		}
		lines = v.AppendJSON(lines)
	}
	return jsonvalue.StringOf(string(lines)), nil
}

// details closes the files and tells where the list of them is.
func (w *writing) details(mr *mapRun) (jsonvalue.Value, error) {
	key, err := w.manifest()
	if err != nil {
		return jsonvalue.Value{}, err
	}
	return jsonvalue.ObjectOf(
		jsonvalue.Member{Name: "MapRunArn", Value: jsonvalue.StringOf(mr.arn)},
		jsonvalue.Member{Name: "ResultWriterDetails", Value: jsonvalue.ObjectOf(
			jsonvalue.Member{Name: "Bucket", Value: jsonvalue.StringOf(w.bucket)},
			jsonvalue.Member{Name: "Key", Value: jsonvalue.StringOf(key)})}), nil
}

// flat has the items of arrays in their place.
func flat(values []jsonvalue.Value) (all []jsonvalue.Value) {
	for _, v := range values {
		if v.Kind() == jsonvalue.Array {
			all = append(all, v.Items()...)
			continue
		}
		all = append(all, v)
	}
	return all
}

// sortRuns orders runs by a number of each.
func sortRuns(list []*run, by map[*run]int) {
	slices.SortFunc(list, func(a, b *run) int { return cmp.Compare(by[a], by[b]) })
}
