package asl

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"

	"github.com/quickstep-go/quickstep/diag"
)

const (
	maxYAML           = 1 << 20 // bytes: AWS's limit of a definition
	maxYAMLDepth      = 200     // levels
	maxYAMLNodes      = 200_000 // values after aliases are followed
	maxYAMLDirectives = 100     // the YAML parser takes quadratic time over them
)

// yamlReader makes nodes of a YAML text.
type yamlReader struct {
	source []byte
	places *yamlPlaces
	found  *findings
	open   map[*yaml.Node]bool // values with an anchor that are being read
	count  int
}

// parseYAML gives the top node, or nil after reporting why there is none. JSON is
// YAML too, and is read as JSON.
func parseYAML(source []byte, found *findings) *node {
	if text := bytes.TrimSpace(source); len(text) > 0 && text[0] == '{' && json.Valid([]byte(withQuotes(string(text)))) {
		return parseJSON(source, found)
	}
	r := &yamlReader{source: source, found: found, open: map[*yaml.Node]bool{}}
	top, err := r.read()
	if err != nil {
		r.report(err)
		return nil
	}
	top.adopt()
	return top
}

func (r *yamlReader) read() (*node, error) {
	if why := tooMuchYAML(r.source); why != "" {
		return nil, yamlError{code: CodeTooMuch, message: why}
	}
	documents := yaml.NewDecoder(bytes.NewReader(r.source))
	doc, err := nextDocument(documents)
	if errors.Is(err, io.EOF) {
		return nil, yamlError{line: 1, column: 1, message: "the text holds nothing"}
	}
	if err != nil {
		return nil, explainYAML(r.source, err)
	}
	r.places = newYAMLPlaces(r.source)
	switch second, err := nextDocument(documents); {
	case err == nil:
		return nil, r.refuse(second, "the text holds more than one YAML document")
	case !errors.Is(err, io.EOF):
		return nil, explainYAML(r.source, err)
	}
	return r.value(doc, 0)
}

// tooMuchYAML says why a text is not given to the YAML parser. How deep it nests, and
// what aliases make of it, is seen afterwards.
func tooMuchYAML(source []byte) string {
	switch {
	case len(source) > maxYAML:
		return fmt.Sprintf("the text has %d bytes; at most %d of YAML are read", len(source), maxYAML)
	case bytes.Count(source, []byte("\n%")) > maxYAMLDirectives:
		return fmt.Sprintf("the text has more than %d directives", maxYAMLDirectives)
	}
	return ""
}

// nextDocument gives the content of the next document that has any, or [io.EOF]. The
// YAML parser's own failures must not become ours.
func nextDocument(documents *yaml.Decoder) (content *yaml.Node, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the YAML parser gave up: %v", p)
		}
	}()
	for {
		var doc yaml.Node
		if err := documents.Decode(&doc); err != nil {
			return nil, err
		}
		if content := doc.Content[0]; !isUnwritten(content) {
			return content, nil
		}
	}
}

// isUnwritten tells a value of which nothing is written, or no more than its anchor
// and its tag.
func isUnwritten(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Value == "" && n.Style&^yaml.TaggedStyle == 0
}

// yamlError is why no definition can be made of a text, and where.
type yamlError struct {
	code          string // or none, for [CodeSyntax]
	message, help string
	line, column  int32
}

func (e yamlError) Error() string { return e.message }

// refuse says what is wrong with a value, or with the anchor or the tag before it.
func (r *yamlReader) refuse(n *yaml.Node, message string, parts ...any) yamlError {
	line, column := r.places.position(r.places.mark(n))
	return yamlError{message: fmt.Sprintf(message, parts...), line: line, column: column}
}

func (r *yamlReader) report(err error) {
	e, ok := errors.AsType[yamlError](err)
	if !ok {
		e = yamlError{message: err.Error(), line: 1, column: 1}
	}
	at := diag.Position{File: r.found.file, Line: int(e.line), Column: int(e.column)}
	if e.code == CodeTooMuch {
		r.found.add(CodeTooMuch, at, e.message, "split the workflow into machines that start each other", nil)
		return
	}
	r.found.add(CodeSyntax, at, "this is no YAML definition: "+e.message, e.help, notJSON())
}

func (r *yamlReader) value(n *yaml.Node, depth int) (*node, error) {
	r.count++
	switch {
	case depth > maxYAMLDepth:
		return nil, r.tooMuch(n, "the text nests deeper than %d", maxYAMLDepth)
	case r.count > maxYAMLNodes:
		return nil, r.tooMuch(n, "the text gives more than %d values, counting each use of an alias", maxYAMLNodes)
	case n.Kind == yaml.AliasNode:
		return r.alias(n, depth)
	}
	if n.Anchor != "" {
		r.open[n] = true
		defer delete(r.open, n)
	}
	if err := r.checkTag(n); err != nil {
		return nil, err
	}
	made := &node{index: -1}
	made.line, made.column = r.places.position(r.places.begin(n))
	switch n.Kind {
	case yaml.MappingNode:
		return made, r.mapping(made, n, depth)
	case yaml.SequenceNode:
		return made, r.sequence(made, n, depth)
	}
	v, err := r.scalar(n)
	made.value = v
	return made, err
}

func (r *yamlReader) tooMuch(n *yaml.Node, message string, parts ...any) yamlError {
	e := r.refuse(n, message, parts...)
	e.code = CodeTooMuch
	return e
}

func (r *yamlReader) alias(n *yaml.Node, depth int) (*node, error) {
	if r.open[n.Alias] {
		return nil, r.refuse(n, "the alias *%s stands inside its own anchor", n.Value)
	}
	return r.value(n.Alias, depth+1)
}

func (r *yamlReader) sequence(made *node, n *yaml.Node, depth int) error {
	inner := make([]node, 0, len(n.Content))
	for _, item := range n.Content {
		one, err := r.value(item, depth+1)
		if err != nil {
			return err
		}
		inner = append(inner, *one)
	}
	made.closeArray(inner)
	return nil
}

// mapping reads the pairs of a mapping, whose content alternates between names and
// values.
func (r *yamlReader) mapping(made *node, n *yaml.Node, depth int) error {
	names, err := r.names(n)
	if err != nil {
		return err
	}
	inner := make([]node, 0, len(n.Content)/2)
	for i := 0; i < len(n.Content); i += 2 {
		key := n.Content[i]
		m, err := r.value(n.Content[i+1], depth+1)
		if err != nil {
			return err
		}
		if isMerge(key) {
			if inner, err = r.merge(inner, m, key, names); err != nil {
				return err
			}
			continue
		}
		m.name = named(key).Value
		m.nameLine, m.nameColumn = r.places.position(r.places.begin(key))
		inner = append(inner, *m)
	}
	made.closeObject(inner)
	if made.hasTwice() {
		r.found.hasTwice = true
	}
	return nil
}
