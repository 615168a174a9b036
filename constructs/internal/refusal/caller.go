package constructs

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/quickstep-go/quickstep/diag"
)

// here is the import path of this package, as function names have it.
const here = "github.com/quickstep-go/quickstep/constructs."

// caller gives the line outside this package that called into it, with its file
// seen from the working directory where that is shorter.
func caller() diag.Position {
	pcs := make([]uintptr, 16)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	for {
		frame, more := frames.Next()
		if !strings.HasPrefix(frame.Function, here) {
			return diag.Position{File: shorten(frame.File), Line: frame.Line}
		}
		if !more {
			return diag.Position{}
		}
	}
}

func shorten(file string) string {
	dir, err := os.Getwd()
	if err != nil {
		return file
	}
	if short, err := filepath.Rel(dir, file); err == nil && len(short) < len(file) {
		return filepath.ToSlash(short)
	}
	return file
}
