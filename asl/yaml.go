package asl

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

const (
	maxYAML      = 1 << 20 // bytes: AWS's limit of a definition
	maxYAMLDepth = 200     // levels
	maxYAMLLines = 30_000  // the YAML parser takes quadratic time over a wide mapping
	maxYAMLMarks = 2_000   // quotes and colons on one line, for the same reason
	maxYAMLNodes = 200_000 // nodes after aliases are followed
)

// yamlReader makes nodes of a YAML text.
type yamlReader struct {
	lines   []string
	found   *findings
	anchors map[string]ast.Node
	open    map[string]bool // anchors whose value is being read
	count   int
}

// parseYAML gives the top node, or nil after reporting why there is none. JSON is
// YAML too, and is read as JSON.
func parseYAML(source []byte, found *findings) (top *node) {
	if text := bytes.TrimSpace(source); len(text) > 0 && text[0] == '{' && json.Valid(text) {
		return parseJSON(source, found)
	}
	r := &yamlReader{lines: strings.Split(string(source), "\n"), found: found, anchors: map[string]ast.Node{}, open: map[string]bool{}}
	if why := tooMuchYAML(source, r.lines); why != "" {
		found.add(CodeTooMuch, diag.Position{File: found.file}, why, "split the workflow into machines that start each other", nil)
		return nil
	}
	file, err := parse(source)
	if err != nil {
		r.syntax(err)
		return nil
	}
	doc, err := onlyDocument(file)
	if err == nil {
		top, err = r.value(doc, 0)
	}
	if err != nil {
		r.syntax(err)
		return nil
	}
	top.adopt()
	return top
}

// parse runs the YAML parser, whose own failures must not become ours.
func parse(source []byte) (file *ast.File, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the YAML parser gave up: %v", p)
		}
	}()
	return parser.ParseBytes(source, 0, parser.AllowDuplicateMapKey())
}

// tooMuchYAML says why a text is not given to the YAML parser, which has no limits
// of its own. What nests shows in brackets, in indentation, and in marks that
// follow each other on one line.
func tooMuchYAML(source []byte, lines []string) string {
	if len(source) > maxYAML {
		return fmt.Sprintf("the text has %d bytes; at most %d of YAML are read", len(source), maxYAML)
	}
	depth := 0
	for _, b := range source {
		switch b {
		case '[', '{':
			depth++
		case ']', '}':
			depth = max(0, depth-1)
		}
		if depth > maxYAMLDepth {
			return fmt.Sprintf("the text nests deeper than %d", maxYAMLDepth)
		}
	}
	if len(lines) > maxYAMLLines {
		return fmt.Sprintf("the text has %d lines; at most %d of YAML are read", len(lines), maxYAMLLines)
	}
	for _, line := range lines {
		if strings.Count(line, ":")+strings.Count(line, `"`)+strings.Count(line, "'") > maxYAMLMarks {
			return fmt.Sprintf("a line has more than %d quotes and colons", maxYAMLMarks)
		}
		blanks := len(line) - len(strings.TrimLeft(line, " \t"))
		marks := strings.Count(line, "- ") + strings.Count(line, "? ") + strings.Count(line, "!") + strings.Count(line, "&")
		if blanks > 10*maxYAMLDepth || marks > 10*maxYAMLDepth {
			return fmt.Sprintf("the text nests deeper than %d", maxYAMLDepth)
		}
	}
	return ""
}

func onlyDocument(file *ast.File) (ast.Node, error) {
	var body ast.Node
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		if body != nil {
			return nil, yamlError{doc.Body, "the text holds more than one YAML document"}
		}
		body = doc.Body
	}
	if body == nil {
		return nil, errors.New("the text holds nothing")
	}
	return body, nil
}

// yamlError is what a definition cannot be made of, and where.
type yamlError struct {
	at      ast.Node
	message string
}

func (e yamlError) Error() string { return e.message }

func (r *yamlReader) value(n ast.Node, depth int) (*node, error) {
	r.count++
	if depth > maxYAMLDepth || r.count > maxYAMLNodes {
		return nil, yamlError{n, fmt.Sprintf("the text nests deeper than %d, or its aliases give more than %d values", maxYAMLDepth, maxYAMLNodes)}
	}
	made := &node{index: -1}
	made.line, made.column = r.place(n)
	switch n := n.(type) {
	case *ast.AnchorNode:
		return r.anchor(n, depth)
	case *ast.AliasNode:
		return r.alias(n, depth)
	case *ast.TagNode:
		return r.tagged(n, depth)
	case *ast.MappingNode:
		return made, r.mapping(made, n.Values, depth)
	case *ast.MappingValueNode:
		return made, r.mapping(made, []*ast.MappingValueNode{n}, depth)
	case *ast.SequenceNode:
		inner := make([]node, 0, len(n.Values))
		for _, item := range n.Values {
			one, err := r.value(item, depth+1)
			if err != nil {
				return nil, err
			}
			inner = append(inner, *one)
		}
		made.closeArray(inner)
		return made, nil
	}
	v, err := scalar(n)
	made.value = v
	return made, err
}

