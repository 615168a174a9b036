package refusal

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/quickstep-go/quickstep/diag"
)

// Caller gives the line that called into the package which asks, from outside of
// it, with its file seen from the working directory where that is shorter.
func Caller() diag.Position {
	pcs := make([]uintptr, 32)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	asks := ""
	for {
		frame, more := frames.Next()
		switch in := packageOf(frame.Function); asks {
		case "":
			asks = in
		case in:
		default:
			return diag.Position{File: shorten(frame.File), Line: frame.Line}
		}
		if !more {
			return diag.Position{}
		}
	}
}

// packageOf gives the import path in the name of a function, such as
// example.com/shop.(*Desk).Open.func1.
func packageOf(function string) string {
	folder := strings.LastIndex(function, "/") + 1
	name, _, _ := strings.Cut(function[folder:], ".")
	return function[:folder] + name
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
