package jsonpath

import (
	"math/rand/v2"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// Root is what a path starts from.
type Root uint8

// The roots.
const (
	Document Root = iota // $: the state's input or result
	Context              // $$: the context object
	Variable             // $name: a variable
)

// String gives the root as it is written; a variable's name is not known here.
func (r Root) String() string {
	return [...]string{"$", "$$", "$name"}[r]
}

// Roots are the values that paths are evaluated against. They may be shared by
// evaluations that run at the same time, but for Random.
type Roots struct {
	Document jsonvalue.Value                           // $
	Context  jsonvalue.Value                           // $$
	Lookup   func(name string) (jsonvalue.Value, bool) // $name; nil means that there are no variables
	Random   *rand.Rand                                // States.UUID and States.MathRandom; nil means the system's randomness
}

// of gives the value that a root stands for.
func (r *Roots) of(root Root, name string) (jsonvalue.Value, bool) {
	switch root {
	case Document:
		return r.Document, true
	case Context:
		return r.Context, true
	}
	if r.Lookup == nil {
		return jsonvalue.Value{}, false
	}
	return r.Lookup(name)
}
