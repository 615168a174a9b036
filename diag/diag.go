// Package diag describes a problem, where it is, and what to do about it.
//
// Every room of Quickstep reports what is wrong as data: a [List] of
// [Diagnostic] values, collected in full before anybody prints one. Text is one
// view of that data; JSON, SARIF and editor annotations are others.
//
// Goals: a diagnostic says what happened, where, and what to write instead.
// Non-goals: it does not log, does not print, and knows no query language.
package diag

import (
	"errors"
	"slices"
	"strconv"
	"strings"
)

// Severity says how bad a diagnostic is. Its zero value is invalid, so that a
// forgotten severity cannot pass for an error or for a hint.
type Severity int

// The severities, from worst to mildest.
const (
	Error   Severity = iota + 1 // AWS would refuse it, or it cannot work
	Warning                     // it is likely a mistake
	Hint                        // it works, and could be better
)

// String gives the lower-case name of the severity.
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	case Hint:
		return "hint"
	}
	return "invalid severity " + strconv.Itoa(int(s))
}

// MarshalText writes the severity's name.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Position is a place in a source: a Go file, or an ASL text. The zero Position
// is unknown.
type Position struct {
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`   // from 1; 0 is unknown
	Column  int    `json:"column,omitempty"` // from 1, in bytes; 0 is unknown
	Pointer string `json:"pointer,omitempty"`
	// Pointer is the RFC 6901 JSON pointer into an ASL text, such as
	// /States/Charge/Retry/0. Empty means the whole text or not ASL.
}

// IsZero tells whether the position is unknown.
func (p Position) IsZero() bool { return p == Position{} }

// String writes file:line:column, leaving out what is unknown; a position
// without a line is written as its JSON pointer.
func (p Position) String() string {
	var b strings.Builder
	b.WriteString(p.File)
	for _, n := range []int{p.Line, p.Column} {
		if n == 0 {
			break
		}
		if b.Len() > 0 {
			b.WriteByte(':')
		}
		b.WriteString(strconv.Itoa(n))
	}
	if p.Line == 0 && p.Pointer != "" {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(p.Pointer)
	}
	return b.String()
}

// AWS is how the service words the same problem, where an answer of
// ValidateStateMachineDefinition or CreateStateMachine is on record.
type AWS struct {
	Code     string `json:"code"`               // such as MISSING_TRANSITION_TARGET
	Message  string `json:"message"`            // in the service's words
	Location string `json:"location,omitempty"` // in the service's form
}

// A Diagnostic is one problem.
type Diagnostic struct {
	Severity Severity `json:"severity"`
	Code     string   `json:"code"`           // stable and short, such as QS1203
	Message  string   `json:"message"`        // what happened, in one sentence
	Help     string   `json:"help,omitempty"` // what to write instead
	Position Position `json:"position"`
	State    string   `json:"state,omitempty"` // the state it concerns, if one
	AWS      *AWS     `json:"aws,omitempty"`
}

// String writes the diagnostic on one line, with the help after a dash.
func (d Diagnostic) String() string {
	var b strings.Builder
	if at := d.Position.String(); at != "" {
		b.WriteString(at)
		b.WriteString(": ")
	}
	if d.Severity != Error {
		b.WriteString(d.Severity.String())
		b.WriteString(": ")
	}
	b.WriteString(d.Message)
	if d.Help != "" {
		b.WriteString("; ")
		b.WriteString(d.Help)
	}
	if d.Code != "" {
		b.WriteString(" [" + d.Code + "]")
	}
	return b.String()
}

// A List is what one look at a program found, in the order of discovery.
type List []Diagnostic

// Add appends diagnostics. It is not inlined: hundreds of places call it, and in each
// of them a slice of large structs would grow.
//
//go:noinline
func (l *List) Add(d ...Diagnostic) { *l = append(*l, d...) }

// HasErrors tells whether any diagnostic is an [Error].
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(d Diagnostic) bool { return d.Severity == Error })
}

// Filter gives the diagnostics that are at least as severe as s.
func (l List) Filter(s Severity) List {
	var kept List
	for _, d := range l {
		if d.Severity <= s {
			kept = append(kept, d)
		}
	}
	return kept
}

// Sort orders the list by file, line, column and pointer, keeping the order of
// discovery among equals.
func (l List) Sort() {
	slices.SortStableFunc(l, func(a, b Diagnostic) int {
		p, q := a.Position, b.Position
		if c := strings.Compare(p.File, q.File); c != 0 {
			return c
		}
		if p.Line != q.Line {
			return p.Line - q.Line
		}
		if p.Column != q.Column {
			return p.Column - q.Column
		}
		return strings.Compare(p.Pointer, q.Pointer)
	})
}

// String writes one diagnostic per line.
func (l List) String() string {
	lines := make([]string, len(l))
	for i, d := range l {
		lines[i] = d.String()
	}
	return strings.Join(lines, "\n")
}

// Err gives an error that holds the list, or nil where it has no [Error].
// [FromError] finds the list again.
func (l List) Err() error {
	if !l.HasErrors() {
		return nil
	}
	return &listError{l}
}

// FromError gives the list behind an error made by [List.Err], through any
// wrapping, and whether there was one.
func FromError(err error) (List, bool) {
	var e *listError
	if !errors.As(err, &e) {
		return nil, false
	}
	return e.list, true
}

type listError struct{ list List }

func (e *listError) Error() string { return e.list.String() }
