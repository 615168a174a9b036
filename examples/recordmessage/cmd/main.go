// Command cmd runs the workflow RecordMessage on this machine: no account, no
// Node, no waiting. The recorder it plays with answers the task token after a
// virtual delay.
//
//	go run ./examples/recordmessage/cmd
//	go run ./examples/recordmessage/cmd -status 500 -after 12s
//	go run ./examples/recordmessage/cmd -silent
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/examples/recordmessage"
	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/synth"
)

func main() {
	err := play(os.Args[1:], os.Stdout)
	switch {
	case errors.Is(err, flag.ErrHelp):
		os.Exit(2)
	case err != nil:
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// play runs the workflow once and tells what happened.
func play(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("recordmessage", flag.ContinueOnError)
	flags.SetOutput(out)
	status := flags.Int("status", 200, "the status code that the recorder answers with")
	after := flags.Duration("after", 9*time.Second, "how long it takes, in virtual time")
	silent := flags.Bool("silent", false, "the recorder never answers")
	if err := flags.Parse(args); err != nil {
		return err
	}
	answer := runner.Reply{After: *after, Never: *silent}
	answer.Output, _ = json.Marshal(recordmessage.Result{StatusCode: *status})

	began := time.Now()
	result, asked, err := run(answer)
	if err != nil {
		return err
	}
	tell(out, result, asked, time.Since(began))
	return nil
}

// run executes the text that would be deployed, and gives what the recorder was
// asked.
func run(answer runner.Reply) (result *runner.Result, asked []byte, err error) {
	output, err := synth.Workflow(recordmessage.Workflow)
	if err != nil {
		return nil, nil, err
	}
	machine, err := runner.Compile([]byte(output.Definition), runner.Named(output.Name))
	if err != nil {
		return nil, nil, err
	}
	recorder := runner.Handler(func(_ context.Context, payload []byte) ([]byte, error) {
		asked = payload
		return []byte("{}"), nil
	})
	event, err := json.Marshal(recordmessage.Event{
		ID:     "42",
		Time:   runner.DefaultStart,
		Detail: recordmessage.Detail{Message: `{"greeting":"hello"}`},
	})
	if err != nil {
		return nil, nil, err
	}
	ctx := context.Background()
	execution, err := machine.Start(ctx, event, runner.Options{
		Functions: map[string]runner.Service{recordmessage.Recorder.Name(): recorder},
	})
	if err != nil {
		return nil, nil, err
	}
	if err := execution.Reply(recordmessage.Recorded.Name, answer); err != nil {
		return nil, nil, err
	}
	result, err = execution.Result(ctx)
	return result, asked, err
}

func tell(out io.Writer, r *runner.Result, asked []byte, took time.Duration) {
	fmt.Fprintf(out, "RecordMessage\n\n  the recorder is asked %s\n\n", shorten(asked))
	started := r.History[0].Time
	for _, e := range r.History {
		if strings.HasSuffix(e.Type.String(), "StateEntered") {
			fmt.Fprintf(out, "  %6s  %s\n", e.Time.Sub(started), e.State)
		}
	}
	fmt.Fprintf(out, "\n%s after %s of virtual time, in %s of yours\n", r.Status, r.Elapsed, took.Round(10*time.Microsecond))
	switch {
	case r.Output != nil:
		fmt.Fprintf(out, "%s\n", r.Output)
	case r.Error != "":
		fmt.Fprintf(out, "%s: %s\n", r.Error, r.Cause)
	}
}

// shorten cuts the task token, which is long and says nothing.
func shorten(asked []byte) []byte {
	var request recordmessage.Request
	if json.Unmarshal(asked, &request) != nil || len(request.Token) < 12 {
		return asked
	}
	request.Token = request.Token[:8] + "…"
	short, err := json.Marshal(request)
	if err != nil {
		return asked
	}
	return short
}
