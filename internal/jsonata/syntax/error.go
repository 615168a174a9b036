package syntax

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// Error is what went wrong in an expression, with the reference's code and words.
type Error struct {
	// Code is S… for the syntax, T… for types, D… for values, U… for limits.
	Code string
	// Message is the reference's messages, without the code.
	Message string
	// Position counts the characters, as JavaScript counts them, up to the end of
	// the token the error was found at.
	Position int
	// Token is the operator, function or token concerned; often empty.
	Token string
	// Value is the offending value; often absent.
	Value jsonvalue.Value

	// Cause is the context's error where the evaluation ran out of time.
	Cause error
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Error gives code and message: "T1006: Attempted to invoke a non-function".
func (e *Error) Error() string { return e.Code + ": " + e.Message }
