package asl_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/cputime"
)

// TestYAMLWords holds that mistakes of YAML are told where they are, and in words
// that say what to write.
func TestYAMLWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a:\n  b: [1]\n  c: \"x\n  d: 'y'\n", "3:6: the text in quotes that begins here does not end; close it with \""},
		{"a: ['it''s', \"\\\"\", 'x]\n", "1:20: the text in quotes that begins here does not end; close it with '"},
		{"a: it's \n\"b: 1\n", "2:1: the text in quotes that begins here does not end"},
		{"a: [b\n", "1:4: the list that begins in line 1 is not closed"},
		{"a:\n  b: {c: '{', d: {e: [x]\n", "2:18: the object that begins in line 2 is not closed"},
		{"a: {b: 1\nc: {d: 1}\n", "2:4: the object that begins in line 1 is not closed, or has no comma here; write , or }"},
		{"a: [x y, $.b[0]]\n", "1:10: the list that begins in line 1 is not closed, or has no comma here; write , or ]; inside of brackets, a text with ${Name}, ? or [ needs quotes"},
		{"a:\n  b: 1\n c: 2\n", "3:2: no field can stand here; indent it as the fields around it are"},
		{"a: 'it's'\n", "1:4: no field can stand here; indent it as the fields around it are, and leave nothing behind the end of a value"},
		{"- a\nb: 1\n", "2:1: no item of the list around it can stand here; begin each item with -"},
		{"a: 1\n  \nb\nc: 2\n", "3:1: there is no colon behind this name; write name: value"},
		{"a:\n  b: x: y\n", "2:7: this colon begins no value; a text with a colon and a blank needs quotes"},
		{"a:\n  b\n    c: d\n", "3:6: this colon begins no value"},
		{"a: ? b\n", "1:4: a question mark begins no value; put the text in quotes"},
		{"a: - b\n", "1:4: no list can begin here; begin it on the next line, or write it in brackets"},
		{"a: {% $x %}\n", "1:5: no value begins with %; put texts and expressions that do in quotes"},
		{"é: @x\n", "1:5: no value begins with @"},
		{"a:\n\tb: 1\n", "2:1: no value begins with a tab"},
		{"a:\n  b: 1\n\tc: 2\n", "3:1: a tab does not indent; indent with blanks"},
		{"a: |\n\tx\n", "2:1: a tab does not indent"},
		{"a: [1,, 2]\n", "a value is missing before this"},
		{`a: "C:\path"`, "1:7: \\p is no escape; write \\\\ for a backslash, or put the text in single quotes"},
		{`a: ["\x4z"]`, "1:6: \\x4 is no escape"},
		{`a: "\ud83d\ude00"`, "1:5: \\ud83d is no character; write the character itself"},
		{"a: |x\n  y\n", "1:4: a text of several lines begins on the next line"},
		{"a: b\nc: *\n", "2:4: an anchor or an alias has a name of letters, digits, - and _"},
		{"a: !x!y z\n", "the tag says nothing in a definition; leave it out"},
		{"%YAML 1.2\n---\na: 1\n", "the version of YAML cannot be chosen; leave the %YAML line out"},
		{"  a: 1\n b: 2\n", "2:2: this stands behind the end of the definition; indent all its fields alike"},
		{"a: \"\x07\"\n", "1:5: control characters are not allowed; write it as an escape in double quotes"},
		{"%FOO\n---\na: 1\n", "1:2: found unknown directive name"},
		{"a: 1\n---\nb: [\n", "3:4: a value is missing before this; write null for none, and close each [ and {"},
	} {
		_, found := asl.Parse([]byte(c.text), asl.YAML())
		place, words, _ := strings.Cut(found.String(), " this is no YAML definition: ")
		if got := place + " " + words; len(found) != 1 || !strings.Contains(got, c.want) {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// TestHostileYAML holds that no text is slow to read: a megabyte is the most, and time
// grows with the text and no faster.
func TestHostileYAML(t *testing.T) {
	size := 1 << 19
	if cputime.Race {
		size /= 10
	}
	many := func(text string) string { return strings.Repeat(text, size/len(text)) }
	numbered := func(format string) string {
		var b strings.Builder
		for i := 0; b.Len() < size-len(format); i++ {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	for name, text := range map[string]string{
		"wide":            numbered("a%d: 1\n"),
		"wide on a line":  "{" + numbered(`"a%d": 1,`) + "}",
		"long list":       "[" + many("é,") + "]",
		"same name":       many("a:\n"),
		"same names":      "a: &a {x: 1}\n" + many("<<: *a\n"),
		"brackets":        many("["),
		"pairs":           "[" + many("a: b, ") + "]",
		"in deep lists":   strings.Repeat("[", 9_990) + many("a,"),
		"dashes":          many("- "),
		"question marks":  many("? a\n"),
		"anchors":         "[" + numbered("&a%d x,") + "]",
		"far anchor":      "a: [" + strings.Repeat("é,", size/8) + " &a #" + strings.Repeat("c", size/4) + "\n {x: 1}]\nb: [" + strings.Repeat("*a,", size/8) + "]",
		"comments":        "a: 1\n" + many("# c\n"),
		"comments behind": many("- a # c\n"),
		"quoted lines":    "a: \"" + many("\n x"),
		"quotes":          many("'"),
		"escapes":         "\"" + many("\\\""),
		"blocks":          many("- |\n x\n"),
		"documents":       many("---\n"),
		"directives":      numbered("%%TAG !a%d! b\n"),
		"tags":            "[" + many("!!str a,") + "]",
		"number":          "a: " + many("1"),
		"underscores":     "a: 1" + many("_"),
		"odd line ends":   many("\u2028"),
	} {
		t.Run(name, func(t *testing.T) {
			took := cputime.Of(func() { asl.Parse([]byte(text), asl.YAML()) })
			if took > 5*time.Second { // it takes half a second
				t.Errorf("it took %s", took)
			}
		})
	}
}

// TestLargeYAML holds that a large definition is read, whether it has many lines or
// few.
func TestLargeYAML(t *testing.T) {
	var lines, braces strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&lines, "  S%d:\n    Type: Succeed\n", i)
		fmt.Fprintf(&braces, "S%d: {Type: Succeed},", i)
	}
	for _, text := range []string{"StartAt: S0\nStates:\n" + lines.String(), "{StartAt: S0, States: {" + braces.String() + "}}"} {
		m, found := asl.Parse([]byte(text), asl.YAML())
		if len(found) > 0 || m.States.Len() != 20_000 {
			t.Errorf("found %v", found)
		}
	}
}
