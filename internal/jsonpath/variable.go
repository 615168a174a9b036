package jsonpath

import (
	"unicode"
	"unicode/utf8"
)

// MaxVariableName is how many characters a variable's name may have (developer
// guide, "Passing data between states with variables").
const MaxVariableName = 80

// IsVariableName tells whether a text can name a variable: a letter as Unicode's
// ID_Start has it, then letters, digits and underscores (ID_Continue), 80 at
// most. The reserved name "states" is one too.
func IsVariableName(text string) bool {
	return text != "" && variableLength(text) == len(text) && utf8.RuneCountInString(text) <= MaxVariableName
}

// variableLength counts the bytes of the variable name that a text starts with.
func variableLength(text string) int {
	for i, r := range text {
		if i == 0 && !isIDStart(r) || !isIDContinue(r) {
			return i
		}
	}
	return len(text)
}

func isIDStart(r rune) bool {
	return unicode.IsLetter(r) || unicode.Is(unicode.Nl, r) || unicode.Is(unicode.Other_ID_Start, r)
}

func isIDContinue(r rune) bool {
	return isIDStart(r) || unicode.In(r, unicode.Nd, unicode.Mn, unicode.Mc, unicode.Pc, unicode.Other_ID_Continue)
}
