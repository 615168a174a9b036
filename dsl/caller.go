package dsl

import (
	"runtime"
	"strings"

	"github.com/quickstep-go/quickstep/diag"
)

const here = "github.com/quickstep-go/quickstep/dsl"

// caller gives the place in the code outside this package, and outside its
// integrations, that is being run: where the workflow's author wrote a call.
func caller() diag.Position {
	var pcs [16]uintptr
	return outside(runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])]))
}

// outside gives the place of the first frame that is outside.
func outside(frames *runtime.Frames) diag.Position {
	for {
		f, more := frames.Next()
		if !within(f.Function) {
			return diag.Position{File: f.File, Line: f.Line}
		}
		if !more {
			return diag.Position{}
		}
	}
}

// within tells whether a function is one of this package or of a folder below
// it, its external tests apart.
func within(function string) bool {
	rest, ok := strings.CutPrefix(function, here)
	return ok && (strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, "/") && !strings.Contains(rest, "_test."))
}
