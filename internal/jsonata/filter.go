package jsonata

import (
	"math"

	"github.com/quickstep-go/quickstep/internal/jsonata/syntax"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// filter is a compiled predicate: a number picks an item, anything else is
// evaluated for each item.
type filter struct {
	constant bool
	at       float64
	test     evalFunc
	fixed    bool // the same for each item
}

func (c *compiler) filter(n syntax.Node) *filter {
	if l, ok := n.(*syntax.Literal); ok && isNumber(l.Value) && l.Filters() == nil && l.Group == nil {
		return &filter{constant: true, at: l.Value.Float()}
	}
	return &filter{test: c.compile(n), fixed: isFixed(n)}
}

// isFixed tells whether an expression gives the same whatever its context is.
func isFixed(n syntax.Node) bool {
	switch n.(type) {
	case *syntax.Literal, *syntax.Array, *syntax.Range, *syntax.Negation:
	default:
		return false
	}
	fixed := n.Base().Group == nil
	syntax.Visit(n, func(inside syntax.Node) { fixed = fixed && isFixed(inside) })
	return fixed
}

// filtered compiles form[stage].
func (c *compiler) filtered(form evalFunc, s syntax.Stage) evalFunc {
	f := c.filter(s.Filter)
	return func(r *run, env *frame, in value) (value, error) {
		v, err := form(r, env, in)
		if err != nil {
			return undefined, err
		}
		if stream := tuplesOf(v); stream != nil {
			stream, err = f.applyTuples(r, env, stream)
			return stream.value(), err
		}
		return f.apply(r, env, v)
	}
}

// apply filters the items of a value.
func (f *filter) apply(r *run, env *frame, v value) (value, error) {
	var single [1]value
	items := single[:]
	if isArray(v) {
		items = v.Items()
	} else {
		single[0] = v
	}
	if f.constant {
		return pick(items, f.at), nil
	}
	var kept []value
	var fixed value
	for i, item := range items {
		v := fixed
		if !f.fixed || i == 0 {
			var err error
			if v, err = f.test(r, env, item); err != nil {
				return undefined, err
			}
			fixed = v
		}
		ok, err := f.holds(r, v, i, len(items))
		if err != nil {
			return undefined, err
		}
		if ok {
			kept = append(kept, item)
		}
	}
	return sequenceOf(kept), nil
}

// pick gives the item at an index; a negative one counts from the end.
func pick(items []value, at float64) value {
	i := index(at, len(items))
	if i < 0 || i >= len(items) || !items[i].Exists() {
		return sequenceOf(nil)
	}
	if isArray(items[i]) {
		return items[i]
	}
	return sequenceOf(items[i : i+1 : i+1])
}

func index(at float64, length int) int {
	at = math.Floor(at)
	if at < 0 {
		at += float64(length)
	}
	if !(at >= 0 && at < float64(length)) {
		return -1
	}
	return int(at)
}

// holds tells whether what the predicate gave keeps an item: where that is
// numbers, whether the item's index is among them.
func (f *filter) holds(r *run, v value, i, length int) (bool, error) {
	switch v.Kind() {
	case jsonvalue.Bool:
		return v.Bool(), nil
	case jsonvalue.Number:
		plain, err := numeric(v)
		if err != nil {
			return false, err
		}
		return plain != nil && index(*plain, length) == i, nil
	case jsonvalue.Array:
		numbers, err := allNumbers(v.Items())
		if err != nil {
			return false, err
		}
		if !numbers {
			return r.truthy(v)
		}
		for _, n := range v.Items() {
			if index(n.Float(), length) == i {
				return true, nil
			}
		}
		return false, nil
	}
	return r.truthy(v)
}

// allNumbers tells whether all items are numbers.
func allNumbers(items []value) (bool, error) {
	for _, item := range items {
		f, err := numeric(item)
		if err != nil || f == nil {
			return false, err
		}
	}
	return true, nil
}
