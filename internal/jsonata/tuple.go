package jsonata

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// A path with @, # or % inside carries bindings along with each item: a stream of
// tuples instead of a sequence.

// tuple is one item and what is bound beside it.
type tuple struct {
	at   value
	vars []bound
}

// with gives the tuple with one more binding.
func (t tuple) with(id int, v value) tuple {
	vars := make([]bound, 0, len(t.vars)+1)
	for _, b := range t.vars {
		if b.id != id {
			vars = append(vars, b)
		}
	}
	return tuple{t.at, append(vars, bound{id, v})}
}

// merged gives the tuple with another's item and bindings.
func (t tuple) merged(other tuple) tuple {
	made := tuple{other.at, t.vars}
	for _, b := range other.vars {
		made = made.with(b.id, b.value)
	}
	return made
}

// frame is the environment in which the bindings are variables.
func (t tuple) frame(env *frame) *frame {
	return &frame{outer: env, vars: t.vars[:len(t.vars):len(t.vars)]}
}

// tuples is a stream of them. It travels as an opaque value between a block and
// the path the block is a step of.
type tuples struct{ list []tuple }

func (s *tuples) value() value {
	if s == nil {
		return undefined
	}
	return jsonvalue.OpaqueOf(s)
}

// tuplesOf gives the stream a value is, or nil.
func tuplesOf(v value) *tuples {
	if v.Kind() != jsonvalue.Opaque {
		return nil
	}
	s, _ := v.Opaque().(*tuples)
	return s
}

// evalTuples evaluates a path some step of which makes tuples.
func (p *path) evalTuples(r *run, env *frame, in value) (value, error) {
	v := in
	if !isArray(in) || p.firstVariable {
		v = sequenceOf([]value{in})
	}
	var stream *tuples
	streaming := false
	for i := range p.steps {
		s := &p.steps[i]
		streaming = streaming || s.tuple
		if streaming && !(i == 0 && p.firstWhole) {
			var err error
			if stream, err = s.tuples(r, env, v, stream); err != nil {
				return undefined, err
			}
			continue
		}
		next, err := p.take(r, env, v, i)
		if err != nil {
			return undefined, err
		}
		if !streaming && (!next.Exists() || isArray(next) && next.Len() == 0) {
			return p.finish(r, env, next)
		}
		if s.focus < 0 {
			v = next
		}
	}
	if stream == nil {
		return undefined, nil
	}
	if p.group != nil {
		return p.group.collectTuples(r, env, stream)
	}
	if p.givesTuples {
		return stream.value(), nil
	}
	items := make([]value, len(stream.list))
	for i, t := range stream.list {
		items[i] = t.at
	}
	return p.finish(r, env, sequenceOf(items))
}

// tuples takes the step from every tuple, or from every item where none has been
// made yet.
func (s *step) tuples(r *run, env *frame, from value, stream *tuples) (*tuples, error) {
	if s.sort != nil {
		return s.sortTuples(r, env, from, stream)
	}
	if stream == nil {
		stream = &tuples{}
		for _, item := range itemsOf(from) {
			stream.list = append(stream.list, tuple{at: item})
		}
	}
	made := &tuples{}
	for _, t := range stream.list {
		v, err := s.of(r, t.frame(env), t.at)
		if err != nil {
			return nil, err
		}
		if err := s.extend(r, made, t, v); err != nil {
			return nil, err
		}
	}
	return s.stageTuples(r, env, made)
}

// extend adds the tuples that a step makes of one tuple.
func (s *step) extend(r *run, made *tuples, from tuple, v value) error {
	if !v.Exists() {
		return nil
	}
	if inner := tuplesOf(v); inner != nil {
		for _, t := range inner.list {
			made.list = append(made.list, from.merged(t))
		}
		return r.makeItems(len(inner.list))
	}
	for i, item := range itemsOf(v) {
		t := tuple{item, from.vars}
		if s.focus >= 0 {
			t = tuple{from.at, from.vars}.with(s.focus, item)
		}
		if s.index >= 0 {
			t = t.with(s.index, number(float64(i)))
		}
		if s.ancestor >= 0 {
			t = t.with(s.ancestor, from.at)
		}
		made.list = append(made.list, t)
		if err := r.makeItems(1 + len(t.vars)); err != nil {
			return err
		}
	}
	return nil
}

