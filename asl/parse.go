package asl

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// The codes of what [Parse] reports. Package asl/check explains each of them.
const (
	CodeSyntax    = "QS1001" // the text is no JSON or YAML
	CodeNoObject  = "QS1002" // the text is no object
	CodeDuplicate = "QS1003" // a name comes twice in an object
	CodeWrongKind = "QS1004" // a field holds a value of the wrong kind
	CodeTooMuch   = "QS1005" // the text is too large or nests too deep
	CodeEncoding  = "QS1006" // the text is not UTF-8 or begins with a byte-order mark
)

// MaxSize is the most bytes of text that [Parse] reads. AWS takes a definition of
// at most 1 MiB; a text with more blanks in it may still become one.
const MaxSize = 8 << 20

// An Option says how a text is read.
type Option func(*options)

type options struct {
	file string
	yaml bool
}

// File names the file that the text came from: positions then carry the name, and
// one that ends in .yaml or .yml makes the text YAML.
func File(name string) Option {
	return func(o *options) {
		o.file = name
		switch strings.ToLower(filepath.Ext(name)) {
		case ".yaml", ".yml":
			o.yaml = true
		}
	}
}

// YAML says that the text is YAML; JSON texts are then read too.
func YAML() Option { return func(o *options) { o.yaml = true } }

// Parse reads a definition. The machine is nil only where the text is no object
// at all; otherwise it holds all that could be read, and the list says what could
// not. The list is in the order of the text.
func Parse(source []byte, with ...Option) (*StateMachine, diag.List) {
	top, found := parseNode(source, with)
	if top == nil {
		return nil, found.list
	}
	m := new(StateMachine)
	read(m, top, found)
	found.list.Sort()
	return m, found.list
}

// ParseState reads the text of a single state, as TestState takes it, into a
// machine whose one state has the name given and is where it starts.
func ParseState(source []byte, name string, with ...Option) (*StateMachine, diag.List) {
	top, found := parseNode(source, with)
	if top == nil {
		return nil, found.list
	}
	m := new(StateMachine)
	read(m, aroundState(top, name), found)
	found.list.Sort()
	return m, found.list
}

// aroundState makes the nodes of a machine that has nothing but the state.
func aroundState(state *node, name string) *node {
	part := func(called string) node {
		return node{name: called, index: -1, line: state.line, column: state.column, nameLine: state.line, nameColumn: state.column}
	}
	file := state.name
	inside := *state
	inside.name, inside.nameLine, inside.nameColumn = name, state.line, state.column
	start, states, top := part("StartAt"), part("States"), part(file)
	start.value = jsonvalue.StringOf(name)
	states.closeObject([]node{inside})
	top.closeObject([]node{start, states})
	top.adopt()
	return &top
}

// parseNode reads a text as an object; it gives nil where it is none.
func parseNode(source []byte, with []Option) (*node, *findings) {
	var o options
	for _, option := range with {
		option(&o)
	}
	found := &findings{file: o.file}
	if !readable(source, found) {
		return nil, found
	}
	parse := parseJSON
	if o.yaml {
		parse = parseYAML
	}
	top := parse(source, found)
	if top == nil {
		return nil, found
	}
	top.name = o.file
	if found.hasTwice {
		found.duplicates(top)
	}
	if top.value.Kind() != jsonvalue.Object {
		found.add(CodeNoObject, top.position(), "a definition is an object, and this is "+article(top.value.Kind()),
			`write {"StartAt": …, "States": {…}}`, noObject())
		return nil, found
	}
	return top, found
}

// readable tells whether a text has the size and the encoding to be looked at.
func readable(source []byte, found *findings) bool {
	at := func(offset int) diag.Position {
		line, column := place(source, offset)
		return diag.Position{File: found.file, Line: line, Column: column}
	}
	switch {
	case len(source) > MaxSize:
		found.add(CodeTooMuch, diag.Position{File: found.file}, fmt.Sprintf("the text has %d bytes; at most %d are read, and AWS takes 1048576", len(source), MaxSize),
			"split the workflow into machines that start each other", nil)
	case len(bytes.TrimSpace(source)) == 0:
		found.add(CodeNoObject, at(0), "the text is empty", `write {"StartAt": …, "States": {…}}`, noObject())
	case len(source) >= 3 && string(source[:3]) == "\ufeff":
		found.add(CodeEncoding, at(0), "the text begins with a byte-order mark", "save the file as UTF-8 without one", notJSON())
	case !utf8.Valid(source):
		found.add(CodeEncoding, at(firstInvalid(source)), "the text is not valid UTF-8", "save the file as UTF-8", notJSON())
	default:
		return true
	}
	return false
}

func firstInvalid(source []byte) int {
	for i := 0; i < len(source); {
		r, size := utf8.DecodeRune(source[i:])
		if r == utf8.RuneError && size <= 1 {
			return i
		}
		i += size
	}
	return len(source)
}

// place gives the line and the column of an offset, both from 1.
func place(source []byte, offset int) (line, column int) {
	line, start := 1, 0
	for i, b := range source[:min(offset, len(source))] {
		if b == '\n' {
			line, start = line+1, i+1
		}
	}
	return line, min(offset, len(source)) - start + 1
}
