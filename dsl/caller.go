package dsl

import (
	"runtime"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/graph"
)

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
		if !graph.IsBuilder(f.Function) {
			return diag.Position{File: f.File, Line: f.Line}
		}
		if !more {
			return diag.Position{}
		}
	}
}
