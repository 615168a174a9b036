package parquet

import (
	"fmt"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// mostNesting is how deep columns may nest.
const mostNesting = 100

// A shape is what the columns below one are together.
type shape uint8

const (
	isLeaf shape = iota
	isGroup
	isList // a group of one repeated column, which is an array
	isMap  // a group of one repeated group of a key and a value
)

// A column is a node of a file's schema. What the format calls levels tells, for
// each value of a leaf, how many of the columns around it that may be absent are
// there (definition), and which of those that repeat it begins anew (repetition).
type column struct {
	name               string
	shape              shape
	inner              []*column
	first, last        int // the leaves below it, the last not included
	optional, repeated bool
	definition         int // that its being there takes
	repetition         int // of its further elements
	value              func(parquet.Value) jsonvalue.Value
}

// newColumn makes columns of a file's schema.
func newColumn(schema *parquet.Schema) (*column, error) {
	leaves := 0
	return makeColumn(schema, "", &column{}, &leaves, 0)
}

func makeColumn(n parquet.Node, name string, around *column, leaves *int, depth int) (*column, error) {
	if depth > mostNesting {
		return nil, fmt.Errorf("the columns nest deeper than %d", mostNesting)
	}
	c := &column{name: name, first: *leaves, definition: around.definition, repetition: around.repetition}
	if depth > 0 { // the root is always there, whatever a file says
		c.optional, c.repeated = n.Optional(), n.Repeated()
	}
	if c.optional || c.repeated {
		c.definition++
	}
	if c.repeated {
		c.repetition++
	}
	if n.Leaf() {
		*leaves++
		c.last, c.value = *leaves, valueOf(n.Type())
		return c, nil
	}
	c.shape = isGroup
	for _, f := range n.Fields() {
		inner, err := makeColumn(f, f.Name(), c, leaves, depth+1)
		if err != nil {
			return nil, err
		}
		c.inner = append(c.inner, inner)
	}
	c.last = *leaves
	if len(c.inner) == 1 && c.inner[0].repeated {
		c.shape = special(n, c.inner[0])
	}
	return c, nil
}

// special tells whether a group of one repeated column is a list or a map (Parquet
// format, "Nested Types").
func special(n parquet.Node, repeated *column) shape {
	t := n.Type().LogicalType()
	if t == nil {
		return isGroup
	}
	switch t.Value.(type) {
	case *format.ListType:
		return isList
	case *format.MapType:
		if repeated.shape == isGroup && len(repeated.inner) == 2 {
			return isMap
		}
	}
	return isGroup
}

// row makes an object of a row.
func (c *column) row(row parquet.Row) jsonvalue.Value {
	leaves := make([][]parquet.Value, c.last)
	row.Range(func(leaf int, values []parquet.Value) bool {
		if leaf < len(leaves) {
			leaves[leaf] = values
		}
		return true
	})
	return c.one(leaves)
}

// there tells whether the column has a value among those of its leaves.
func (c *column) there(leaves [][]parquet.Value) bool {
	values := leaves[c.first]
	return len(values) > 0 && values[0].DefinitionLevel() >= c.definition
}

// make gives the column's value: the elements of one that repeats, or the one
// that it has.
func (c *column) make(leaves [][]parquet.Value) jsonvalue.Value {
	switch {
	case c.first == c.last: // a group without columns
		return jsonvalue.ObjectOf()
	case c.repeated:
		return jsonvalue.ArrayOf(c.elements(leaves)...)
	case !c.there(leaves):
		return jsonvalue.NullValue()
	}
	return c.one(leaves)
}

// one gives a value that is there.
func (c *column) one(leaves [][]parquet.Value) jsonvalue.Value {
	switch c.shape {
	case isLeaf:
		return c.value(leaves[c.first][0])
	case isList:
		return c.list(leaves)
	case isMap:
		return c.object(leaves)
	}
	members := make([]jsonvalue.Member, len(c.inner))
	for i, inner := range c.inner {
		members[i] = jsonvalue.Member{Name: inner.name, Value: inner.make(leaves)}
	}
	return jsonvalue.ObjectOf(members...)
}

// list gives the elements of a list. The repeated column is a mere layer around an
// element if it is a group of one column; in old files it is the element.
func (c *column) list(leaves [][]parquet.Value) jsonvalue.Value {
	layer := c.inner[0]
	if layer.shape != isGroup || len(layer.inner) != 1 || layer.name == "array" || layer.name == c.name+"_tuple" {
		return layer.make(leaves)
	}
	all := []jsonvalue.Value{}
	layer.each(leaves, func(of [][]parquet.Value) { all = append(all, layer.inner[0].make(of)) })
	return jsonvalue.ArrayOf(all...)
}

// object gives the entries of a map.
func (c *column) object(leaves [][]parquet.Value) jsonvalue.Value {
	entry := c.inner[0]
	members := []jsonvalue.Member{}
	entry.each(leaves, func(of [][]parquet.Value) {
		key := entry.inner[0].make(of)
		name := key.Text()
		if key.Kind() != jsonvalue.String {
			name = key.JSON()
		}
		members = append(members, jsonvalue.Member{Name: name, Value: entry.inner[1].make(of)})
	})
	return jsonvalue.ObjectOf(members...)
}

// elements gives the values of a column that repeats.
func (c *column) elements(leaves [][]parquet.Value) []jsonvalue.Value {
	all := []jsonvalue.Value{}
	c.each(leaves, func(of [][]parquet.Value) { all = append(all, c.one(of)) })
	return all
}

// each visits the elements of a column that repeats, each with its part of the
// leaves' values.
func (c *column) each(leaves [][]parquet.Value, visit func([][]parquet.Value)) {
	if c.first == c.last || !c.there(leaves) {
		return
	}
	left := make([][]parquet.Value, len(leaves))
	copy(left, leaves)
	part := make([][]parquet.Value, len(leaves))
	for len(left[c.first]) > 0 {
		for i := c.first; i < c.last; i++ {
			n := c.length(left[i])
			part[i], left[i] = left[i][:n], left[i][n:]
		}
		visit(part)
	}
}

// length is how many values of a leaf belong to the first element.
func (c *column) length(values []parquet.Value) int {
	for i := 1; i < len(values); i++ {
		if values[i].RepetitionLevel() <= c.repetition {
			return i
		}
	}
	return len(values)
}
