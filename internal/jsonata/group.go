package jsonata

import (
	"github.com/quickstep-go/quickstep/internal/jsonata/syntax"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// groups is a compiled { key: value, … }: the items of the context are put
// together by their keys, and each group's value is evaluated over its items.
type groups struct {
	pairs  []compiledPair
	single bool // all keys are constant and different, the usual object constructor
	pos    int
}

type compiledPair struct {
	name       string // of a constant key
	constant   bool
	key, value evalFunc
}

func (c *compiler) groups(g *syntax.Grouping) *groups {
	made := &groups{pos: g.Pos, single: true}
	seen := map[string]bool{}
	for _, p := range g.Pairs {
		pair := compiledPair{key: c.compile(p.Key), value: c.compile(p.Value)}
		if l, ok := p.Key.(*syntax.Literal); ok && isString(l.Value) && l.Filters() == nil && l.Group == nil {
			pair.name, pair.constant = l.Value.Text(), true
		}
		if !pair.constant || seen[pair.name] {
			made.single = false
		}
		seen[pair.name] = true
		made.pairs = append(made.pairs, pair)
	}
	return made
}

// grouped compiles form{…}.
func (c *compiler) grouped(form evalFunc, g *syntax.Grouping) evalFunc {
	made := c.groups(g)
	return func(r *run, env *frame, in value) (value, error) {
		v, err := form(r, env, in)
		if err != nil {
			return undefined, err
		}
		return made.collect(r, env, v)
	}
}

// group is the items of one key.
type group struct {
	key   string
	pair  int
	items value
	tuple *tuples // the items, where they are tuples
}

// collect groups the items of a value and evaluates the groups.
func (g *groups) collect(r *run, env *frame, v value) (value, error) {
	if stream := tuplesOf(v); stream != nil {
		return g.collectTuples(r, env, stream)
	}
	var one [1]value
	items := one[:]
	switch {
	case !isArray(v):
		one[0] = v
	case v.Len() > 0:
		items = v.Items()
	}
	if g.single && len(items) == 1 {
		return g.construct(r, env, items[0])
	}
	found, err := g.sortOut(r, env, items)
	if err != nil {
		return undefined, err
	}
	members := make([]jsonvalue.Member, 0, len(found))
	for _, f := range found {
		v, err := g.pairs[f.pair].value(r, env, f.items)
		if err != nil {
			return undefined, err
		}
		if v.Exists() {
			members = append(members, jsonvalue.Member{Name: f.key, Value: v})
		}
	}
	return object(members), nil
}

// construct makes the object of a single item with constant keys.
func (g *groups) construct(r *run, env *frame, item value) (value, error) {
	members := make([]jsonvalue.Member, 0, len(g.pairs))
	for i := range g.pairs {
		v, err := g.pairs[i].value(r, env, item)
		if err != nil {
			return undefined, err
		}
		if v.Exists() {
			members = append(members, jsonvalue.Member{Name: g.pairs[i].name, Value: v})
		}
	}
	return object(members), r.spend(len(members))
}

// sortOut puts each item into the groups of its keys.
func (g *groups) sortOut(r *run, env *frame, items []value) ([]group, error) {
	var found []group
	parts := map[string]int{}
	for _, item := range items {
		for i := range g.pairs {
			key, err := g.key(r, env, item, i)
			if err != nil {
				return nil, err
			}
			if !key.Exists() {
				continue
			}
			at, known := parts[key.Text()]
			if !known {
				parts[key.Text()] = len(found)
				found = append(found, group{key: key.Text(), pair: i, items: item})
				continue
			}
			if found[at].pair != i {
				return nil, fail("D1009", key).At(g.pos)
			}
			found[at].items = join2(found[at].items, item)
		}
		if err := r.spend(len(g.pairs)); err != nil {
			return nil, err
		}
	}
	return sortGroups(found), nil
}

func (g *groups) key(r *run, env *frame, item value, i int) (value, error) {
	key, err := g.pairs[i].key(r, env, item)
	if err == nil && key.Exists() && !isString(key) {
		err = fail("T1003", key).At(g.pos)
	}
	return key, err
}

// sortGroups puts groups into the order of their keys in a JavaScript object.
func sortGroups(found []group) []group {
	keys := make([]jsonvalue.Member, len(found))
	for i := range found {
		keys[i] = jsonvalue.Member{Name: found[i].key, Value: number(float64(i))}
	}
	sorted := make([]group, len(found))
	for i, k := range jsonvalue.IndexKeysFirst(keys) {
		sorted[i] = found[int(k.Value.Float())]
	}
	return sorted
}
