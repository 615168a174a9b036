package asl

import (
	"bytes"
	"sort"
	"strings"

	"go.yaml.in/yaml/v3"
)

// yamlPlaces finds places of the YAML parser's, which counts characters, and knows
// more line ends than editors do: lone carriage returns and three of Unicode.
type yamlPlaces struct {
	source     []byte
	characters []int32            // the offset of each
	rows       []int              // of the YAML parser: the first character of each
	lines      []int              // of everybody: the offset of each
	begun      map[*yaml.Node]int // of values with an anchor, which are asked for again and again
}

func newYAMLPlaces(source []byte) *yamlPlaces {
	p := &yamlPlaces{source: source, rows: []int{0}, lines: []int{0}, begun: map[*yaml.Node]int{}}
	for at, r := range string(source) {
		p.characters = append(p.characters, int32(at))
		if strings.ContainsRune("\n\r\u0085\u2028\u2029", r) && !bytes.HasPrefix(source[at:], []byte("\r\n")) {
			p.rows = append(p.rows, len(p.characters))
		}
		if r == '\n' {
			p.lines = append(p.lines, at+1)
		}
	}
	return p
}

// position gives the line and the column of an offset, the column in bytes and both
// from 1.
func (p *yamlPlaces) position(offset int) (line, column int32) {
	before := sort.SearchInts(p.lines, offset+1)
	return int32(before), int32(offset - p.lines[before-1] + 1)
}

// mark gives the offset at which a value begins, or the anchor or the tag before it.
func (p *yamlPlaces) mark(n *yaml.Node) int {
	if n.Line > len(p.rows) {
		return len(p.source)
	}
	if i := p.rows[n.Line-1] + n.Column - 1; i < len(p.characters) {
		return int(p.characters[i])
	}
	return len(p.source)
}

// begin gives the offset of a value; that of an object is its first name's, or its
// brace's.
func (p *yamlPlaces) begin(n *yaml.Node) int {
	switch {
	case n.Kind == yaml.MappingNode && n.Style&yaml.FlowStyle == 0 && len(n.Content) > 0:
		return p.begin(n.Content[0])
	case isUnwritten(n), n.Anchor == "" && n.Style&yaml.TaggedStyle == 0:
		return p.mark(n)
	}
	if _, known := p.begun[n]; !known {
		p.begun[n] = p.afterProperties(p.mark(n))
	}
	return p.begun[n]
}

// afterProperties goes on behind anchors, tags, and what may stand between them.
func (p *yamlPlaces) afterProperties(at int) int {
	for at < len(p.source) {
		switch p.source[at] {
		case ' ', '\t', '\r', '\n':
			at++
		case '&', '!':
			at += lengthUntil(p.source[at:], " \t\r\n,]}")
		case '#':
			at += lengthUntil(p.source[at:], "\n")
		default:
			return at
		}
	}
	return at
}

func lengthUntil(text []byte, ends string) int {
	if i := bytes.IndexAny(text, ends); i >= 0 {
		return i
	}
	return len(text)
}
