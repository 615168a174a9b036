package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/asl/check"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/runner/parquet"
)

var runCommand = &command{
	name:    "run",
	summary: "run a definition or a workflow on this machine, on a virtual clock",
	usage:   "FILE [--input JSON] [--mocks JSON] [--history] [--format text|json]",
	help: `
Waits take no time, unless --real-time is given. The output goes to standard
output, a summary to standard error; with --format json all of it is one JSON
object on standard output. On a terminal standard error also tells what happens
meanwhile: states entered, failures, retries, waits and how far Maps are;
--progress has it told anywhere. The exit status is 0 when the execution succeeds.

Tasks are answered by mocks. They are JSON, or a file of it, which holds, for
each Task state, the answers of its calls in their order, or one answer:

  {"Charge": [{"Throw": {"Error": "Busy", "Cause": "try again"}},
              {"Return": {"id": 7}}],
   "Notify": {"Return": null}}

A distributed map reads its items from --objects and writes its results there. With
--redrive 1 an execution that came to no good end is redriven once; the mocks then
go on with their next answers.

The mocks may as well be a MockConfigFile of Step Functions Local; --test-case then
names the test case. A workflow's own Go handlers answer for its functions.

Examples:
  quickstep run order.asl.json --input order.json --mocks mocks.json
  quickstep run import.asl.json --objects ./buckets
  quickstep run order.asl.json --mocks MockConfigFile.json --test-case Happy`,
	define: func(flags *flag.FlagSet) func(*env, []string) error {
		o := &runOptions{}
		flags.StringVar(&o.input, "input", "", "start with `JSON`, or with what a file of it holds; - is standard input")
		flags.StringVar(&o.mocks, "mocks", "", "answer Task states as `JSON` says, or a file of it")
		flags.StringVar(&o.objects, "objects", "", "serve S3 objects out of `FOLDER`, in which each bucket is a folder")
		flags.StringVar(&o.testCase, "test-case", "", "use the test case `NAME` of a MockConfigFile")
		flags.Func("machine", "run FILE where a task starts the machine NAME: `NAME=FILE`; may be repeated", o.machine)
		flags.StringVar(&o.kind, "type", "STANDARD", "run as `TYPE` STANDARD or EXPRESS")
		flags.UintVar(&o.redrives, "redrive", 0, "redrive up to `N` times what does not succeed")
		flags.BoolVar(&o.realTime, "real-time", false, "let waits and delays take their time")
		flags.StringVar(&o.start, "start", "", "start the clock at `TIME`, such as 2026-01-31T08:00:00Z")
		flags.Uint64Var(&o.seed, "seed", 0, "repeat random results: `N` decides them")
		flags.BoolVar(&o.history, "history", false, "write the history too, one event a line")
		flags.StringVar(&o.format, "format", "text", "write `FORMAT`: text or json")
		flags.StringVar(&o.draw, "draw", "", "draw the run as Mermaid text into the file `PICTURE`")
		flags.BoolVar(&o.quiet, "quiet", false, "do not tell what happens meanwhile")
		flags.BoolVar(&o.progress, "progress", false, "tell what happens meanwhile, even where standard error is no terminal")
		return o.run
	},
}

type runOptions struct {
	input, mocks, objects, testCase, kind, start, format, draw string
	machines                                                   []string // NAME=FILE
	realTime, history, quiet, progress                         bool
	seed                                                       uint64
	redrives                                                   uint
}

func (o *runOptions) machine(text string) error {
	if name, file, ok := strings.Cut(text, "="); !ok || name == "" || file == "" {
		return fmt.Errorf("write NAME=FILE")
	}
	o.machines = append(o.machines, text)
	return nil
}

