package asl

import (
	"slices"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// codec goes over the fields of one object, reading them from a node or writing
// them. Each part of the language lists its fields once, in the order in which
// they are written; the same list reads them.
//
// A field whose Go value is still what reading gave is written as it was read, so
// that nothing is lost: not the text of a number, nor a value of the wrong kind.
type codec struct {
	reading bool
	style   Style
	found   *findings          // reading
	node    *node              // what is read or was read; nil for what was built
	names   bool               // only the names of the fields are asked for
	listed  []string           // those names
	used    []bool             // reading: the members that are known fields
	out     []jsonvalue.Member // writing: in the order of the fields
}

// read fills a part from a node, whatever kind that is.
func read(e Part, n *node, found *findings) {
	o := e.object()
	o.node = n
	if n.value.Kind() != jsonvalue.Object {
		found.wrongKind(n, "an object", "OBJECT")
		return
	}
	c := found.reader(n)
	e.fields(c)
	c.extras(o)
	found.spare = append(found.spare, c)
}

// reader gives a codec that reads a node, one that is done with another where there
// is one.
func (f *findings) reader(n *node) *codec {
	c := new(codec)
	if last := len(f.spare) - 1; last >= 0 {
		c, f.spare = f.spare[last], f.spare[:last]
	}
	used := slices.Grow(c.used[:0], len(n.inner))[:len(n.inner)]
	clear(used)
	*c = codec{reading: true, found: f, node: n, used: used}
	return c
}

// extras keeps the members that are no known fields. Of a name that comes twice the
// last counts.
func (c *codec) extras(o *Object) {
	n := c.node
	var last map[string]int
	if n.hasTwice() {
		last = make(map[string]int, len(n.inner))
		for i := range n.inner {
			last[n.inner[i].name] = i
		}
	}
	for i := range n.inner {
		m := &n.inner[i]
		if c.used[i] || last != nil && last[m.name] != i {
			continue
		}
		o.Extra = append(o.Extra, jsonvalue.Member{Name: m.name, Value: m.value})
	}
}

// write gives a part as JSON.
func write(e Part, style Style) jsonvalue.Value {
	o := e.object()
	if o.node != nil && o.node.value.Kind() != jsonvalue.Object {
		return o.node.value
	}
	c := codec{node: o.node, style: style}
	e.fields(&c)
	c.out = append(c.out, o.Extra...)
	if o.node != nil && !style.Canonical {
		c.out = asRead(c.out, o.node)
	}
	return jsonvalue.ObjectOf(c.out...)
}

// asRead puts members in the order of the text; one that is new comes after the
// one that precedes it among the fields of the language.
func asRead(members []jsonvalue.Member, n *node) []jsonvalue.Member {
	at := make(map[string]int, len(members))
	for i, m := range members {
		at[m.Name] = i
	}
	ordered := make([]jsonvalue.Member, 0, len(members))
	taken := make([]bool, len(members))
	for j := range n.inner {
		m := &n.inner[j]
		if i, ok := at[m.name]; ok && !taken[i] {
			taken[i] = true
			ordered = append(ordered, members[i])
		}
	}
	for i, m := range members {
		if taken[i] {
			continue
		}
		place := 0
		if i > 0 {
			place = 1 + slices.IndexFunc(ordered, func(o jsonvalue.Member) bool { return o.Name == members[i-1].Name })
		}
		ordered = slices.Insert(ordered, place, m)
	}
	return ordered
}

// member gives the node of a field, or nil, and notes that the field is known.
func (c *codec) member(name string) *node {
	if c.names {
		c.listed = append(c.listed, name)
	}
	if c.node == nil {
		return nil
	}
	var found *node
	for i := range c.node.inner {
		if c.node.inner[i].name == name {
			if c.reading {
				c.used[i] = true
			}
			found = &c.node.inner[i]
		}
	}
	return found
}

func (c *codec) put(name string, v jsonvalue.Value) {
	c.out = append(c.out, jsonvalue.Member{Name: name, Value: v})
}

// constant is a field whose value follows from the Go type.
func (c *codec) constant(name, text string) {
	c.member(name)
	if !c.reading {
		c.put(name, jsonvalue.StringOf(text))
	}
}

// form is how a Go type stands for JSON.
type form[T any] struct {
	want  string // for people, such as "a string"
	aws   string // in AWS's words, such as STRING
	read  func(jsonvalue.Value) (T, bool)
	write func(T) jsonvalue.Value
	equal func(a, b T) bool
}

// field reads or writes a field by its form.
func field[T any](c *codec, name string, to *T, f form[T]) {
	n := c.member(name)
	if c.reading {
		if n == nil {
			return
		}
		v, ok := f.read(n.value)
		if !ok {
			c.found.wrongKind(n, f.want, f.aws)
			return
		}
		*to = v
		return
	}
	var zero, was T
	if n != nil {
		was, _ = f.read(n.value)
	}
	switch {
	case n != nil && f.equal(*to, was):
		c.put(name, n.value)
	case !f.equal(*to, zero):
		c.put(name, f.write(*to))
	}
}

func same[T comparable](a, b T) bool { return a == b }

// text is written out, and not a form, because most fields are text.
func text[S ~string](c *codec, name string, to *S) {
	n := c.member(name)
	if c.reading {
		switch {
		case n == nil:
		case n.value.Kind() == jsonvalue.String:
			*to = S(n.value.Text())
		default:
			c.found.wrongKind(n, "a string", "STRING")
		}
		return
	}
	switch {
	case n != nil && string(*to) == n.value.Text():
		c.put(name, n.value)
	case *to != "":
		c.put(name, jsonvalue.StringOf(string(*to)))
	}
}

func flag(c *codec, name string, to *bool) {
	field(c, name, to, form[bool]{"true or false", "BOOLEAN",
		func(v jsonvalue.Value) (bool, bool) { return v.Bool(), v.Kind() == jsonvalue.Bool },
		jsonvalue.BoolOf, same[bool]})
}

func number(c *codec, name string, to *Number) {
	field(c, name, to, form[Number]{"a number", "INTEGER",
		func(v jsonvalue.Value) (Number, bool) {
			if v.Kind() != jsonvalue.Number && v.Kind() != jsonvalue.String {
				return Number{}, false
			}
			return Number{v}, true
		},
		Number.Value, same[Number]})
}

func path(c *codec, name string, to *Path) {
	field(c, name, to, form[Path]{"a string or null", "STRING",
		func(v jsonvalue.Value) (Path, bool) {
			if v.Kind() == jsonvalue.Null {
				return NullPath(), true
			}
			return PathOf(v.Text()), v.Kind() == jsonvalue.String
		},
		func(p Path) jsonvalue.Value {
			if p.IsNull() {
				return jsonvalue.NullValue()
			}
			return jsonvalue.StringOf(p.Text())
		}, same[Path]})
}

func texts(c *codec, name string, to *[]string) {
	field(c, name, to, form[[]string]{"an array of strings", "ARRAY", readTexts,
		func(all []string) jsonvalue.Value {
			items := make([]jsonvalue.Value, len(all))
			for i, s := range all {
				items[i] = jsonvalue.StringOf(s)
			}
			return jsonvalue.ArrayOf(items...)
		},
		func(a, b []string) bool { return (a == nil) == (b == nil) && slices.Equal(a, b) }})
}

func readTexts(v jsonvalue.Value) ([]string, bool) {
	if v.Kind() != jsonvalue.Array {
		return nil, false
	}
	all := make([]string, v.Len())
	for i, item := range v.Items() {
		if item.Kind() != jsonvalue.String {
			return nil, false
		}
		all[i] = item.Text()
	}
	return all, true
}

func value(c *codec, name string, to *jsonvalue.Value) {
	n := c.member(name)
	switch {
	case c.reading && n != nil:
		*to = n.value
	case !c.reading && to.Exists():
		c.put(name, *to)
	}
}

// part is a pointer to a part of the language.
type part[T any] interface {
	*T
	Part
}

// one is a field that holds one object.
func one[T any, P part[T]](c *codec, name string, to **T) {
	n := c.member(name)
	switch {
	case c.reading && n != nil:
		*to = new(T)
		read(P(*to), n, c.found)
	case !c.reading && *to != nil:
		c.put(name, write(P(*to), c.style))
	}
}

// many is a field that holds an array of objects.
func many[T any, P part[T]](c *codec, name string, to *[]T) {
	n := c.member(name)
	switch {
	case c.reading && n != nil && n.value.Kind() != jsonvalue.Array:
		c.found.wrongKind(n, "an array", "ARRAY")
	case c.reading && n != nil:
		*to = make([]T, len(n.inner))
		for i := range n.inner {
			read(P(&(*to)[i]), &n.inner[i], c.found)
		}
	case !c.reading && *to != nil:
		items := make([]jsonvalue.Value, len(*to))
		for i := range *to {
			items[i] = write(P(&(*to)[i]), c.style)
		}
		c.put(name, jsonvalue.ArrayOf(items...))
	case !c.reading && n != nil && n.value.Kind() != jsonvalue.Array:
		c.put(name, n.value)
	}
}

// states is the field that holds states by name.
func states(c *codec, name string, to *States) {
	n := c.member(name)
	switch {
	case c.reading && n != nil && n.value.Kind() != jsonvalue.Object:
		to.node = n
		c.found.wrongKind(n, "an object of states", "OBJECT")
	case c.reading && n != nil:
		readStates(n, to, c.found)
	case !c.reading && to.node != nil && to.node.value.Kind() != jsonvalue.Object && to.Len() == 0:
		c.put(name, to.node.value)
	case !c.reading && (to.Len() > 0 || n != nil):
		members := make([]jsonvalue.Member, 0, to.Len())
		for name, s := range to.All() {
			members = append(members, jsonvalue.Member{Name: name, Value: write(s, c.style)})
		}
		c.put(name, jsonvalue.ObjectOf(members...))
	}
}

func readStates(n *node, to *States, found *findings) {
	to.node = n
	to.index = make(map[string]int, len(n.inner))
	to.entries = make([]entry, 0, len(n.inner))
	outer := found.state
	for i := range n.inner {
		m := &n.inner[i]
		var kind Kind
		if t := m.member("Type"); t != nil {
			kind = Kind(t.value.Text())
		}
		found.state = m.name
		s := newState(kind)
		read(s, m, found)
		to.Set(m.name, s)
	}
	found.state = outer
}