func (r *yamlReader) mapping(made *node, pairs []*ast.MappingValueNode, depth int) error {
	inner := make([]node, 0, len(pairs))
	there := make(map[string]bool, len(pairs))
	for _, pair := range pairs {
		if !pair.Key.IsMergeKey() {
			there[nameOf(pair.Key)] = true
		}
	}
	for _, pair := range pairs {
		m, err := r.value(pair.Value, depth+1)
		if err != nil {
			return err
		}
		if pair.Key.IsMergeKey() {
			inner = merge(inner, m, there)
			continue
		}
		m.name = nameOf(pair.Key)
		m.nameLine, m.nameColumn = r.place(pair.Key)
		inner = append(inner, *m)
	}
	made.closeObject(inner)
	if made.hasTwice() {
		r.found.hasTwice = true
	}
	return nil
}

func nameOf(key ast.MapKeyNode) string {
	if s, ok := key.(*ast.StringNode); ok {
		return s.Value
	}
	return key.GetToken().Value
}

// merge adds the members of a mapping that "<<" names, or of several, which do not
// replace those that are there.
func merge(inner []node, from *node, there map[string]bool) []node {
	if from.value.Kind() == jsonvalue.Array {
		for i := range from.inner {
			inner = merge(inner, &from.inner[i], there)
		}
		return inner
	}
	for _, m := range from.inner {
		if !there[m.name] {
			there[m.name] = true
			inner = append(inner, m)
		}
	}
	return inner
}

func (r *yamlReader) anchor(n *ast.AnchorNode, depth int) (*node, error) {
	name := n.Name.String()
	r.anchors[name], r.open[name] = n.Value, true
	v, err := r.value(n.Value, depth+1)
	r.open[name] = false
	return v, err
}

func (r *yamlReader) alias(n *ast.AliasNode, depth int) (*node, error) {
	name := n.Value.String()
	target, ok := r.anchors[name]
	if !ok {
		return nil, yamlError{n, fmt.Sprintf("there is no anchor &%s before this alias", name)}
	}
	if r.open[name] {
		return nil, yamlError{n, fmt.Sprintf("the alias *%s stands inside its own anchor", name)}
	}
	return r.value(target, depth+1)
}

func (r *yamlReader) tagged(n *ast.TagNode, depth int) (*node, error) {
	tag := n.Start.Value
	if !strings.HasPrefix(tag, "!!") {
		return nil, yamlError{n, fmt.Sprintf("the tag %s says nothing in a definition", tag)}
	}
	v, err := r.value(n.Value, depth+1)
	if err == nil && tag == "!!str" && v.value.Kind() != jsonvalue.String {
		v.value = jsonvalue.StringOf(n.Value.GetToken().Value)
	}
	return v, err
}

func scalar(n ast.Node) (jsonvalue.Value, error) {
	switch n := n.(type) {
	case nil, *ast.NullNode:
		return jsonvalue.NullValue(), nil
	case *ast.BoolNode:
		return jsonvalue.BoolOf(n.Value), nil
	case *ast.StringNode:
		return jsonvalue.StringOf(n.Value), nil
	case *ast.LiteralNode:
		return jsonvalue.StringOf(n.Value.Value), nil
	case *ast.IntegerNode:
		if v, ok := jsonvalue.NumberOf(n.Token.Value); ok {
			return v, nil
		}
		switch i := n.Value.(type) {
		case int64:
			return jsonvalue.IntOf(i), nil
		case uint64:
			v, _ := jsonvalue.NumberOf(strconv.FormatUint(i, 10))
			return v, nil
		}
	case *ast.FloatNode:
		if v, ok := jsonvalue.NumberOf(n.Token.Value); ok {
			return v, nil
		}
		if !math.IsInf(n.Value, 0) && !math.IsNaN(n.Value) {
			return jsonvalue.FloatOf(n.Value), nil
		}
	}
	return jsonvalue.Value{}, yamlError{n, fmt.Sprintf("JSON has no such value as %s", n.String())}
}

// place gives a node's line and column, the column in bytes.
func (r *yamlReader) place(n ast.Node) (line, column int32) {
	if n == nil {
		return 0, 0
	}
	at := start(n)
	if at == nil || at.Position == nil {
		return 0, 0
	}
	return int32(at.Position.Line), int32(r.bytes(at.Position.Line, at.Position.Column))
}

// start gives the first token of a node; that of a mapping is its first key.
func start(n ast.Node) *token.Token {
	switch n := n.(type) {
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return n.Values[0].Key.GetToken()
		}
	case *ast.MappingValueNode:
		return n.Key.GetToken()
	case *ast.AnchorNode:
		return start(n.Value)
	}
	return n.GetToken()
}

// bytes makes a column in bytes of one in characters, both from 1.
func (r *yamlReader) bytes(line, column int) int {
	if line < 1 || line > len(r.lines) {
		return column
	}
	seen := 1
	for i := range r.lines[line-1] {
		if seen == column {
			return i + 1
		}
		seen++
	}
	return column
}

func (r *yamlReader) syntax(err error) {
	at := diag.Position{File: r.found.file, Line: 1, Column: 1}
	message := err.Error()
	var ours yamlError
	var theirs *yaml.SyntaxError
	switch {
	case errors.As(err, &ours):
		line, column := r.place(ours.at)
		at.Line, at.Column = int(line), int(column)
	case errors.As(err, &theirs):
		message = theirs.Message
		if t := theirs.Token; t != nil && t.Position != nil {
			at.Line, at.Column = t.Position.Line, r.bytes(t.Position.Line, t.Position.Column)
		}
	}
	r.found.add(CodeSyntax, at, "this is no YAML definition: "+message, "", notJSON())
}
