package jsonpath

import (
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// MaxCalls is how many intrinsic functions one field may hold (developer guide,
// "Intrinsic functions"). The guide's own example counts every call in the field;
// what the service does about more is not on record, so [Call.Check] tells and
// [ParseIntrinsic] takes them.
const MaxCalls = 10

// Call is a compiled intrinsic function with its arguments. It never changes and
// may be used by any number of goroutines.
type Call struct {
	text     string // the whole field
	position int
	function *function
	args     []Argument
}

// Argument is one argument of a [Call]: a path, another call or a literal.
type Argument struct {
	Path     *Path           // or nil
	Call     *Call           // or nil
	Literal  jsonvalue.Value // where both are nil
	Position int             // where it starts in the field, in bytes
	source   string          // a text literal as it stands between its quotes
}

// IsIntrinsic tells whether the value of a payload template's ".$" field is meant
// as an intrinsic function and not as a path.
func IsIntrinsic(text string) bool { return strings.HasPrefix(text, "States.") }

// ParseIntrinsic compiles an intrinsic function such as
// States.Format('Hello {}', $.name). The error is a [*SyntaxError].
func ParseIntrinsic(text string) (*Call, error) {
	p := &parser{text: text, end: len(strings.TrimRight(text, " \t\r\n"))}
	if len(text) > maxText {
		return nil, p.fail(0, "an intrinsic function may have %d bytes, and this one has %d", maxText, len(text))
	}
	c, err := p.call()
	if err != nil {
		return nil, err
	}
	if p.pos != p.end {
		return nil, p.fail(p.pos, "the intrinsic function ends before %q", excerpt(p.text[p.pos:p.end]))
	}
	return c, nil
}

// String gives the call as it was written, with all that surrounds it.
func (c *Call) String() string { return c.text }

// Function gives the function's name, such as States.Format.
func (c *Call) Function() string { return c.function.Name }

// Position tells where the call starts in its field, in bytes from 0.
func (c *Call) Position() int { return c.position }

// Args gives the arguments, which must not be changed.
func (c *Call) Args() []Argument { return c.args }

// Calls gives this call and all calls inside it, outermost first.
func (c *Call) Calls() []*Call {
	all := []*Call{c}
	for _, a := range c.args {
		if a.Call != nil {
			all = append(all, a.Call.Calls()...)
		}
	}
	return all
}

// Paths gives all paths among the arguments, those of inner calls included.
func (c *Call) Paths() []*Path {
	var paths []*Path
	for _, call := range c.Calls() {
		for _, a := range call.args {
			if a.Path != nil {
				paths = append(paths, a.Path)
			}
		}
	}
	return paths
}

// Eval gives the function's result. The error is an [*IntrinsicError].
func (c *Call) Eval(r *Roots) (jsonvalue.Value, error) {
	args := make([]jsonvalue.Value, len(c.args))
	for i := range c.args {
		v, err := c.argument(&c.args[i], r)
		if err != nil {
			return jsonvalue.Value{}, err
		}
		args[i] = v
	}
	v, problem := c.function.run(&invocation{call: c, args: args, roots: r})
	if problem != nil {
		return jsonvalue.Value{}, &IntrinsicError{Call: c.text, Function: c.function.Name, Detail: problem.detail, Help: problem.help}
	}
	return v, nil
}

func (c *Call) argument(a *Argument, r *Roots) (jsonvalue.Value, error) {
	switch {
	case a.Call != nil:
		return a.Call.Eval(r)
	case a.Path == nil:
		return a.Literal, nil
	}
	v, ok := a.Path.Find(r)
	if ok {
		return v, nil
	}
	return v, c.absent(a.Path, r)
}

// absent words a path argument that found nothing. The service writes a $$ path
// with one dollar there, and always shows the state's input.
func (c *Call) absent(p *Path, r *Roots) error {
	reason := p.why(r)
	e := &IntrinsicError{Call: c.text, Function: c.function.Name, Detail: reason.Detail, Err: reason}
	if reason.Reason == NotFound {
		shown := p.text
		if p.root == Context {
			shown = p.text[1:]
		}
		e.Detail = "The JsonPath argument for the field '" + shown + "' could not be found in the input '" + r.Document.JSON() + "'"
	}
	return e
}
