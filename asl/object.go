package asl

import (
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// Object is what every part of a definition that is a JSON object knows of its
// text. Of a part that was built and not read, only Extra can be set.
type Object struct {
	// Extra holds the fields that the language does not know at this place, in the
	// order of the text.
	Extra []jsonvalue.Member

	node *node
}

// At gives the place of the object or, down a path of names and indexes, of
// something in it: of a field's value, or of a node inside a payload. Where the
// path leads too far it is the place of the last thing on the way. The zero
// Position is given for what was built and not read.
func (o *Object) At(path ...string) diag.Position { return o.node.down(path).position() }

// Location gives the same place as [Object.At] in the form that AWS writes in its
// diagnostics, such as /States/Pick/Choices[0]/Next. The top is "/".
func (o *Object) Location(path ...string) string {
	n := o.node.down(path)
	if n == nil {
		return ""
	}
	if at := n.location(); at != "" {
		return at
	}
	return "/"
}

// NameAt gives the place of a field's name, or of the object where it has no such
// field.
func (o *Object) NameAt(field string) diag.Position {
	if o.node != nil {
		if m := o.node.member(field); m != nil {
			return m.namePosition()
		}
	}
	return o.At()
}

// NameAtPath is [Object.NameAt] for a name deeper inside: the last step of the path
// is the name.
func (o *Object) NameAtPath(path ...string) diag.Position {
	if len(path) == 0 {
		return o.At()
	}
	inner := Object{node: o.node.down(path[:len(path)-1])}
	return inner.NameAt(path[len(path)-1])
}

// Has tells whether the text had the field, even where its value is the field's
// zero value. It is false for what was built and not read.
func (o *Object) Has(field string) bool { return o.Raw(field).Exists() }

// Raw gives a field as the text had it, or an absent value.
func (o *Object) Raw(field string) jsonvalue.Value {
	if o.node == nil {
		return jsonvalue.Value{}
	}
	return o.node.value.Get(field)
}

// Placed tells whether the object was read from a text, and so knows its place.
func (o *Object) Placed() bool { return o.node != nil }

// Malformed tells whether the text had something that is no object at this place.
// Parse has reported it then.
func (o *Object) Malformed() bool {
	return o.node != nil && o.node.value.Kind() != jsonvalue.Object
}

// Names gives the names of the fields that the text had, in order.
func (o *Object) Names() []string {
	if o.node == nil {
		return nil
	}
	if o.Malformed() {
		return nil
	}
	names := make([]string, len(o.node.inner))
	for i := range o.node.inner {
		names[i] = o.node.inner[i].name
	}
	return names
}

func (o *Object) object() *Object { return o }
