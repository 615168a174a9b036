package asl

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// jsonReader makes nodes of a JSON text, counting lines as it goes.
type jsonReader struct {
	source  string
	tokens  *jsonvalue.Tokens
	found   *findings
	counted int    // the offset up to which lines were counted
	line    int    // the lines before it
	start   int    // the offset at which the last of them begins
	stack   []node // of the arrays and objects that are open
}

// parseJSON gives the top node, or nil after reporting why there is none.
func parseJSON(source []byte, found *findings) *node {
	text := string(source)
	r := &jsonReader{source: text, tokens: jsonvalue.NewTokens(withQuotes(text)), found: found, line: 1}
	top, err := r.next(0)
	if err == nil {
		_, err = r.tokens.Next()
	}
	if err != nil {
		r.fail(err)
		return nil
	}
	top.adopt()
	return &top
}

var errTooDeep = fmt.Errorf("the text nests deeper than %d", jsonvalue.MaxDepth)

// next gives the value that starts with the next token.
func (r *jsonReader) next(depth int) (node, error) {
	kind, err := r.tokens.Next()
	if err != nil {
		return node{}, err
	}
	return r.value(kind, depth)
}

// value gives the value whose first token was read.
func (r *jsonReader) value(kind byte, depth int) (n node, err error) {
	if depth > jsonvalue.MaxDepth {
		return n, errTooDeep
	}
	n.index = -1
	n.line, n.column = r.place()
	switch kind {
	case 'n':
		n.value = jsonvalue.NullValue()
	case 't', 'f':
		n.value = jsonvalue.BoolOf(kind == 't')
	case '"':
		n.value = r.scalar()
	case '0':
		n.value, _ = jsonvalue.NumberOf(r.tokens.Raw())
	case '[':
		err = r.array(&n, depth)
	case '{':
		err = r.object(&n, depth)
	}
	return n, err
}

// scalar gives a string, or a substitution that stands for a value.
func (r *jsonReader) scalar() jsonvalue.Value {
	if r.bare() {
		start, end := r.tokens.Offsets()
		return jsonvalue.VerbatimOf(r.source[start:end])
	}
	return jsonvalue.StringOf(r.tokens.Text())
}

func (r *jsonReader) array(n *node, depth int) error {
	first := len(r.stack)
	for {
		kind, err := r.tokens.Next()
		if err != nil {
			return err
		}
		if kind == ']' {
			break
		}
		item, err := r.value(kind, depth+1)
		if err != nil {
			return err
		}
		r.stack = append(r.stack, item)
	}
	n.closeArray(r.take(first))
	return nil
}

func (r *jsonReader) object(n *node, depth int) error {
	first := len(r.stack)
	for {
		kind, err := r.tokens.Next()
		if err != nil {
			return err
		}
		if kind == '}' {
			break
		}
		if r.bare() {
			return errBareName
		}
		name := r.tokens.Text()
		line, column := r.place()
		m, err := r.next(depth + 1)
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
	return nil
}

// take gives the nodes of the stack from one on, in a slice of their own.
func (r *jsonReader) take(first int) []node {
	inner := slices.Clone(r.stack[first:])
	r.stack = r.stack[:first]
	return inner
}

// place gives the place of the token that was read.
func (r *jsonReader) place() (line, column int32) {
	i, _ := r.tokens.Offsets()
	for {
		n := strings.IndexByte(r.source[r.counted:i], '\n')
		if n < 0 {
			break
		}
		r.line++
		r.counted += n + 1
		r.start = r.counted
	}
	r.counted = i
	return int32(r.line), int32(i - r.start + 1)
}

// fail reports why the text cannot be read, once.
func (r *jsonReader) fail(err error) {
	offset, _ := r.tokens.Offsets()
	var syntax *jsonvalue.SyntaxError
	if errors.As(err, &syntax) {
		offset = syntax.Offset
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		offset = len(r.source)
	}
	line, column := place([]byte(r.source), offset)
	at := diag.Position{File: r.found.file, Line: line, Column: column}
	switch {
	case errors.Is(err, errTooDeep):
		r.found.add(CodeTooMuch, at, err.Error(), "", notJSON())
	case errors.Is(err, io.ErrUnexpectedEOF):
		r.found.add(CodeSyntax, at, "the text ends too early", "close what is open: a string, an array or an object", notJSON())
	case errors.Is(err, errBareName):
		r.found.add(CodeSyntax, at, err.Error(), `write "${Name}": …`, notJSON())
	case syntax.After:
		r.found.add(CodeSyntax, at, "the text goes on after the definition's end", "a file holds one definition", notJSON())
	default:
		problem := syntax.Problem
		if strings.HasPrefix(r.source[offset:], "$") {
			problem = strings.Replace(problem, `'"'`, "'$'", 1) // see withQuotes
		}
		r.found.add(CodeSyntax, at, "this is no JSON: "+problem, helpJSON(r.source, offset), notJSON())
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
