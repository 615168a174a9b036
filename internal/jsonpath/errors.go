package jsonpath

import (
	"fmt"
	"strings"
)

// SyntaxError says why a text is no path, no reference path or no intrinsic
// function.
type SyntaxError struct {
	Text     string // the whole text
	Position int    // where in Text, in bytes from 0
	Message  string // what is wrong, and what to write instead
}

// Error writes the message with its place.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%s (at character %d of %s)", e.Message, e.Position+1, excerpt(e.Text))
}

// excerpt shortens a text for a message.
func excerpt(text string) string {
	const most = 80
	if len(text) > most {
		return strings.ToValidUTF8(text[:most], "") + "…"
	}
	return text
}

// Reason says why a path gave nothing.
type Reason uint8

// The reasons.
const (
	NotFound      Reason = iota // a member or an item does not exist
	NotApplicable               // an index or a filter meets a value of another kind
	NoVariable                  // the variable was never assigned
	TooMuch                     // the evaluation passed a limit of this package
)

// PathError says that a path found nothing. A path given to a field such as
// InputPath fails with the words of [PathError.Error], a payload template's with
// those of [PathError.InTemplate]; either fails the state with States.Runtime.
type PathError struct {
	Path   string // as it was written
	Reason Reason
	Detail string // Jayway's words, such as "Missing property in path $['no']"
}

// Error words the failure as the service does for InputPath, OutputPath and the
// like: Invalid path '$.no.such' : Missing property in path $['no'].
func (e *PathError) Error() string {
	return fmt.Sprintf("Invalid path '%s' : %s", e.Path, e.Detail)
}

// InTemplate words the failure as the service does for a field of a payload
// template, such as "value.$"; input is the JSON text of what the path was
// applied to: the state's input, or the context object for a $$ path.
func (e *PathError) InTemplate(field, input string) string {
	if e.Reason != NotFound {
		return e.Error()
	}
	return fmt.Sprintf("The JSONPath '%s' specified for the field '%s' could not be found in the input '%s'", e.Path, field, input)
}

// IntrinsicError says that an intrinsic function failed. The service fails the
// state with States.Runtime and the words of [IntrinsicError.Error].
type IntrinsicError struct {
	Call     string // the whole field as it was written, outermost call included
	Function string // the function that failed, such as States.MathAdd
	Detail   string // the service's words, such as "Invalid arguments in States.MathAdd"
	Help     string // what is wrong in more words than the service has, or ""
	Err      error  // the *PathError of an argument that was not found, or nil
}

// Error words the failure as the service does. Help is not part of it.
func (e *IntrinsicError) Error() string {
	return fmt.Sprintf("The function '%s' had the following error: %s", e.Call, e.Detail)
}

// Unwrap gives the error behind an argument that was not found.
func (e *IntrinsicError) Unwrap() error { return e.Err }
