package jsonata

import "github.com/quickstep-go/quickstep/internal/jsonata/syntax"

// order is a compiled ^(…).
type order struct {
	terms []orderTerm
	pos   int
}

type orderTerm struct {
	key        evalFunc
	descending bool
}

func (c *compiler) order(n *syntax.Sort) *order {
	o := &order{pos: n.Pos}
	for _, t := range n.Terms {
		o.terms = append(o.terms, orderTerm{c.compile(t.Key), t.Descending})
	}
	return o
}

// sorted is a sort step without tuples.
func (s *step) sorted(r *run, env *frame, from value) (value, error) {
	v := from
	if items := from.Items(); len(items) > 1 {
		sorted, err := sortBy(r, s.sort, items, func(item value) (value, *frame) { return item, env })
		if err != nil {
			return undefined, err
		}
		v = array(sorted)
	}
	var err error
	for i := range s.stages {
		if v, err = s.stages[i].filter.apply(r, env, v); err != nil {
			return undefined, err
		}
	}
	return v, nil
}

// sortBy sorts things by the keys of an order, each of which is evaluated when it
// first matters, for the context and in the environment of the thing.
func sortBy[T any](r *run, o *order, list []T, at func(T) (value, *frame)) ([]T, error) {
	s := &sorting{r: r, order: o, keys: make([]value, len(list)*len(o.terms)), known: make([]bool, len(list)*len(o.terms))}
	s.evaluate = func(i, term int) (value, error) {
		in, env := at(list[i])
		return o.terms[term].key(r, env, in)
	}
	places := make([]int, len(list))
	for i := range places {
		places[i] = i
	}
	places, err := mergeSort(r, places, s.after)
	if err != nil {
		return nil, err
	}
	sorted := make([]T, len(list))
	for i, place := range places {
		sorted[i] = list[place]
	}
	return sorted, nil
}

// sorting is one sort under way.
type sorting struct {
	r        *run
	order    *order
	keys     []value // by item and term
	known    []bool
	evaluate func(item, term int) (value, error)
}

func (s *sorting) key(item, term int) (value, error) {
	i := item*len(s.order.terms) + term
	if !s.known[i] {
		v, err := s.evaluate(item, term)
		if err != nil {
			return undefined, err
		}
		s.keys[i], s.known[i] = v, true
	}
	return s.keys[i], nil
}

// after tells whether the item at a belongs behind that at b.
func (s *sorting) after(a, b int) (bool, error) {
	if err := s.r.spend(1); err != nil {
		return false, err
	}
	for i := range s.order.terms {
		x, err := s.key(a, i)
		if err != nil {
			return false, err
		}
		y, err := s.key(b, i)
		if err != nil {
			return false, err
		}
		c, err := s.order.compare(x, y)
		if err != nil {
			return false, err
		}
		if s.order.terms[i].descending && x.Exists() && y.Exists() {
			c = -c
		}
		if c != 0 {
			return c > 0, nil
		}
	}
	return false, nil
}

// compare orders two keys; a missing one comes last.
func (o *order) compare(x, y value) (int, error) {
	switch {
	case !x.Exists() && !y.Exists():
		return 0, nil
	case !x.Exists():
		return 1, nil
	case !y.Exists():
		return -1, nil
	case !isNumber(x) && !isString(x):
		return 0, fail("T2008", x).At(o.pos)
	case !isNumber(y) && !isString(y):
		return 0, fail("T2008", y).At(o.pos)
	case x.Kind() != y.Kind():
		return 0, fail("T2007", x, y).At(o.pos)
	}
	if isNumber(x) {
		switch {
		case x.Float() == y.Float():
			return 0, nil
		case x.Float() < y.Float():
			return -1, nil
		}
		return 1, nil
	}
	switch {
	case x.Text() == y.Text():
		return 0, nil
	case lessText(x.Text(), y.Text()):
		return -1, nil
	}
	return 1, nil
}

// mergeSort sorts stably; after says whether its first argument belongs behind
// its second one.
func mergeSort[T any](r *run, items []T, after func(a, b T) (bool, error)) ([]T, error) {
	if len(items) <= 1 {
		return items, nil
	}
	if err := r.makeItems(len(items)); err != nil {
		return nil, err
	}
	sorted := append([]T(nil), items...)
	return sorted, mergeInto(sorted, append([]T(nil), items...), after)
}

// mergeInto sorts the items of from, which it changes, into to; both hold the
// same items.
func mergeInto[T any](to, from []T, after func(a, b T) (bool, error)) error {
	if len(to) <= 1 {
		return nil
	}
	middle := len(to) / 2
	if err := mergeInto(from[:middle], to[:middle], after); err != nil {
		return err
	}
	if err := mergeInto(from[middle:], to[middle:], after); err != nil {
		return err
	}
	left, right := from[:middle], from[middle:]
	for i := range to {
		takeRight := len(left) == 0
		if len(left) > 0 && len(right) > 0 {
			var err error
			if takeRight, err = after(left[0], right[0]); err != nil {
				return err
			}
		}
		if takeRight {
			to[i], right = right[0], right[1:]
		} else {
			to[i], left = left[0], left[1:]
		}
	}
	return nil
}
