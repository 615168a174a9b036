package jsonpath

import (
	"fmt"
	"sort"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// Kind is what an intrinsic function asks of an argument.
type Kind uint8

// The kinds.
const (
	AnyKind Kind = iota
	TextKind
	NumberKind
	ArrayKind
	ObjectKind
	BoolKind
)

// String names the kind for a message.
func (k Kind) String() string {
	return [...]string{"any value", "a text", "a number", "an array", "an object", "true or false"}[k]
}

// accepts tells whether a value is of the kind.
func (k Kind) accepts(v jsonvalue.Value) bool {
	want := [...]jsonvalue.Kind{0, jsonvalue.String, jsonvalue.Number, jsonvalue.Array, jsonvalue.Object, jsonvalue.Bool}[k]
	return k == AnyKind || v.Kind() == want
}

// Param is one parameter of an intrinsic function.
type Param struct {
	Name string
	Kind Kind
}

// Function describes an intrinsic function.
type Function struct {
	Name     string  // such as States.Format
	Doc      string  // what it gives, in a few words
	Params   []Param // of a variadic function, the last one repeats
	Required int     // how many arguments there must be
	Variadic bool
	Result   Kind // AnyKind where it depends on the arguments
}

// function is a Function that can be run.
type function struct {
	Function
	run func(*invocation) (jsonvalue.Value, *problem)
}

// Functions describes all intrinsic functions, in the order of their names.
func Functions() []Function {
	var all []Function
	for _, name := range FunctionNames() {
		all = append(all, functions[name].Function)
	}
	return all
}

// FunctionNames gives the names of all intrinsic functions in order.
func FunctionNames() []string {
	names := make([]string, 0, len(functions))
	for name := range functions {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// takes words how many arguments a function takes.
func (f *Function) takes() string {
	switch {
	case f.Variadic:
		return plural(f.Required, "argument") + " or more"
	case f.Required == len(f.Params):
		return plural(f.Required, "argument")
	}
	return fmt.Sprintf("%d or %d arguments", f.Required, len(f.Params))
}

func plural(n int, word string) string {
	switch n {
	case 0:
		return "no " + word
	case 1:
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// invocation is one run of a function.
type invocation struct {
	call  *Call
	args  []jsonvalue.Value
	roots *Roots
}

// problem is why a function failed: the service's words, and more of our own.
type problem struct{ detail, help string }

// invalid words arguments that a function does not take.
func (in *invocation) invalid(format string, args ...any) *problem {
	return &problem{detail: "Invalid arguments in " + in.call.function.Name, help: fmt.Sprintf(format, args...)}
}

// check holds the arguments against the parameters' kinds.
func (in *invocation) check() *problem {
	params := in.call.function.Params
	for i, v := range in.args {
		param := params[min(i, len(params)-1)]
		if !param.Kind.accepts(v) {
			return in.invalid("argument %d, %s, must be %s, and is %s: %s", i+1, param.Name, param.Kind, v.Kind(), excerpt(v.JSON()))
		}
	}
	return nil
}

// functions are the 18 intrinsic functions by name.
var functions = func() map[string]*function {
	table := map[string]*function{}
	for _, group := range [][]*function{arrayFunctions, textFunctions, numberFunctions, jsonFunctions, digestFunctions} {
		for _, f := range group {
			run := f.run
			f.run = func(in *invocation) (jsonvalue.Value, *problem) {
				if p := in.check(); p != nil {
					return jsonvalue.Value{}, p
				}
				return run(in)
			}
			table[f.Name] = f
		}
	}
	return table
}()
