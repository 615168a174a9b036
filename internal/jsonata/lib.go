package jsonata

import (
	"maps"

	"github.com/quickstep-go/quickstep/internal/jsonata/syntax"
)

// builtin is a function of the library, whose signature stands in its table.
type builtin struct {
	arity int // how many arguments a higher-order function passes to it
	call  native
}

// library gives the function values of a profile by their names.
func library(p Profile) map[string]value {
	if p == AWS {
		return awsLibrary
	}
	return standardLibrary
}

// The libraries never change after init, which breaks the circle that $eval needs
// the compiler and the compiler needs the library.
var standardLibrary, awsLibrary map[string]value

func init() {
	standardLibrary = prepare(Standard, map[string]builtin{"eval": {2, evalSource}, "random": {0, random}})
	awsLibrary = prepare(AWS, awsFunctions)
}

// prepare makes the library of the common functions and some more.
func prepare(p Profile, more map[string]builtin) map[string]value {
	all := make(map[string]value)
	for _, family := range []map[string]builtin{numberFunctions, textFunctions, arrayFunctions, objectFunctions, timeFunctions, more} {
		for name, b := range maps.All(family) {
			text, _ := syntax.FunctionSignature(p, name)
			rule, err := syntax.ParseSignature(text)
			if err != nil {
				continue // TestLibrary misses it
			}
			all[name] = valueOf(&function{name: name, signature: (*signature)(rule), arity: b.arity, native: b.call})
		}
	}
	return all
}

// arg gives the i-th argument, absent where it was not given.
func arg(args []value, i int) value {
	if i < len(args) {
		return args[i]
	}
	return undefined
}
