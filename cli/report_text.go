package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/quickstep-go/quickstep/diag"
)

// writeText writes findings for people: each with its line and a caret.
func writeText(to io.Writer, all []*source, found diag.List) error {
	r := newTextReport(to, all)
	r.list(found)
	fmt.Fprintln(to, tally(found, len(all)))
	return nil
}

// textReport writes findings with the lines that they are about.
type textReport struct {
	to    io.Writer
	lines map[string][][]byte // of each file, split
}

func newTextReport(to io.Writer, all []*source) *textReport {
	r := &textReport{to: to, lines: map[string][][]byte{}}
	for _, s := range all {
		if s.output == nil {
			r.lines[s.name] = bytes.Split(s.text, []byte("\n"))
		}
	}
	return r
}

func (r *textReport) list(found diag.List) {
	for _, d := range found {
		r.one(d)
	}
}

func (r *textReport) one(d diag.Diagnostic) {
	if at := d.Position.String(); at != "" {
		fmt.Fprintf(r.to, "%s: ", at)
	}
	fmt.Fprintf(r.to, "%s: %s", d.Severity, d.Message)
	if d.Code != "" {
		fmt.Fprintf(r.to, " [%s]", d.Code)
	}
	fmt.Fprintln(r.to)
	if line, ok := r.line(d.Position); ok {
		shown, caret := excerpt(line, d.Position.Column)
		margin := fmt.Sprintf("%6d", d.Position.Line)
		fmt.Fprintf(r.to, "%s | %s\n", margin, shown)
		if d.Position.Column > 0 {
			fmt.Fprintf(r.to, "%s | %s^\n", strings.Repeat(" ", len(margin)), caret)
		}
	}
	if d.Help != "" {
		fmt.Fprintf(r.to, "  help | %s\n", d.Help)
	}
	fmt.Fprintln(r.to)
}

// line gives the line that a position is in. The lines of Go files are read when
// they are there.
func (r *textReport) line(p diag.Position) ([]byte, bool) {
	if p.Line == 0 {
		return nil, false
	}
	lines, known := r.lines[p.File]
	if !known {
		if text, err := os.ReadFile(p.File); err == nil {
			lines = bytes.Split(text, []byte("\n"))
		}
		r.lines[p.File] = lines
	}
	if p.Line > len(lines) {
		return nil, false
	}
	return bytes.TrimRight(lines[p.Line-1], "\r"), true
}

// wide is how many characters of a line are shown.
const wide = 100

// excerpt gives a line, or the part of a long one around a column, and the blanks
// that bring a caret below the column.
func excerpt(line []byte, column int) (shown, caret string) {
	at := min(max(0, column-1), len(line))
	before := []rune(strings.ToValidUTF8(string(line[:at]), "?"))
	after := []rune(strings.ToValidUTF8(string(line[at:]), "?"))
	if len(before) > wide*2/3 && len(before)+len(after) > wide {
		before = append([]rune("…"), before[len(before)-wide/2:]...)
	}
	if rest := max(wide-len(before), wide/3); len(after) > rest {
		after = append(after[:rest:rest], '…')
	}
	blanks := make([]rune, len(before))
	for i, r := range before {
		blanks[i] = ' '
		if r == '\t' {
			blanks[i] = '\t'
		}
	}
	return printable(string(before) + string(after)), string(blanks)
}

// printable replaces control characters, which could do things to a terminal, but for
// blanks and line ends.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r >= 0x7f && r < 0xa0 || r == utf8.RuneError {
			return '?'
		}
		return r
	}, text)
}

// tally sums up: "1 error, 2 hints in 3 definitions".
func tally(found diag.List, definitions int) string {
	var parts []string
	for _, s := range []diag.Severity{diag.Error, diag.Warning, diag.Hint} {
		if n := count(found, s); n > 0 {
			parts = append(parts, plural(n, s.String()))
		}
	}
	if len(parts) == 0 {
		parts = []string{"nothing wrong"}
	}
	return strings.Join(parts, ", ") + " in " + plural(definitions, "definition")
}

func count(found diag.List, s diag.Severity) int {
	n := 0
	for _, d := range found {
		if d.Severity == s {
			n++
		}
	}
	return n
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
