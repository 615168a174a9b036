package jsonpath

import (
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

type stepKind uint8

const (
	stepName     stepKind = iota // .a or ['a']
	stepNames                    // ['a','b']
	stepIndex                    // [0]
	stepIndexes                  // [0,2]
	stepSlice                    // [1:3]
	stepWildcard                 // * or [*]
	stepScan                     // .. before another step
	stepFilter                   // [?(…)]
)

// step is one step of a path.
type step struct {
	kind     stepKind
	name     string   // stepName
	names    []string // stepNames
	index    int      // stepIndex
	indexes  []int    // stepIndexes
	slice    slice    // stepSlice
	filter   condition
	upstream bool // all steps before this one are definite
	last     bool
}

// slice holds the bounds of a stepSlice; a missing bound is nil.
type slice struct{ from, to *int }

// definite tells whether the step leads to one place at most. A union of names
// does at a path's end, where Jayway gives one object of those members.
func (s *step) definite() bool {
	switch s.kind {
	case stepName, stepIndex:
		return true
	case stepNames:
		return s.last
	}
	return false
}

// single follows a definite step, giving an absent value where it leads nowhere.
func (s *step) single(v jsonvalue.Value) jsonvalue.Value {
	switch s.kind {
	case stepName:
		return v.Get(s.name)
	case stepIndex:
		if s.index < 0 {
			return v.At(v.Len() + s.index)
		}
		return v.At(s.index)
	}
	return s.merge(v)
}

// merge gives an object of those members of v that the step names.
func (s *step) merge(v jsonvalue.Value) jsonvalue.Value {
	if v.Kind() != jsonvalue.Object {
		return jsonvalue.Value{}
	}
	var members []jsonvalue.Member
	for _, name := range s.names {
		if value := v.Get(name); value.Exists() {
			members = append(members, jsonvalue.Member{Name: name, Value: value})
		}
	}
	return jsonvalue.ObjectOf(members...)
}

// finish sets what a step needs to know of its neighbours, and tells whether all
// of them are definite.
func finish(steps []step) bool {
	definite := true
	for i := range steps {
		steps[i].upstream = definite
		steps[i].last = i == len(steps)-1
		definite = definite && steps[i].definite()
	}
	return definite
}

// appendTo writes a step as Jayway does in its messages.
func (s *step) appendTo(b *strings.Builder) {
	switch s.kind {
	case stepName:
		b.WriteString("['" + s.name + "']")
	case stepNames:
		b.WriteString("['" + strings.Join(s.names, "','") + "']")
	case stepIndex:
		b.WriteString("[" + strconv.Itoa(s.index) + "]")
	case stepIndexes:
		b.WriteByte('[')
		for i, index := range s.indexes {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(strconv.Itoa(index))
		}
		b.WriteByte(']')
	case stepSlice:
		b.WriteString("[" + bound(s.slice.from) + ":" + bound(s.slice.to) + "]")
	case stepWildcard:
		b.WriteString("[*]")
	case stepScan:
		b.WriteString("..")
	case stepFilter:
		b.WriteString("[?]")
	}
}

func bound(i *int) string {
	if i == nil {
		return ""
	}
	return strconv.Itoa(*i)
}

// location writes the first n steps as Jayway does: $['a'][0].
func location(steps []step, n int) string {
	var b strings.Builder
	b.WriteByte('$')
	for i := range n {
		steps[i].appendTo(&b)
	}
	return b.String()
}
