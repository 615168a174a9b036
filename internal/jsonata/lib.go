package jsonata

import "maps"

// builtin is a function of the library.
type builtin struct {
	signature string // docs.jsonata.org's; "" takes anything
	arity     int    // how many arguments a higher-order function passes to it
	call      native
	value     value // the function value, made once
}

// library gives a profile's functions by their names.
func library(p Profile) map[string]*builtin {
	if p == AWS {
		return awsLibrary
	}
	return standardLibrary
}

// The libraries never change after init, which breaks the circle that $eval needs
// the compiler and the compiler needs the library.
var standardLibrary, awsLibrary map[string]*builtin

func init() {
	standardLibrary = prepare(map[string]*builtin{"eval": {"<sx?:x>", 2, evalSource, undefined}, "random": {"<:n>", 0, random, undefined}})
	awsLibrary = prepare(awsFunctions)
}

// prepare makes the library of the common functions and some more.
func prepare(more map[string]*builtin) map[string]*builtin {
	all := make(map[string]*builtin)
	for _, family := range []map[string]*builtin{numberFunctions, textFunctions, arrayFunctions, objectFunctions, timeFunctions, more} {
		for name, b := range maps.All(family) {
			made := *b
			rule, err := parseSignature(b.signature)
			if err != nil || b.signature == "" {
				rule = nil
			}
			made.value = valueOf(&function{name: name, signature: rule, arity: b.arity, native: b.call})
			all[name] = &made
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