func (o *runOptions) run(e *env, args []string) error {
	if o.format != "text" && o.format != "json" {
		return misuse("--format is text or json, not %q", o.format)
	}
	s, err := e.sourceOf(args, o.input)
	if err != nil {
		return err
	}
	machine, err := s.compile(e)
	if err != nil {
		return err
	}
	options, err := o.options(e, s)
	if err != nil {
		return err
	}
	input := []byte("{}")
	if o.input != "" {
		v, err := e.jsonOrFile("input", o.input)
		if err != nil {
			return err
		}
		input = v.AppendJSON(nil)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	done, err := o.execute(ctx, e, machine, input, options)
	if err != nil {
		return err
	}
	return o.report(e, s, done)
}

// finished is a run that is over.
type finished struct {
	*runner.Result
	mapRuns []runner.MapRun
	took    time.Duration // of real time
}

// compile checks a definition and makes a machine of it. Only errors end the
// command.
func (s *source) compile(e *env) (*runner.Machine, error) {
	if found := s.check(check.NoPractice()); found.HasErrors() {
		newTextReport(e.stderr, []*source{s}).list(found.Filter(diag.Error))
		return nil, errReported
	}
	name := runner.Named(machineName(s.name))
	if s.output != nil {
		return runner.CompileParsed(s.output.Machine, name, runner.Activities(s.output.Named("activity")...))
	}
	return runner.Compile(s.text, runner.File(s.name), name)
}

// machineName makes a machine's name of a file's: order of flows/order.asl.json.
func machineName(file string) string {
	name := file[strings.LastIndexAny(file, `/\`)+1:]
	if i := strings.IndexByte(name, '.'); i > 0 {
		name = name[:i]
	}
	return name
}

func (o *runOptions) options(e *env, s *source) (runner.Options, error) {
	options := runner.Options{RealTime: o.realTime, Seed: o.seed, Parquet: parquet.Rows, Functions: map[string]runner.Service{}, Machines: map[string]*runner.Machine{}}
	switch strings.ToUpper(o.kind) {
	case "STANDARD":
	case "EXPRESS":
		options.Type = asl.Express
	default:
		return options, misuse("--type is STANDARD or EXPRESS, not %q", o.kind)
	}
	if o.start != "" {
		at, err := time.Parse(time.RFC3339, o.start)
		if err != nil {
			return options, misuse("--start is a time such as 2026-01-31T08:00:00Z, not %q", o.start)
		}
		options.Start = at
	}
	if o.objects != "" {
		if info, err := os.Stat(o.objects); err != nil || !info.IsDir() {
			return options, misuse("--objects is a folder, and %s is none", o.objects)
		}
		options.Objects = runner.FolderObjects(o.objects)
	}
	machines := []*source{s}
	for _, text := range o.machines {
		name, file, _ := strings.Cut(text, "=")
		other, err := e.source([]string{file})
		if err != nil {
			return options, err
		}
		if options.Machines[name], err = other.compile(e); err != nil {
			return options, err
		}
		machines = append(machines, other)
	}
	if s.output != nil {
		for _, r := range s.output.Resources {
			if r.Handler != nil {
				options.Functions[r.Name] = runner.Handler(r.Handler)
			}
		}
	}
	var err error
	options.States, err = o.mocked(e, machines)
	return options, err
}

// execute runs the machine and gives what it came to. What happens meanwhile is
// told on a terminal, or where it is asked for.
func (o *runOptions) execute(ctx context.Context, e *env, machine *runner.Machine, input []byte, options runner.Options) (*finished, error) {
	w := newWatcher(e.stderr)
	if shown := o.progress || w.terminal && o.format == "text"; o.quiet || !shown {
		w = nil
	}
	return o.watched(ctx, w, machine, input, options)
}

func (o *runOptions) watched(ctx context.Context, w *watcher, machine *runner.Machine, input []byte, options runner.Options) (*finished, error) {
	began := time.Now()
	execution, err := machine.Prepare(ctx, input, options)
	if err != nil {
		return nil, err
	}
	done, watched := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(watched)
		if w != nil {
			w.watch(execution, done)
		}
	}()
	result, err := o.finish(ctx, execution)
	close(done)
	<-watched
	if err != nil && !errors.Is(err, context.Canceled) {
		return nil, mocksHint(err, options.States)
	}
	if result == nil {
		result = execution.Outcome()
	}
	if result == nil {
		return nil, err
	}
	return &finished{result, execution.MapRuns(), time.Since(began)}, nil
}

// finish runs an execution to its end, and again as often as it may be redriven.
func (o *runOptions) finish(ctx context.Context, x *runner.Execution) (*runner.Result, error) {
	result, err := x.Result(ctx)
	for n := o.redrives; n > 0 && err == nil && result.Status != runner.Succeeded; n-- {
		if err := x.Redrive(ctx); err != nil {
			return nil, err
		}
		result, err = x.Result(ctx)
	}
	return result, err
}

// report writes the result in the format that is wanted.
func (o *runOptions) report(e *env, s *source, r *finished) error {
	if o.draw != "" {
		m, err := s.parse(e)
		if err != nil {
			return err
		}
		if err := drawRun(o.draw, m, r.Result); err != nil {
			return err
		}
	}
	write := o.writeText
	if o.format == "json" {
		write = o.writeJSON
	}
	if err := write(e, r); err != nil {
		return err
	}
	if r.Status != runner.Succeeded {
		return errReported
	}
	return nil
}
