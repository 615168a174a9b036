package asl

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// lookahead is how many bytes the YAML parser reads before it looks at one.
const lookahead = 4

var codedEscape = regexp.MustCompile(`^\\[xuU][0-9A-Fa-f]*`)

// yamlFailure is where the YAML parser gave up. Its line is the one that its scanner
// says, which counts an empty line before the text: that of the mistake, or of the
// beginning of what is wrong.
type yamlFailure struct {
	source  string
	read    int // bytes
	stopped int // offset of the character that it looked at last, more or less
	line    int // or 0
}

// here is the character that the scanner looks at.
func here(f yamlFailure) (int, string) {
	r, size := utf8.DecodeRuneInString(f.source[f.stopped:])
	switch {
	case size == 0:
		return f.stopped, "the end of the text"
	case r == '\t':
		return f.stopped, "a tab"
	}
	return f.stopped, string(r)
}

// last is the character that was read last.
func last(f yamlFailure) (int, string) {
	_, size := utf8.DecodeLastRuneInString(f.source[:f.read])
	return f.read - size, ""
}

// word is the beginning of the last word before the scanner, which the parser takes
// only when the scanner has seen what follows.
func word(f yamlFailure) (int, string) {
	text := strings.TrimRight(f.source[:f.stopped], " \t\r\n")
	return strings.LastIndexAny(text, " \t\r\n") + 1, ""
}

func tab(f yamlFailure) (int, string) {
	return f.stopped + max(0, strings.IndexByte(f.source[f.stopped:], '\t')), ""
}

// escapeMark is the backslash before one, and the escape with it.
func escapeMark(f yamlFailure) (int, string) {
	at := max(0, strings.LastIndexByte(f.source[:f.read], '\\'))
	text := f.source[at:f.read]
	if coded := codedEscape.FindString(text); coded != "" {
		return at, coded
	}
	return at, text[:min(2, len(text))]
}

// name is the beginning of the line that the scanner says.
func name(f yamlFailure) (int, string) {
	begin, line := f.lineAt(f.line - 1)
	return begin + len(line) - len(strings.TrimLeft(line, " \t")), ""
}

// quote is the quotation mark that the line opens.
func quote(f yamlFailure) (int, string) {
	begin, line := f.lineAt(f.line - 1)
	if at := lastOpen(line, `"'`); at >= 0 {
		return begin + at, line[at : at+1]
	}
	at, _ := name(f)
	return at, "the same mark"
}

// bracket is that of a list which the text does not close, or where its comma is
// missing. The parser's line is one less than the scanner's.
func bracket(f yamlFailure) (int, string) { return f.opener("[") }

// brace is the same for an object.
func brace(f yamlFailure) (int, string) { return f.opener("{") }

func (f yamlFailure) opener(mark string) (int, string) {
	at, _ := word(f)
	if begin, line := f.lineAt(f.line); strings.TrimSpace(f.source[f.stopped:]) == "" && lastOpen(line, mark) >= 0 {
		at = begin + lastOpen(line, mark)
	}
	return at, strconv.Itoa(f.line)
}

// lineAt gives a line, counted from 1, and its offset.
func (f yamlFailure) lineAt(number int) (int, string) {
	begin := 0
	for ; number > 1; number-- {
		next := strings.IndexByte(f.source[begin:], '\n')
		if next < 0 {
			break
		}
		begin += next + 1
	}
	line, _, _ := strings.Cut(f.source[begin:], "\n")
	return begin, line
}

// lastOpen gives the last place where a line opens one of the marks and does not close
// it, or -1.
func lastOpen(line, marks string) int {
	open := []int{}   // brackets, and a quote at most
	mayBegin := true  // a value
	quoted := byte(0) // the mark of the text in quotes
	for i := 0; i < len(line); i++ {
		b := line[i]
		switch {
		case quoted == '"' && b == '\\':
			i++
		case quoted == b && b == '\'' && strings.HasPrefix(line[i+1:], "'"):
			i++
		case quoted == b && b != 0:
			quoted, mayBegin = 0, false
			open = open[:len(open)-1]
		case quoted != 0, b == ' ', b == '\t':
		case mayBegin && strings.IndexByte(`"'[{`, b) >= 0:
			open = append(open, i)
			if b == '"' || b == '\'' {
				quoted = b
			}
		case len(open) > 0 && (b == ']' || b == '}'):
			open = open[:len(open)-1]
			mayBegin = false
		default:
			ended := i+1 == len(line) || line[i+1] == ' '
			mayBegin = b == ',' || (b == ':' || b == '-' || b == '?') && (ended || len(open) > 0)
		}
	}
	for i := len(open) - 1; i >= 0; i-- {
		if strings.IndexByte(marks, line[open[i]]) >= 0 {
			return open[i]
		}
	}
	return -1
}
