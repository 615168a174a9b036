package syntax

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// Fault is an error on its way up, of parsing or of evaluating: token and position
// may still be filled in by whoever called what failed, and the message is only
// then put together.
type Fault struct {
	Code   string          // the reference's
	Pos    int             // bytes of the source up to the end of the token; 0 is not known yet
	Token  string          // the operator, function or token concerned
	Number bool            // the token is a number and is not quoted
	Value  jsonvalue.Value // the offending value
	Other  jsonvalue.Value // a second one
	Index  int             // which argument it was, from 1
	Items  string          // what an array should have held: "strings"
	Text   string          // a message that comes from the expression or from elsewhere
	Cause  error           // see Error
}

// Error gives the code alone: see [AsError].
func (f *Fault) Error() string { return f.Code }

// Fail makes a fault of a code and up to two values, which its message may show.
func Fail(code string, values ...jsonvalue.Value) *Fault {
	f := &Fault{Code: code}
	if len(values) > 0 {
		f.Value = values[0]
	}
	if len(values) > 1 {
		f.Other = values[1]
	}
	return f
}

// TooLarge makes the fault of a limit that was passed.
func TooLarge(text string) *Fault { return &Fault{Code: "U1001", Text: text} }

// At says where it was found, in bytes up to the end of the token.
func (f *Fault) At(pos int) *Fault {
	f.Pos = pos
	return f
}

// About says which token is concerned.
func (f *Fault) About(token string) *Fault {
	f.Token = token
	return f
}

// Within fills in token and position where what failed did not know them.
func Within(err error, token string, pos int) error {
	var f *Fault
	if errors.As(err, &f) {
		if f.Pos == 0 {
			f.Pos = pos
		}
		if f.Token == "" {
			f.Token = token
		}
	}
	return err
}

// AsError makes an *[Error] of a fault: with the message, from the words for its
// code, and the place in the source. Other errors stay what they are.
func AsError(err error, source string, words map[string]string) error {
	var f *Fault
	if !errors.As(err, &f) {
		return err
	}
	e := &Error{Code: f.Code, Token: f.Token, Message: f.message(words), Cause: f.Cause}
	if f.Value.Kind() != jsonvalue.Opaque {
		e.Value, _ = f.Value.Plain()
	}
	e.Position = len(utf16.Encode([]rune(source[:min(max(f.Pos, 0), len(source))])))
	return e
}

// message fills the code's template. Names in double braces are written as JSON,
// as the reference does it.
func (f *Fault) message(words map[string]string) string {
	template, known := words[f.Code]
	if f.Text != "" || !known {
		return f.Text
	}
	token := jsonvalue.StringOf(f.Token).JSON()
	switch {
	case f.Number:
		token = f.Token
	case f.Token == "":
		token = "undefined"
	}
	return strings.NewReplacer(
		"{{{token}}}", f.Token,
		"{{token}}", token,
		"{{value}}", brief(f.Value),
		"{{value2}}", brief(f.Other),
		"{{index}}", fmt.Sprint(f.Index),
		"{{type}}", strconv.Quote(f.Items),
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
