package asl

import (
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// yamlWords says for people what the YAML parser says in the words of its grammar.
type yamlWords struct {
	theirs     string
	place      func(yamlFailure) (offset int, what string) // what fills the words
	ours, help string
}

var allYAMLWords = []yamlWords{
	{"found unexpected end of stream", quote, "the text in quotes that begins here does not end", "close it with %s"},
	{"did not find expected ',' or ']'", bracket, "the list that begins in line %s is not closed, or has no comma here", "write , or ]; inside of brackets, a text with ${Name}, ? or [ needs quotes"},
	{"did not find expected ',' or '}'", brace, "the object that begins in line %s is not closed, or has no comma here", "write , or }; inside of braces, a text with ${Name}, ? or [ needs quotes"},
	{"did not find expected key", word, "no field can stand here", "indent it as the fields around it are, and leave nothing behind the end of a value"},
	{"did not find expected '-' indicator", word, "no item of the list around it can stand here", "begin each item with -, or indent what is none as the fields around it are"},
	{"could not find expected ':'", name, "there is no colon behind this name", "write name: value"},
	{"mapping values are not allowed in this context", here, "this colon begins no value", "a text with a colon and a blank needs quotes, a field the indentation of those around it, and a name on the line before a colon"},
	{"mapping keys are not allowed in this context", here, "a question mark begins no value", "put the text in quotes"},
	{"block sequence entries are not allowed in this context", here, "no list can begin here", "begin it on the next line, or write it in brackets"},
	{"found character that cannot start any token", here, "no value begins with %s", "put texts and expressions that do in quotes, and indent with blanks"},
	{"found a tab character", tab, "a tab does not indent", "indent with blanks"},
	{"did not find expected node content", word, "a value is missing before this", "write null for none, and close each [ and {"},
	{"found unknown escape character", escapeMark, "%s is no escape", `write \\ for a backslash, or put the text in single quotes`},
	{"did not find expected hexdecimal number", escapeMark, "%s is no escape", `write \\ for a backslash, or put the text in single quotes`},
	{"found invalid Unicode character escape code", escapeMark, "%s is no character", "write the character itself"},
	{"did not find expected comment or line break", here, "a text of several lines begins on the next line", "leave nothing behind the mark"},
	{"did not find expected alphabetic or numeric character", here, "an anchor or an alias has a name of letters, digits, - and _", "put a text that begins so in quotes"},
	{"did not find expected <document start>", word, "this stands behind the end of the definition", "indent all its fields alike"},
	{"found undefined tag handle", word, "the tag says nothing in a definition", "leave it out"},
	{"found incompatible YAML document", here, "the version of YAML cannot be chosen", "leave the %YAML line out"},
	{"control characters are not allowed", last, "control characters are not allowed", "write it as an escape in double quotes"},
	{"exceeded max depth", here, fmt.Sprintf("the text nests deeper than %d", maxYAMLDepth), ""},
}

var (
	yamlLine      = regexp.MustCompile(`^yaml: (?:line ([0-9]+): )?`)
	unknownAnchor = regexp.MustCompile(`^unknown anchor '(.*)' referenced`)
)

// explainYAML gives the place and the words of the YAML parser's failure.
func explainYAML(source []byte, err error) yamlError {
	f, err := readAgain(source, err)
	message := err.Error()
	if found := yamlLine.FindStringSubmatch(message); found != nil {
		message = message[len(found[0]):]
		f.line, _ = strconv.Atoi(found[1])
	}
	offset, _ := here(f)
	e := yamlError{}
	if found := unknownAnchor.FindStringSubmatch(message); found != nil {
		offset = max(0, strings.LastIndex(f.source[:f.read], "*"+found[1]))
		message = fmt.Sprintf("there is no anchor &%s before this alias", found[1])
	}
	for _, w := range allYAMLWords {
		if strings.Contains(message, w.theirs) {
			var what string
			offset, what = w.place(f)
			message, e.help = strings.ReplaceAll(w.ours, "%s", what), strings.ReplaceAll(w.help, "%s", what)
			if w.theirs == "exceeded max depth" {
				e.code = CodeTooMuch
			}
			break
		}
	}
	e.message = message
	e.line, e.column = newYAMLPlaces(source).position(offset)
	return e
}

// readAgain reads a text byte by byte, to see how far the YAML parser gets: it says
// a line at most. A line before the text makes it say more, as it takes the first one
// for none.
func readAgain(source []byte, err error) (yamlFailure, error) {
	const before, behind = "\n", "\n\n\n\n"
	text := &byteByByte{text: before + string(source) + behind}
	for documents := yaml.NewDecoder(text); ; {
		_, failed := nextDocument(documents)
		if failed == io.EOF {
			break
		}
		if failed != nil {
			err = failed
			break
		}
	}
	read := min(max(0, text.read-len(before)), len(source))
	stopped := min(max(0, text.read-len(before)-lookahead), len(source))
	return yamlFailure{source: string(source), read: read, stopped: stopped}, err
}

type byteByByte struct {
	text string
	read int
}

func (b *byteByByte) Read(to []byte) (int, error) {
	if b.read == len(b.text) {
		return 0, io.EOF
	}
	b.read++
	return copy(to[:1], b.text[b.read-1:]), nil
}
