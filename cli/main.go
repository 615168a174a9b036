package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"

	"github.com/quickstep-go/quickstep/dsl"
)

// The exit statuses.
const (
	succeeded = 0
	failed    = 1 // what was looked at is wrong
	misused   = 2 // the command was given wrongly
)

// Main runs the command that args name, without the program's own name, and
// gives its exit status. Workflows are known to the commands by their names.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer, workflows ...dsl.Definition) int {
	e := &env{stdin: stdin, stdout: stdout, stderr: stderr, workflows: workflows}
	err := e.dispatch(args)
	var wrong *usageError
	switch {
	case err == nil:
		return succeeded
	case errors.Is(err, errReported):
		return failed
	case errors.Is(err, flag.ErrHelp):
		return succeeded
	case errors.As(err, &wrong):
		fmt.Fprintf(stderr, "quickstep: %v\n", wrong)
		return misused
	}
	fmt.Fprintf(stderr, "quickstep: %v\n", err)
	return failed
}

// env is what a command works with.
type env struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	workflows      []dsl.Definition
	stdinTaken     bool
}

// errReported ends a command that has already said what is wrong.
var errReported = errors.New("reported")

// usageError says that a command was given wrongly.
type usageError struct{ message string }

func (e *usageError) Error() string { return e.message }

func misuse(format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...)}
}
