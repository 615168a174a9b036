package asl

import (
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// node is one value of a text, with its place. JSON and YAML both become nodes.
type node struct {
	value   jsonvalue.Value
	parent  *node  // nil at the top
	name    string // in its object; of the top node, the file's
	index   int32  // in an array; -1 elsewhere
	line    int32
	column  int32
	members []member
	items   []*node
}

type member struct {
	name         string
	line, column int32 // of the name
	node         *node
}

// member gives the last member of a name, which is the one that counts.
func (n *node) member(name string) *member {
	for i := len(n.members) - 1; i >= 0; i-- {
		if n.members[i].name == name {
			return &n.members[i]
		}
	}
	return nil
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
		return m.node
	}
	if i, err := strconv.Atoi(step); err == nil && i >= 0 && i < len(n.items) {
		return n.items[i]
	}
	return nil
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
