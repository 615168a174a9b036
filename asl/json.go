package asl

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// jsonReader makes nodes of a JSON text, counting lines as it goes.
type jsonReader struct {
	text    []byte
	source  string // the same text: strings without escapes are parts of it
	decoder *jsontext.Decoder
	found   *findings
	counted int    // the offset up to which lines were counted
	line    int    // the lines before it
	start   int    // the offset at which the last of them begins
	stack   []node // of the arrays and objects that are open
}

// parseJSON gives the top node, or nil after reporting why there is none.
func parseJSON(source []byte, found *findings) *node {
	r := &jsonReader{text: source, source: string(source), found: found, line: 1,
		decoder: jsontext.NewDecoder(bytes.NewBuffer(withQuotes(source)), jsontext.AllowDuplicateNames(true))}
	top, err := r.value(0)
	if err == nil {
		r.next()
		if _, next := r.decoder.ReadToken(); next == nil {
			err = errGoesOn
		} else if !errors.Is(next, io.EOF) {
			err = next
		}
	}
	if err != nil {
		r.fail(err)
		return nil
	}
	top.adopt()
	return &top
}

var errGoesOn = errors.New("the text goes on after the definition's end")

var errTooDeep = fmt.Errorf("the text nests deeper than %d", jsonvalue.MaxDepth)

func (r *jsonReader) value(depth int) (n node, err error) {
	if depth > jsonvalue.MaxDepth {
		return n, errTooDeep
	}
	n.index = -1
	n.line, n.column = r.next()
	token, err := r.decoder.ReadToken()
	if err != nil {
		return n, err
	}
	switch token.Kind() {
	case 'n':
		n.value = jsonvalue.NullValue()
	case 't', 'f':
		n.value = jsonvalue.BoolOf(token.Bool())
	case '"':
		n.value = r.scalar(token)
	case '0':
		n.value, _ = jsonvalue.NumberOf(r.source[r.counted:r.decoder.InputOffset()])
	case '[':
		err = r.array(&n, depth)
	case '{':
		err = r.object(&n, depth)
	}
	return n, err
}

// scalar gives a string, or a substitution that stands for a value.
func (r *jsonReader) scalar(token jsontext.Token) jsonvalue.Value {
	if r.bare() {
		return jsonvalue.VerbatimOf(r.source[r.counted:r.decoder.InputOffset()])
	}
	return jsonvalue.StringOf(r.string(token))
}

// string gives the content of the string that was just read.
func (r *jsonReader) string(token jsontext.Token) string {
	if raw := r.source[r.counted:r.decoder.InputOffset()]; strings.IndexByte(raw, '\\') < 0 {
		return raw[1 : len(raw)-1]
	}
	return token.String()
}

func (r *jsonReader) array(n *node, depth int) error {
	first := len(r.stack)
	for r.decoder.PeekKind() != ']' {
		item, err := r.value(depth + 1)
		if err != nil {
			return err
		}
		r.stack = append(r.stack, item)
	}
	n.closeArray(r.take(first))
	_, err := r.decoder.ReadToken()
	return err
}

func (r *jsonReader) object(n *node, depth int) error {
	first := len(r.stack)
	for r.decoder.PeekKind() != '}' {
		line, column := r.next()
		token, err := r.decoder.ReadToken()
		if err != nil {
			return err
		}
		if r.bare() {
			return errBareName
		}
		name := r.string(token)
		m, err := r.value(depth + 1)
		if err != nil {
			return err
		}
		m.name, m.nameLine, m.nameColumn = name, line, column
		r.stack = append(r.stack, m)
	}
	n.closeObject(r.take(first))
	if n.hasTwice() {
		r.found.hasTwice = true
	}
	_, err := r.decoder.ReadToken()
	return err
}

// take gives the nodes of the stack from one on, in a slice of their own.
func (r *jsonReader) take(first int) []node {
	inner := slices.Clone(r.stack[first:])
	r.stack = r.stack[:first]
	return inner
}

// next gives the place of the token that comes next.
func (r *jsonReader) next() (line, column int32) {
	i := int(r.decoder.InputOffset())
	for i < len(r.text) && strings.IndexByte(" \t\r\n,:", r.text[i]) >= 0 {
		i++
	}
	for at, b := range r.text[r.counted:i] {
		if b == '\n' {
			r.line++
			r.start = r.counted + at + 1
		}
	}
	r.counted = i
	return int32(r.line), int32(i - r.start + 1)
}

// fail reports why the text cannot be read, once.
func (r *jsonReader) fail(err error) {
	offset := int(r.decoder.InputOffset())
	var syntax *jsontext.SyntacticError
	if errors.As(err, &syntax) {
		offset = int(syntax.ByteOffset)
		err = syntax.Err
	}
	if errors.Is(err, errGoesOn) || errors.Is(err, errBareName) {
		offset = r.counted
	}
	line, column := place(r.text, offset)
	at := diag.Position{File: r.found.file, Line: line, Column: column}
	switch {
	case errors.Is(err, errTooDeep) || strings.Contains(err.Error(), "depth"):
		r.found.add(CodeTooMuch, at, errTooDeep.Error(), "", notJSON())
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		r.found.add(CodeSyntax, at, "the text ends too early", "close what is open: a string, an array or an object", notJSON())
	case errors.Is(err, errBareName):
		r.found.add(CodeSyntax, at, err.Error(), `write "${Name}": …`, notJSON())
	case errors.Is(err, errGoesOn):
		r.found.add(CodeSyntax, at, err.Error(), "a file holds one definition", notJSON())
	default:
		message := strings.TrimPrefix(err.Error(), "jsontext: ")
		if strings.HasPrefix(r.source[min(offset, len(r.source)):], "$") {
			message = strings.Replace(message, `'"'`, "'$'", 1) // see withQuotes
		}
		r.found.add(CodeSyntax, at, "this is no JSON: "+message, helpJSON(r.source, offset), notJSON())
	}
}

// helpJSON says what to write instead of what stands at an offset, for the mistakes
// that people make.
func helpJSON(source string, offset int) string {
	if offset >= len(source) {
		return ""
	}
	before := strings.TrimRight(source[:offset], " \t\r\n")
	here := source[offset:]
	after := strings.TrimLeft(here[1:], " \t\r\n")
	switch {
	case here[0] == ',' && after != "" && strings.ContainsRune("}]", rune(after[0])):
		return "take it out: nothing comes after it"
	case strings.HasPrefix(here, "//"), strings.HasPrefix(here, "/*"), here[0] == '#':
		return "JSON has no comments; machines and states have a field Comment"
	case here[0] == '\'':
		return "texts stand between double quotes"
	case strings.HasPrefix(here, "NaN"), strings.HasPrefix(here, "Infinity"):
		return "JSON has no such number"
	case strings.HasPrefix(here, "True"), strings.HasPrefix(here, "False"), strings.HasPrefix(here, "None"), strings.HasPrefix(here, "undefined"):
		return "write true, false or null"
	case here[0] == '"' && before != "" && strings.ContainsRune(`"}]el0123456789`, rune(before[len(before)-1])):
		return "put a comma before it"
	}
	return ""
}
