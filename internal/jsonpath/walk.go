package jsonpath

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// walk is one evaluation of an indefinite path.
type walk struct {
	path   *Path
	root   jsonvalue.Value // what $ means in a filter
	found  []jsonvalue.Value
	visits *int // shared with the paths inside filters; nil in the outermost walk
	strict bool // every named member must exist
	own    int
}

// cost counts work done, and tells whether it was too much.
func (w *walk) cost(n int) bool {
	if w.visits == nil {
		w.visits = &w.own
	}
	*w.visits += n
	return *w.visits > maxVisits
}

// from takes the steps from number i on, starting at v.
func (w *walk) from(i int, v jsonvalue.Value) *fault {
	if w.cost(1) {
		return &fault{reason: TooMuch}
	}
	if i == len(w.path.steps) {
		w.found = append(w.found, v)
		return nil
	}
	s := &w.path.steps[i]
	switch s.kind {
	case stepName:
		return w.member(i, v)
	case stepNames:
		return w.members(i, v)
	case stepIndex:
		return w.items(i, v, []int{s.index})
	case stepIndexes:
		return w.items(i, v, s.indexes)
	case stepSlice:
		return w.slice(i, v)
	case stepWildcard:
		return children(v, func(child jsonvalue.Value) *fault { return w.from(i+1, child) })
	case stepScan:
		return w.scan(i, v)
	}
	return w.filter(i, v)
}

// misses is the fault of step number i before v.
func misses(i int, v jsonvalue.Value, reason Reason) *fault {
	return &fault{reason: reason, at: i, value: v}
}

func (w *walk) member(i int, v jsonvalue.Value) *fault {
	s := &w.path.steps[i]
	if v.Kind() != jsonvalue.Object {
		if s.upstream {
			return misses(i, v, NotFound)
		}
		return nil
	}
	child := v.Get(s.name)
	if child.Exists() {
		return w.from(i+1, child)
	}
	if w.strict || s.upstream && !s.last {
		return misses(i, v, NotFound)
	}
	return nil
}

func (w *walk) members(i int, v jsonvalue.Value) *fault {
	s := &w.path.steps[i]
	if v.Kind() != jsonvalue.Object {
		if s.upstream {
			return misses(i, v, NotFound)
		}
		return nil
	}
	if w.strict && !hasAll(v, s.names) {
		return misses(i, v, NotFound)
	}
	if s.last {
		return w.from(i+1, s.merge(v))
	}
	for _, name := range s.names {
		if child := v.Get(name); child.Exists() {
			if f := w.from(i+1, child); f != nil {
				return f
			}
		}
	}
	return nil
}

func hasAll(v jsonvalue.Value, names []string) bool {
	for _, name := range names {
		if !v.Get(name).Exists() {
			return false
		}
	}
	return true
}

func (w *walk) items(i int, v jsonvalue.Value, indexes []int) *fault {
	if v.Kind() != jsonvalue.Array {
		return w.noArray(i, v)
	}
	for _, index := range indexes {
		if f := w.item(i, v, index); f != nil {
			return f
		}
	}
	return nil
}

func (w *walk) noArray(i int, v jsonvalue.Value) *fault {
	if w.path.steps[i].upstream {
		return misses(i, v, NotApplicable)
	}
	return nil
}

func (w *walk) item(i int, v jsonvalue.Value, index int) *fault {
	if index < 0 {
		index += v.Len()
	}
	if item := v.At(index); item.Exists() {
		return w.from(i+1, item)
	}
	return nil
}

// slice takes the items of a slice as Jayway does: bounds before the start wrap
// around where both are given.
func (w *walk) slice(i int, v jsonvalue.Value) *fault {
	if v.Kind() != jsonvalue.Array {
		return w.noArray(i, v)
	}
	from, to := w.path.steps[i].slice.bounds(v.Len())
	for index := from; index < to; index++ {
		if w.cost(1) {
			return &fault{reason: TooMuch}
		}
		if f := w.item(i, v, index); f != nil {
			return f
		}
	}
	return nil
}

// bounds gives the indexes of a slice of an array of that length. With both
// bounds given, a negative one is not counted from the end before the loop, but
// in it: [-2:1] of three items is the second, the third and the first.
func (s slice) bounds(length int) (from, to int) {
	switch {
	case s.to == nil:
		from = *s.from
		if from < 0 {
			from += length
		}
		return max(0, from), length
	case s.from == nil:
		to = *s.to
		if to < 0 {
			to += length
		}
		return 0, min(length, to)
	}
	return max(*s.from, -length), min(length, *s.to)
}

// children calls do for each member of an object or item of an array.
func children(v jsonvalue.Value, do func(jsonvalue.Value) *fault) *fault {
	for _, m := range v.Members() {
		if f := do(m.Value); f != nil {
			return f
		}
	}
	for _, item := range v.Items() {
		if f := do(item); f != nil {
			return f
		}
	}
	return nil
}

// scan takes the step after number i from v and from everything inside v.
func (w *walk) scan(i int, v jsonvalue.Value) *fault {
	if w.cost(1) {
		return &fault{reason: TooMuch}
	}
	if v.Kind() != jsonvalue.Object && v.Kind() != jsonvalue.Array {
		return nil
	}
	if w.fits(&w.path.steps[i+1], v) {
		if f := w.from(i+1, v); f != nil {
			return f
		}
	}
	return children(v, func(child jsonvalue.Value) *fault { return w.scan(i, child) })
}

// fits tells whether a step after a recursive descent is tried on a value.
func (w *walk) fits(s *step, v jsonvalue.Value) bool {
	switch s.kind {
	case stepName:
		return v.Get(s.name).Exists()
	case stepNames:
		return v.Kind() == jsonvalue.Object && (!s.last || hasAll(v, s.names))
	case stepIndex, stepIndexes, stepSlice:
		return v.Kind() == jsonvalue.Array
	case stepFilter:
		return s.filter.holds(w, v)
	}
	return true
}

// filter keeps an object that fulfils the condition, or those items of an array
// that do.
func (w *walk) filter(i int, v jsonvalue.Value) *fault {
	s := &w.path.steps[i]
	switch v.Kind() {
	case jsonvalue.Object:
		if s.filter.holds(w, v) {
			return w.from(i+1, v)
		}
		return nil
	case jsonvalue.Array:
		for _, item := range v.Items() {
			if w.cost(1) {
				return &fault{reason: TooMuch}
			}
			if !s.filter.holds(w, item) {
				continue
			}
			if f := w.from(i+1, item); f != nil {
				return f
			}
		}
		return nil
	}
	if s.upstream {
		return misses(i, v, NotApplicable)
	}
	return nil
}