func (s *step) sortTuples(r *run, env *frame, from value, stream *tuples) (*tuples, error) {
	if stream == nil {
		items, err := sortBy(r, s.sort, itemsOf(from), func(item value) (value, *frame) { return item, env })
		if err != nil {
			return nil, err
		}
		made := &tuples{}
		for i, item := range items {
			t := tuple{at: item}
			if s.index >= 0 {
				t = t.with(s.index, number(float64(i)))
			}
			made.list = append(made.list, t)
		}
		return s.stageTuples(r, env, made)
	}
	list, err := sortBy(r, s.sort, stream.list, func(t tuple) (value, *frame) { return t.at, t.frame(env) })
	if err != nil {
		return nil, err
	}
	return s.stageTuples(r, env, &tuples{list})
}

// stageTuples applies the filters and position bindings after a step.
func (s *step) stageTuples(r *run, env *frame, stream *tuples) (*tuples, error) {
	for i := range s.stages {
		st := &s.stages[i]
		if st.filter == nil {
			numbered := &tuples{list: make([]tuple, len(stream.list))}
			for i, t := range stream.list {
				numbered.list[i] = t.with(st.index, number(float64(i)))
			}
			stream = numbered
			continue
		}
		var err error
		if stream, err = st.filter.applyTuples(r, env, stream); err != nil {
			return nil, err
		}
	}
	return stream, nil
}

// applyTuples filters a stream.
func (f *filter) applyTuples(r *run, env *frame, stream *tuples) (*tuples, error) {
	kept := &tuples{}
	for i, t := range stream.list {
		ok := f.constant && index(f.at, len(stream.list)) == i
		if !f.constant {
			v, err := f.test(r, t.frame(env), t.at)
			if err != nil {
				return nil, err
			}
			if ok, err = f.holds(r, v, i, len(stream.list)); err != nil {
				return nil, err
			}
		}
		if ok {
			kept.list = append(kept.list, t)
		}
	}
	return kept, nil
}

// collectTuples groups a stream: the bindings of a group's tuples are put
// together, too.
func (g *groups) collectTuples(r *run, env *frame, stream *tuples) (value, error) {
	list := stream.list
	if len(list) == 0 {
		list = []tuple{{}}
	}
	var found []group
	parts := map[string]int{}
	for _, t := range list {
		for i := range g.pairs {
			key, err := g.key(r, t.frame(env), t.at, i)
			if err != nil {
				return undefined, err
			}
			if !key.Exists() {
				continue
			}
			at, known := parts[key.Text()]
			if !known {
				parts[key.Text()] = len(found)
				found = append(found, group{key: key.Text(), pair: i, tuple: &tuples{[]tuple{t}}})
				continue
			}
			if found[at].pair != i {
				return undefined, fail("D1009", key).At(g.pos)
			}
			found[at].tuple.list = append(found[at].tuple.list, t)
		}
	}
	found = sortGroups(found)
	members := make([]jsonvalue.Member, 0, len(found))
	for _, f := range found {
		whole := f.tuple.reduced()
		v, err := g.pairs[f.pair].value(r, whole.frame(env), whole.at)
		if err != nil {
			return undefined, err
		}
		if v.Exists() {
			members = append(members, jsonvalue.Member{Name: f.key, Value: v})
		}
	}
	return object(members), nil
}

// reduced puts the tuples of a group together: items and bindings are appended.
func (s *tuples) reduced() tuple {
	whole := s.list[0]
	for _, t := range s.list[1:] {
		at := join2(whole.at, t.at)
		for _, b := range t.vars {
			before, _ := (&frame{vars: whole.vars}).get(b.id)
			whole = whole.with(b.id, join2(before, b.value))
		}
		whole.at = at
	}
	return whole
}
