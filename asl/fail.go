package asl

// Fail is a state that ends its machine or branch with an error (ASL spec, "Fail
// State").
type Fail struct {
	Common
	Error string // the error's name, or a JSONata expression
	// ErrorPath is a path or an intrinsic call that gives the name; JSONPath.
	ErrorPath string
	Cause     string // text for people, or a JSONata expression
	// CausePath is a path or an intrinsic call that gives the cause; JSONPath.
	CausePath string
}

// Kind is [KindFail].
func (f *Fail) Kind() Kind { return KindFail }

func (f *Fail) fields(c *codec) {
	f.head(c, KindFail)
	text(c, "Error", &f.Error)
	text(c, "ErrorPath", &f.ErrorPath)
	text(c, "Cause", &f.Cause)
	text(c, "CausePath", &f.CausePath)
}
