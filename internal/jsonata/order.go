package jsonata

// order is a compiled ^(…).
type order struct {
	terms []orderTerm
	pos   int
}

type orderTerm struct {
	key        evalFunc
	descending bool
}

func (c *compiler) order(n *sortStep) *order {
	o := &order{pos: n.pos}
	for _, t := range n.terms {
		o.terms = append(o.terms, orderTerm{c.compile(t.key), t.descending})
	}
	return o
}

// sorted is a sort step without tuples.
func (s *step) sorted(r *run, env *frame, from value) (value, error) {
	v := from
	if from.Len() > 1 {
		items, err := mergeSort(r, from.Items(), func(a, b value) (bool, error) {
			return s.sort.after(r, env, env, a, b)
		})
		if err != nil {
			return undefined, err
		}
		v = array(items)
	}
	var err error
	for i := range s.stages {
		if v, err = s.stages[i].filter.apply(r, env, v); err != nil {
			return undefined, err
		}
	}
	return v, nil
}

// after tells whether a belongs behind b. Each is evaluated in its own
// environment.
func (o *order) after(r *run, envA, envB *frame, a, b value) (bool, error) {
	for i := range o.terms {
		t := &o.terms[i]
		x, err := t.key(r, envA, a)
		if err != nil {
			return false, err
		}
		y, err := t.key(r, envB, b)
		if err != nil {
			return false, err
		}
		c, err := o.compare(x, y)
		if err != nil {
			return false, err
		}
		if t.descending && x.Exists() && y.Exists() {
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
		return 0, fail("T2008", x).at(o.pos)
	case !isNumber(y) && !isString(y):
		return 0, fail("T2008", y).at(o.pos)
	case x.Kind() != y.Kind():
		return 0, fail("T2007", x, y).at(o.pos)
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
