package awsshapes

import (
	_ "embed"
	"encoding/binary"
	"math"
	"strconv"
	"strings"

	"github.com/klauspost/compress/zstd"
)

//go:embed shapes.bin
var file []byte

// Kind is what a value is in JSON.
type Kind uint8

// The kinds.
const (
	Any Kind = iota
	Text
	Bytes // base64 text
	Time
	Number
	Bool
	List
	Map
	Structure
)

// A Shape is what is known of a value. It may lead back to itself.
type Shape struct {
	Kind    Kind
	Members []Member // of a structure, by name as the model has it
	Item    *Shape   // of a list, or of a map's values
	OneOf   []string // all that a text may be; nil is any
	Least   float64  // of a number, or of the length of a text or of bytes
	Most    float64  // of a number
}

// A Member is a field of a structure.
type Member struct {
	Name   string
	Needed bool // it is always there
	Shape  *Shape
}

// Response gives what an operation answers. The service is named as in a task's
// Resource after aws-sdk, such as sfn; letter case of the operation does not count.
// It is false for what the models do not have, and for what answers nothing.
func Response(service, operation string) (*Shape, bool) {
	operations, shapes, _ := strings.Cut(table(service), "\n\n")
	for line := range strings.Lines(operations) {
		name, reference, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if strings.EqualFold(name, operation) {
			r := reader{lines: strings.Split(shapes, "\n"), made: map[int]*Shape{}}
			return r.shape(reference), true
		}
	}
	return nil, false
}

// Services gives the names of all services, in order.
func Services() []string {
	var names []string
	index, _ := split()
	for line := range strings.Lines(index) {
		name, _, _ := strings.Cut(line, "\t")
		names = append(names, name)
	}
	return names
}

// Operations gives the names of a service's operations that answer something, in
// order.
func Operations(service string) []string {
	var names []string
	operations, _, _ := strings.Cut(table(service), "\n\n")
	for line := range strings.Lines(operations) {
		name, _, _ := strings.Cut(line, "\t")
		names = append(names, name)
	}
	return names
}

// split gives the index and the packed tables.
func split() (index string, tables []byte) {
	n := 4 + int(binary.BigEndian.Uint32(file))
	return unpack(file[4:n]), file[n:]
}

// table gives a service's table, or nothing.
func table(service string) string {
	index, tables := split()
	for line := range strings.Lines(index) {
		parts := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if parts[0] == service {
			from, size := number(parts[1]), number(parts[2])
			return unpack(tables[from : from+size])
		}
	}
	return ""
}

// unpack cannot fail: the test reads the whole file.
func unpack(packed []byte) string {
	decoder, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return ""
	}
	defer decoder.Close()
	text, _ := decoder.DecodeAll(packed, nil)
	return string(text)
}

func number(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}

// letters are the shapes that have no line.
var letters = map[string]*Shape{
	"t": {Kind: Text}, "n": {Kind: Number, Least: math.Inf(-1), Most: math.Inf(1)}, "b": {Kind: Bool}, "d": {Kind: Time}, "x": {Kind: Any},
}

// reader makes shapes of lines.
type reader struct {
	lines []string
	made  map[int]*Shape
}

func (r *reader) shape(reference string) *Shape {
	if s := letters[reference]; s != nil {
		return s
	}
	n := number(reference)
	if s := r.made[n]; s != nil {
		return s
	}
	s := &Shape{}
	r.made[n] = s
	parts := strings.Split(r.lines[n], "\t")
	switch parts[0] {
	case "s":
		s.Kind = Structure
		for i := 1; i+1 < len(parts); i += 2 {
			name, needed := strings.CutSuffix(parts[i], "!")
			s.Members = append(s.Members, Member{name, needed, r.shape(parts[i+1])})
		}
	case "l":
		s.Kind, s.Item = List, r.shape(parts[1])
	case "m":
		s.Kind, s.Item = Map, r.shape(parts[1])
	case "e":
		s.Kind, s.OneOf = Text, parts[1:]
	case "t":
		s.Kind, s.Least = Text, bound(parts[1], 0)
	case "y":
		s.Kind, s.Least = Bytes, bound(parts[1], 0)
	case "n":
		s.Kind, s.Least, s.Most = Number, bound(parts[1], math.Inf(-1)), bound(parts[2], math.Inf(1))
	}
	return s
}

func bound(text string, none float64) float64 {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return none
	}
	return n
}
