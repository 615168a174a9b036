package jsonata

import (
	"github.com/quickstep-go/quickstep/internal/jsonata/syntax"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

func (c *compiler) array(n *syntax.Array) evalFunc {
	items := c.compileAll(n.Items)
	whole := make([]bool, len(items)) // an array written inside the array is one item
	for i, item := range n.Items {
		_, whole[i] = item.(*syntax.Array)
	}
	mark := uint8(0)
	if n.Whole {
		mark = cons
	}
	return func(r *run, env *frame, in value) (value, error) {
		made := make([]value, 0, len(items))
		for i, item := range items {
			v, err := item(r, env, in)
			if err != nil {
				return undefined, err
			}
			switch {
			case !v.Exists():
			case whole[i] || !isArray(v):
				made = append(made, v)
			case len(items) == 1:
				return v.Marked(mark), nil // nothing is copied
			default:
				if err := r.makeItems(v.Len()); err != nil {
					return undefined, err
				}
				made = append(made, v.Items()...)
			}
		}
		return array(made).Marked(mark), nil
	}
}

// largestRange is how many items a range may have.
const largestRange = 1e7

func (c *compiler) rangeOf(n *syntax.Range) evalFunc {
	from, to, pos := c.compile(n.From), c.compile(n.To), n.Pos
	return func(r *run, env *frame, in value) (value, error) {
		a, err := from(r, env, in)
		if err != nil {
			return undefined, err
		}
		b, err := to(r, env, in)
		if err != nil {
			return undefined, err
		}
		if a.Exists() && !isInteger(a) {
			return undefined, fail("T2003", a).About("..").At(pos)
		}
		if b.Exists() && !isInteger(b) {
			return undefined, fail("T2004", b).About("..").At(pos)
		}
		if !a.Exists() || !b.Exists() || a.Float() > b.Float() {
			return undefined, nil
		}
		size := b.Float() - a.Float() + 1
		if size > largestRange {
			return undefined, fail("D2014", number(size)).About("..").At(pos)
		}
		if err := r.makeItems(int(size)); err != nil {
			return undefined, err
		}
		items := make([]value, int(size))
		for i := range items {
			items[i] = number(a.Float() + float64(i))
		}
		return sequenceOf(items), nil
	}
}

// object compiles an object constructor, which groups like any grouping.
func (c *compiler) object(n *syntax.Object) evalFunc {
	return c.grouped(func(_ *run, _ *frame, in value) (value, error) { return in, nil }, &n.Grouping)
}

// evalWildcard is *: the values of an object's members, those of arrays flattened.
func evalWildcard(r *run, _ *frame, in value) (value, error) {
	if in.Mark()&outer != 0 {
		in = in.At(0)
	}
	var values []value
	switch in.Kind() {
	case jsonvalue.Array:
		values = in.Items()
	case jsonvalue.Object:
		for _, m := range in.Members() {
			values = append(values, m.Value)
		}
	}
	var found []value
	var err error
	mark := sequence
	for _, v := range values {
		if isArray(v) {
			if found, err = r.flatten(found, v); err != nil {
				return undefined, err
			}
			mark = 0 // joined like with $append, which gives an array
			continue
		}
		found = append(found, v)
	}
	return array(found).Marked(mark), r.makeItems(len(found))
}

// flatten adds the items of an array, and those of arrays inside it.
func (r *run) flatten(to []value, v value) ([]value, error) {
	if err := r.enter(); err != nil {
		return nil, err
	}
	for _, item := range v.Items() {
		if !isArray(item) {
			to = append(to, item)
			continue
		}
		var err error
		if to, err = r.flatten(to, item); err != nil {
			return nil, err
		}
	}
	r.depth--
	return to, r.makeItems(v.Len())
}

// evalDescendants is **: the value and all that is inside it.
func evalDescendants(r *run, _ *frame, in value) (value, error) {
	if !in.Exists() {
		return undefined, nil
	}
	found, err := r.descend(nil, in, 0)
	if err != nil || len(found) == 0 {
		return undefined, err
	}
	if len(found) == 1 {
		return found[0], nil // also where [] follows
	}
	return sequenceOf(found), nil
}

func (r *run) descend(to []value, v value, depth int) ([]value, error) {
	if depth > jsonvalue.MaxDepth {
		return nil, tooLarge("The value nests too deeply")
	}
	if err := r.spend(1); err != nil {
		return nil, err
	}
	if !isArray(v) {
		to = append(to, v)
	}
	var err error
	for _, item := range v.Items() {
		if to, err = r.descend(to, item, depth+1); err != nil {
			return nil, err
		}
	}
	for _, m := range v.Members() {
		if to, err = r.descend(to, m.Value, depth+1); err != nil {
			return nil, err
		}
	}
	return to, nil
}
