package jsonata

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// Error is what went wrong in an expression, with the reference's code and words.
type Error struct {
	// Code is S… for the syntax, T… for types, D… for values, U… for limits.
	Code string
	// Message is the reference's wording, without the code.
	Message string
	// Position counts the characters, as JavaScript counts them, up to the end of
	// the token the error was found at.
	Position int
	// Token is the operator, function or token concerned; often empty.
	Token string
	// Value is the offending value; often absent.
	Value jsonvalue.Value

	cause error
}

// Unwrap gives the context's error where the evaluation ran out of time.
func (e *Error) Unwrap() error { return e.cause }

// Error gives code and message: "T1006: Attempted to invoke a non-function".
func (e *Error) Error() string { return e.Code + ": " + e.Message }

// fault is an error on its way up: token and position may still be filled in by
// whoever called what failed, and the message is only then put together.
type fault struct {
	code     string
	pos      int // bytes of the source up to the end of the token; 0 is not known yet
	token    string
	tokenNum bool // the token is a number and is not quoted
	value    jsonvalue.Value
	value2   jsonvalue.Value
	index    int
	typ      string
	text     string // a message that comes from the expression or from elsewhere
	cause    error
}

func (f *fault) Error() string { return f.code }

// fail makes a fault without anything to insert but, perhaps, one value.
func fail(code string, value ...jsonvalue.Value) *fault {
	f := &fault{code: code}
	if len(value) > 0 {
		f.value = value[0]
	}
	if len(value) > 1 {
		f.value2 = value[1]
	}
	return f
}

func (f *fault) at(pos int) *fault {
	f.pos = pos
	return f
}

func (f *fault) about(token string) *fault {
	f.token = token
	return f
}

// within fills in token and position where what failed did not know them.
func within(err error, token string, pos int) error {
	var f *fault
	if errors.As(err, &f) {
		if f.pos == 0 {
			f.pos = pos
		}
		if f.token == "" {
			f.token = token
		}
	}
	return err
}

// asError gives a fault its message. Other errors stay what they are.
func asError(err error, source string) error {
	var f *fault
	if !errors.As(err, &f) {
		return err
	}
	e := &Error{Code: f.code, Token: f.token, Message: f.message(), cause: f.cause}
	if f.value.Kind() != jsonvalue.Opaque {
		e.Value, _ = f.value.Plain()
	}
	e.Position = len(utf16.Encode([]rune(source[:min(max(f.pos, 0), len(source))])))
	return e
}

// message fills the code's template. Names in double braces are written as JSON,
// as the reference does it.
func (f *fault) message() string {
	template, known := messages[f.code]
	if f.text != "" || !known {
		return f.text
	}
	token := jsonvalue.StringOf(f.token).JSON()
	switch {
	case f.tokenNum:
		token = f.token
	case f.token == "":
		token = "undefined"
	}
	return strings.NewReplacer(
		"{{{token}}}", f.token,
		"{{token}}", token,
		"{{value}}", brief(f.value),
		"{{value2}}", brief(f.value2),
		"{{index}}", fmt.Sprint(f.index),
		"{{type}}", strconv.Quote(f.typ),
	).Replace(template)
}

// longest is how much of a value a message shows.
const longest = 4096

// brief writes a value into a message; a value too large or too deep is cut.
func brief(v jsonvalue.Value) string {
	plain, ok := v.Plain()
	if !ok {
		return "…"
	}
	if !plain.Exists() {
		return "undefined"
	}
	text := plain.JSON()
	if len(text) > longest {
		return strings.ToValidUTF8(text[:longest], "") + "…"
	}
	return text
}
