package jsonata

import (
	"iter"
	"strconv"
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

// classSpellings are what some parts of a class are: in that dialect a bracket
// inside may start a class to subtract, and \- the end of no range.
var classSpellings = map[string]string{
	`[`:  `\[`,
	`\-`: `\x2d`,
}

// knownEscapes are the letters and digits after which a backslash means something.
// Before any other, it means the character itself.
const knownEscapes = "dDwWsSbBfnrtvcxuk0123456789"

// fromJavaScript translates a pattern whose syntax is right. Groups lose their
// names, as the engine counts those with a name after all others.
func fromJavaScript(pattern string, lines bool) string {
	groups := groupNumbers(pattern)
	var b strings.Builder
	for part, class := range parts(pattern, groups != nil) {
		spelt := ""
		switch name := nameIn(part); {
		case class:
			spelt = classSpellings[part]
		case name != "" && part[0] == '(':
			spelt = "("
		case name != "":
			spelt = `(?:\` + strconv.Itoa(groups[name]) + `)`
		default:
			spelt = spellings[part]
		}
		if !class && lines && spelt == "" {
			spelt = lineSpellings[part]
		}
		if spelt == "" {
			spelt = plainEscape(part)
		}
		b.WriteString(spelt)
	}
	return b.String()
}

// groupNumbers gives the numbers of the groups that have names.
func groupNumbers(pattern string) map[string]int {
	var numbers map[string]int
	count := 0
	for part, class := range parts(pattern, false) {
		name := nameIn(part)
		switch {
		case class:
		case part == "(":
			count++
		case name != "":
			if numbers == nil {
				numbers = map[string]int{}
			}
			count++
			numbers[name] = count
		}
	}
	return numbers
}

// nameIn gives the name in a part such as (?<name> or \k<name>.
func nameIn(part string) string {
	if len(part) < 4 || part[len(part)-1] != '>' {
		return ""
	}
	return part[3 : len(part)-1]
}

// parts goes through a pattern in the pieces that mean something, and tells of
// each whether it stands in a class. Where groups have names, \k names one.
func parts(pattern string, named bool) iter.Seq2[string, bool] {
	return func(yield func(part string, class bool) bool) {
		class := false
		for rest := pattern; rest != ""; {
			n := 1
			switch {
			case rest[0] == '\\':
				n = escapeLength(rest, named && !class)
			case rest[0] == '(' && !class:
				n = groupLength(rest)
			}
			part := rest[:n]
			if !yield(part, class) {
				return
			}
			if class {
				class = part != "]"
			} else {
				class = part == "["
			}
			rest = rest[n:]
		}
	}
}

// escapeLength counts the bytes of a backslash and what it makes special. Before
// a c that names no control character it stands for itself.
func escapeLength(rest string, named bool) int {
	switch {
	case len(rest) == 1 || rest[1] == 'c' && (len(rest) == 2 || !isLetter(rest[2])):
		return 1
	case rest[1] == 'k' && named:
		return strings.IndexByte(rest, '>') + 1
	}
	return 2
}

// groupLength counts the bytes that start a group.
func groupLength(rest string) int {
	switch {
	case !strings.HasPrefix(rest, "(?"):
		return 1
	case rest[2] == '<' && rest[3] != '=' && rest[3] != '!':
		return strings.IndexByte(rest, '>') + 1
	}
	return 3
}

// plainEscape gives a part without a backslash that means nothing, and doubles
// one that stands for itself.
func plainEscape(part string) string {
	switch {
	case part == `\`:
		return `\\`
	case len(part) == 2 && part[0] == '\\' && isLetter(part[1]) && strings.IndexByte(knownEscapes, part[1]) < 0:
		return part[1:]
	}
	return part
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
