package asl

import (
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// node is one value of a text, with its place. JSON and YAML both become nodes. What
// an array or an object holds lies side by side in one slice.
type node struct {
	value  jsonvalue.Value
	parent *node  // nil at the top
	name   string // in its object; of the top node, the file's
	inner  []node // members in the order of the text, or items
	index  int32  // in an array; -1 elsewhere

	line, column         int32
	nameLine, nameColumn int32
}

// linear is how many members are searched one by one before the value's index pays.
const linear = 32

// member gives the last member of a name, which is the one that counts.
func (n *node) member(name string) *node {
	if n.value.Kind() != jsonvalue.Object {
		return nil
	}
	if len(n.inner) > linear && !n.hasTwice() {
		if i := n.value.IndexOf(name); i >= 0 {
			return &n.inner[i]
		}
		return nil
	}
	for i := len(n.inner) - 1; i >= 0; i-- {
		if n.inner[i].name == name {
			return &n.inner[i]
		}
	}
	return nil
}

// closeArray makes an array of the nodes that were read into it.
func (n *node) closeArray(inner []node) {
	n.inner = inner
	items := make([]jsonvalue.Value, len(inner))
	for i := range inner {
		inner[i].index = int32(i)
		inner[i].adopt()
		items[i] = inner[i].value
	}
	n.value = jsonvalue.ArrayOf(items...)
}

// closeObject makes an object of the nodes that were read into it.
func (n *node) closeObject(inner []node) {
	n.inner = inner
	members := make([]jsonvalue.Member, len(inner))
	for i := range inner {
		inner[i].adopt()
		members[i] = jsonvalue.Member{Name: inner[i].name, Value: inner[i].value}
	}
	n.value = jsonvalue.ObjectOf(members...)
}

// adopt tells what a node holds where the node is, once it does not move any more.
func (n *node) adopt() {
	for i := range n.inner {
		n.inner[i].parent = n
	}
}

// hasTwice tells whether a name comes twice in an object.
func (n *node) hasTwice() bool {
	return n.value.Kind() == jsonvalue.Object && n.value.Len() < len(n.inner)
}

// down follows names and indexes as far as they lead.
func (n *node) down(path []string) *node {
	for _, step := range path {
		inner := n.child(step)
		if inner == nil {
			return n
		}
		n = inner
	}
	return n
}

func (n *node) child(step string) *node {
	if n == nil {
		return nil
	}
	if m := n.member(step); m != nil {
		return m
	}
	if n.value.Kind() != jsonvalue.Array {
		return nil
	}
	if i, err := strconv.Atoi(step); err == nil && i >= 0 && i < len(n.inner) {
		return &n.inner[i]
	}
	return nil
}

// namePosition is the place of the node's name.
func (n *node) namePosition() diag.Position {
	p := n.position()
	p.Line, p.Column = int(n.nameLine), int(n.nameColumn)
	return p
}

func (n *node) position() diag.Position {
	if n == nil {
		return diag.Position{}
	}
	top := n
	for top.parent != nil {
		top = top.parent
	}
	return diag.Position{File: top.name, Line: int(n.line), Column: int(n.column), Pointer: n.pointer()}
}

func (n *node) pointer() string {
	if n.parent == nil {
		return ""
	}
	step := n.name
	if n.index >= 0 {
		step = strconv.Itoa(int(n.index))
	}
	return n.parent.pointer() + "/" + escape.Replace(step)
}

// location is the pointer in AWS's form: no escapes, and indexes in brackets.
func (n *node) location() string {
	switch {
	case n.parent == nil:
		return ""
	case n.index >= 0:
		return n.parent.location() + "[" + strconv.Itoa(int(n.index)) + "]"
	}
	return n.parent.location() + "/" + n.name
}

// escape writes a name as a step of a JSON pointer (RFC 6901).
var escape = strings.NewReplacer("~", "~0", "/", "~1")
