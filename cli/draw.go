package cli

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/draw"
	"github.com/quickstep-go/quickstep/runner"
)

var drawCommand = &command{
	name:    "draw",
	summary: "draw a definition or a workflow as Mermaid text",
	usage:   "FILE [--right] [--plain] [--title TITLE]",
	help: `
GitHub, GitLab and most editors show Mermaid text as a diagram.
'quickstep run --draw PICTURE' draws a run.

Example:
  quickstep draw order.asl.json > order.mmd`,
	define: func(flags *flag.FlagSet) func(*env, []string) error {
		var o draw.Options
		flags.StringVar(&o.Title, "title", "", "put `TITLE` above the picture")
		flags.BoolVar(&o.Plain, "plain", false, "leave out what states do")
		right := flags.Bool("right", false, "draw from left to right")
		return func(e *env, args []string) error {
			if *right {
				o.Direction = draw.Right
			}
			return picture(e, args, o)
		}
	},
}

func picture(e *env, args []string, o draw.Options) error {
	s, err := e.source(args)
	if err != nil {
		return err
	}
	m, err := s.parse(e)
	if err != nil {
		return err
	}
	if m.States.Len() == 0 {
		return fmt.Errorf("%s has no states to draw", s.name)
	}
	_, err = fmt.Fprint(e.stdout, draw.Mermaid(m, o))
	return err
}

// drawRun draws what a run did into a file.
func drawRun(file string, m *asl.StateMachine, r *runner.Result) error {
	return os.WriteFile(file, []byte(draw.MermaidRun(m, draw.Run{Entered: r.Path, Failed: failures(r.History)}, draw.Options{})), 0o644)
}

// failures gives the states whose last visit ended with an error.
func failures(history []runner.Event) []string {
	states := make([]string, len(history)+1) // the state of each event, by its id
	ended := map[string]bool{}
	for i, event := range history {
		state := event.State
		if state == "" && event.PreviousID > 0 && event.PreviousID <= int64(len(history)) {
			state = states[event.PreviousID]
		}
		states[i+1] = state
		switch name := event.Type.String(); {
		case state == "":
		case strings.HasSuffix(name, "Failed"), strings.HasSuffix(name, "TimedOut"), event.Type == runner.FailStateEntered:
			ended[state] = true
		case strings.HasSuffix(name, "Succeeded"):
			delete(ended, state)
		}
	}
	return slices.Sorted(maps.Keys(ended))
}
