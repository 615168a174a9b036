package graph

import (
	"runtime"
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/diag"
)

// A Trail is how the author's program came to where it made a state: the stack of Go's
// calls, innermost first, up to the body of the workflow, as package runtime has it.
// Nil is not known.
type Trail []uintptr

// A Step is a call of a [Trail].
type Step struct {
	PC       uintptr // tells apart what is called twice on one line
	Function string  // that makes the call, by its full name
	At       diag.Position
}

// Steps gives the calls that functions outside of package dsl make, outermost first.
func (t Trail) Steps() []Step {
	if len(t) == 0 {
		return nil
	}
	steps := make([]Step, 0, len(t))
	frames := runtime.CallersFrames(t)
	for more := true; more; {
		var f runtime.Frame
		if f, more = frames.Next(); strings.HasPrefix(f.Function, builder+".") {
			continue
		}
		steps = append(steps, Step{f.PC, f.Function, diag.Position{File: f.File, Line: f.Line}})
	}
	slices.Reverse(steps)
	return steps
}

const builder = "github.com/quickstep-go/quickstep/dsl"

// IsBuilder tells whether a function is one of package dsl or of a folder below it,
// its external tests apart.
func IsBuilder(function string) bool {
	rest, ok := strings.CutPrefix(function, builder)
	return ok && (strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, "/") && !strings.Contains(rest, "_test."))
}
