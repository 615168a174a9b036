package jsonata

import "github.com/quickstep-go/quickstep/internal/jsonata/syntax"

// Error is what went wrong in an expression, with the reference's code and words.
type Error = syntax.Error

// fault is an error on its way up.
type fault = syntax.Fault

func fail(code string, values ...value) *fault { return syntax.Fail(code, values...) }

func tooLarge(text string) *fault { return syntax.TooLarge(text) }

func within(err error, token string, pos int) error { return syntax.Within(err, token, pos) }

func asError(err error, source string) error { return syntax.AsError(err, source, messages) }
