package jsonpath

import (
	"fmt"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// Check finds what is likely to fail when the call runs: literals and results of
// inner calls of the wrong kind, literal values that a function refuses, and more
// than [MaxCalls] calls.
func (c *Call) Check() []*SyntaxError {
	var found []*SyntaxError
	calls := c.Calls()
	if len(calls) > MaxCalls {
		found = append(found, &SyntaxError{Text: c.text, Position: calls[MaxCalls].position, Message: fmt.Sprintf(
			"a field may hold %d intrinsic functions, and this one holds %d; compute a part in a state before", MaxCalls, len(calls))})
	}
	for _, call := range calls {
		wrong := call.wrongKinds()
		if len(wrong) == 0 {
			wrong = call.wrongValues()
		}
		found = append(found, wrong...)
	}
	return found
}

func (c *Call) wrongKinds() []*SyntaxError {
	var found []*SyntaxError
	params := c.function.Params
	for i := range c.args {
		a := &c.args[i]
		param := params[min(i, len(params)-1)]
		switch {
		case a.Path != nil:
			continue
		case a.Call != nil:
			if got := a.Call.function.Result; got != AnyKind && param.Kind != AnyKind && got != param.Kind {
				found = append(found, c.at(a, "%s of %s must be %s, and %s gives %s", param.Name, c.function.Name, param.Kind, a.Call.function.Name, got))
			}
		case !param.Kind.accepts(a.Literal):
			found = append(found, c.at(a, "%s of %s must be %s, not %s", param.Name, c.function.Name, param.Kind, excerpt(a.Literal.JSON())))
		}
	}
	return found
}

// wrongValues tries a function whose arguments are all literals, and States.Format
// with any values once its template is one.
func (c *Call) wrongValues() []*SyntaxError {
	args := make([]jsonvalue.Value, len(c.args))
	for i := range c.args {
		a := &c.args[i]
		if a.Path != nil || a.Call != nil {
			if i == 0 || c.function.Name != "States.Format" {
				return c.wrongOption()
			}
			continue
		}
		args[i] = a.Literal
	}
	_, p := c.function.run(&invocation{call: c, args: args, roots: &Roots{}})
	if p == nil {
		return nil
	}
	return []*SyntaxError{c.problem(c.position, p)}
}

// wrongOption looks at the arguments that are nearly always literals.
func (c *Call) wrongOption() []*SyntaxError {
	if len(c.args) == 0 {
		return nil
	}
	last := &c.args[len(c.args)-1]
	if last.Path != nil || last.Call != nil {
		return nil
	}
	switch c.function.Name {
	case "States.Hash":
		if algorithms[last.Literal.Text()] == nil {
			return []*SyntaxError{c.at(last, "the algorithm is MD5, SHA-1, SHA-256, SHA-384 or SHA-512, not %s", excerpt(last.Literal.JSON()))}
		}
	case "States.JsonMerge":
		if last.Literal.Bool() {
			return []*SyntaxError{c.at(last, "the service merges one level only: the third argument must be false")}
		}
	case "States.ArrayPartition":
		if n, ok := rounded(last.Literal); !ok || n < 1 {
			return []*SyntaxError{c.at(last, "the size must be 1 or more, and is %s", last.Literal)}
		}
	case "States.ArrayRange":
		if n, _ := rounded(last.Literal); n == 0 {
			return []*SyntaxError{c.at(last, "the step cannot be 0")}
		}
	}
	return nil
}

func (c *Call) at(a *Argument, format string, args ...any) *SyntaxError {
	p := &parser{text: c.text}
	return p.fail(a.Position, format, args...)
}

func (c *Call) problem(at int, p *problem) *SyntaxError {
	message := p.help
	if message == "" {
		message = p.detail
	}
	return &SyntaxError{Text: c.text, Position: at, Message: message}
}
