package jsonata

import (
	"errors"
	"strings"
)

// The engine of regular expressions speaks .NET's dialect, with an option that
// brings it near to JavaScript's. What still differs is spelt out here.

const (
	lineEnds  = `\n\r\u2028\u2029`
	asciiWord = `[0-9A-Za-z_]`
)

// spellings are what some parts of JavaScript's expressions are in that dialect:
// words are ASCII's, lines end at four characters.
var spellings = map[string]string{
	`.`:  `[^` + lineEnds + `]`,
	`\b`: `(?:(?<=` + asciiWord + `)(?!` + asciiWord + `)|(?<!` + asciiWord + `)(?=` + asciiWord + `))`,
	`\B`: `(?:(?<=` + asciiWord + `)(?=` + asciiWord + `)|(?<!` + asciiWord + `)(?!` + asciiWord + `))`,
}

// lineSpellings come on top with the flag m.
var lineSpellings = map[string]string{
	`^`: `(?<![^` + lineEnds + `])`,
	`$`: `(?![^` + lineEnds + `])`,
}

// knownEscapes are the letters and digits after which a backslash means something.
// Before any other, it means the character itself.
const knownEscapes = "dDwWsSbBfnrtvcxuk0123456789"

// groupStarts are what may follow an opening parenthesis and a question mark.
var groupStarts = []string{":", "=", "!", "<"}

// fromJavaScript translates a pattern.
func fromJavaScript(pattern string, lines bool) (string, error) {
	var b strings.Builder
	class := false
	for i := 0; i < len(pattern); i++ {
		part := pattern[i : i+1]
		switch {
		case part == `\` && i+1 < len(pattern):
			i++
			part = pattern[i-1 : i+1]
			if c := pattern[i]; isLetter(c) && strings.IndexByte(knownEscapes, c) < 0 {
				part = pattern[i : i+1]
			}
		case class:
			class = part != "]"
		case part == "[":
			class = true
			b.WriteString(part)
			continue
		case part == "(" && strings.HasPrefix(pattern[i+1:], "?") && !startsGroup(pattern[i+2:]):
			return "", errors.New("invalid group")
		}
		if !class {
			if spelt := spellings[part]; spelt != "" {
				part = spelt
			} else if spelt := lineSpellings[part]; lines && spelt != "" {
				part = spelt
			}
		}
		b.WriteString(part)
	}
	return b.String(), nil
}

func startsGroup(rest string) bool {
	for _, start := range groupStarts {
		if strings.HasPrefix(rest, start) {
			return true
		}
	}
	return false
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
