package jsonata

import (
	"github.com/quickstep-go/quickstep/internal/jsonata/syntax"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// step is one compiled step of a path.
type step struct {
	name   string // of a plain step to a member; then eval is nil
	eval   evalFunc
	sort   *order // of a sort step; then eval is nil
	stages []compiledStage

	// For streams of tuples only.
	tuple    bool
	focus    int // numbers of names, -1: none
	index    int
	ancestor int
}

// compiledStage filters a step's items, or binds their positions.
type compiledStage struct {
	filter *filter
	index  int
}

// path is a compiled path.
type path struct {
	steps         []step
	firstWhole    bool // the first step is an array to keep whole
	firstVariable bool
	keepSingleton bool
	tuple         bool // any step makes tuples
	givesTuples   bool // the path's own result is a stream of tuples
	group         *groups
}

func (c *compiler) path(n *syntax.Path) evalFunc {
	p := &path{keepSingleton: n.KeepSingleton, firstWhole: n.StartsWhole(), givesTuples: n.Tuple}
	_, p.firstVariable = n.Steps[0].(*syntax.Variable)
	p.steps = make([]step, 0, len(n.Steps))
	for _, s := range n.Steps {
		compiled := c.step(s)
		p.tuple = p.tuple || compiled.tuple
		p.steps = append(p.steps, compiled)
	}
	if n.Group != nil {
		p.group = c.groups(n.Group)
	}
	if p.tuple {
		c.does.captures = true
		return p.evalTuples
	}
	return p.eval
}

func (c *compiler) step(n syntax.Node) step {
	base := n.Base()
	s := step{tuple: base.Tuple, focus: -1, index: -1, ancestor: -1}
	for _, st := range base.Stages() {
		if st.Index != "" {
			s.stages = append(s.stages, compiledStage{index: c.names.id(st.Index)})
		} else {
			s.stages = append(s.stages, compiledStage{filter: c.filter(st.Filter)})
		}
	}
	if base.Focus() != "" {
		s.focus = c.names.id(base.Focus())
	}
	if base.Index() != "" {
		s.index = c.names.id(base.Index())
	}
	if label := base.Ancestor(); label != "" {
		s.ancestor = c.names.id(label)
	}
	name, isName := n.(*syntax.Name)
	sort, isSort := n.(*syntax.Sort)
	switch {
	case isName && base.Filters() == nil && base.Group == nil:
		s.name = name.Name
	case isSort:
		s.sort = c.order(sort)
	default:
		s.eval = c.compile(n)
	}
	return s
}

// of gives the step's value for one item.
func (s *step) of(r *run, env *frame, item value) (value, error) {
	if s.eval != nil {
		return s.eval(r, env, item)
	}
	if err := r.leaf(); err != nil {
		return undefined, err
	}
	if item.Kind() == jsonvalue.Object {
		return item.Get(s.name), nil
	}
	v, err := r.member(item, s.name)
	return unwrap(v), err
}

// member looks a name up in an object, or in all objects of an array.
func (r *run) member(v value, name string) (value, error) {
	switch v.Kind() {
	case jsonvalue.Object:
		return v.Get(name), nil
	case jsonvalue.Array:
		return r.members(v.Items(), name)
	}
	return undefined, nil
}

func (r *run) members(items []value, name string) (value, error) {
	if err := r.enter(); err != nil {
		return undefined, err
	}
	var found []value
	for _, item := range items {
		inner, err := r.member(item, name)
		switch {
		case err != nil:
			return undefined, err
		case isArray(inner):
			found = append(found, inner.Items()...)
		case inner.Exists():
			found = append(found, inner)
		}
	}
	r.depth--
	return sequenceOf(found), r.makeItems(len(found))
}

// name compiles a name that is evaluated outside of a path's plain steps.
func (c *compiler) name(n *syntax.Name) evalFunc {
	return func(r *run, _ *frame, in value) (value, error) { return r.member(in, n.Name) }
}

// eval evaluates a path without tuples: each step takes the items of the one
// before.
func (p *path) eval(r *run, env *frame, in value) (value, error) {
	v, i := in, 0
	if !isArray(in) || p.firstVariable {
		var done bool
		var err error
		v, i, done, err = p.straight(r, env, in)
		if err != nil || done {
			return v, err
		}
	}
	for ; i < len(p.steps); i++ {
		var err error
		if v, err = p.take(r, env, v, i); err != nil {
			return undefined, err
		}
		if !v.Exists() || isArray(v) && v.Len() == 0 {
			break
		}
	}
	return p.finish(r, env, v)
}

// take takes one step from all items.
func (p *path) take(r *run, env *frame, v value, i int) (value, error) {
	if i == 0 && p.firstWhole {
		return p.whole(r, env, v)
	}
	return p.steps[i].each(r, env, v, i == len(p.steps)-1)
}

// whole takes a first step that is an array to keep whole. Where a filter left a
// single item of it, the reference goes on with that item's length and indices:
// those of a string are its characters, nothing else has any.
func (p *path) whole(r *run, env *frame, in value) (value, error) {
	v, err := p.steps[0].eval(r, env, in)
	switch {
	case err != nil || !v.Exists() || isArray(v):
		return v, err
	case isString(v):
		s := v.Text()
		items := make([]value, 0, len(s))
		for _, c := range s {
			items = append(items, text(string(c)))
		}
		return sequenceOf(items), r.makeItems(len(items))
	}
	return sequenceOf(nil), nil
}

// straight takes the steps as long as each has one item and gives one value that
// is no array, without making sequences. It gives the value before the first step
// that it could not take, as a sequence, and that step.
func (p *path) straight(r *run, env *frame, in value) (v value, next int, done bool, err error) {
	v = in
	if p.firstWhole || p.group != nil || p.keepSingleton {
		return sequenceOf([]value{in}), 0, false, nil
	}
	for i := range p.steps {
		s := &p.steps[i]
		if s.sort != nil || len(s.stages) > 0 {
			return sequenceOf([]value{v}), i, false, nil
		}
		v, err = s.of(r, env, v)
		if err != nil || !v.Exists() {
			return undefined, i, true, err
		}
		if isArray(v) {
			return p.fork(v, i)
		}
	}
	return v, len(p.steps), true, nil
}

// fork goes on after a single step that gave an array.
func (p *path) fork(v value, i int) (value, int, bool, error) {
	last := i == len(p.steps)-1
	switch {
	case last && !isSequence(v):
		return v, i, true, nil
	case last:
		return sequenceOf(appendFlat(nil, v)), i, true, nil
	case v.Mark()&cons != 0:
		return sequenceOf([]value{v}), i + 1, false, nil
	case v.Len() == 0:
		return undefined, i, true, nil
	}
	return v.Marked(sequence), i + 1, false, nil
}

// each takes a step from every item.
func (s *step) each(r *run, env *frame, from value, last bool) (value, error) {
	if s.sort != nil {
		return s.sorted(r, env, from)
	}
	items := itemsOf(from)
	var got gathered
	for _, item := range items {
		v, err := s.of(r, env, item)
		if err != nil {
			return undefined, err
		}
		for i := range s.stages {
			if v, err = s.stages[i].filter.apply(r, env, v); err != nil {
				return undefined, err
			}
		}
		got.add(v, len(items))
	}
	if err := r.makeItems(len(got.items)); err != nil {
		return undefined, err
	}
	return got.sequence(last), nil
}

// gathered collects the results of a step.
type gathered struct {
	count int
	first value // the only result so far, not yet in items
	items []value
}

func (g *gathered) add(v value, expected int) {
	if !v.Exists() {
		return
	}
	g.count++
	switch g.count {
	case 1:
		g.first = v
		return
	case 2:
		g.items = appendFlat(make([]value, 0, expected), g.first)
	}
	g.items = appendFlat(g.items, v)
}

// sequence gives the results one after another. At the end of a path, an array
// that is the only result stays as it is.
func (g *gathered) sequence(last bool) value {
	if g.count == 1 {
		if last && isArray(g.first) && !isSequence(g.first) {
			return g.first
		}
		g.items = appendFlat(nil, g.first)
	}
	return sequenceOf(g.items)
}

// finish applies what stands around the whole path.
func (p *path) finish(r *run, env *frame, v value) (value, error) {
	if p.keepSingleton && isArray(v) {
		if v.Mark()&cons != 0 && !isSequence(v) {
			v = sequenceOf([]value{v})
		}
		v = v.Marked(v.Mark() | keep)
	}
	if p.group != nil {
		return p.group.collect(r, env, v)
	}
	return v, nil
}
