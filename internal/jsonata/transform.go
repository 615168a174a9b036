package jsonata

import (
	"github.com/quickstep-go/quickstep/internal/jsonata/syntax"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// transform compiles | pattern | update, delete |: a function that changes a copy
// of its argument wherever the pattern points.
func (c *compiler) transform(n *syntax.Transform) evalFunc {
	t := &transformer{pattern: c.compile(n.Pattern), update: c.compile(n.Update), pos: n.Pos, clone: c.names.id("clone")}
	if n.Delete != nil {
		t.remove = c.compile(n.Delete)
	}
	c.does.captures = true
	rule, _ := syntax.ParseSignature("<(oa):o>")
	return func(r *run, env *frame, in value) (value, error) {
		return valueOf(&function{signature: (*signature)(rule), arity: 1, native: func(r *run, _ callSite, args []value) (value, error) {
			return t.change(r, env, args[0])
		}}), nil
	}
}

type transformer struct {
	pattern, update, remove evalFunc
	clone                   int
	pos                     int
}

func (t *transformer) change(r *run, env *frame, v value) (value, error) {
	if !v.Exists() {
		return undefined, nil
	}
	clone, bound := env.get(t.clone)
	if !bound {
		clone = r.lookup(t.clone)
	}
	f := functionOf(clone)
	if f == nil {
		return undefined, fail("T2013").At(t.pos)
	}
	copied, err := r.invoke(f, callSite{env, jsonvalue.NullValue()}, []value{v}, blame{})
	if err != nil {
		return undefined, err
	}
	matches, err := t.pattern(r, env, copied)
	if err != nil || !matches.Exists() {
		return copied, err
	}
	for _, match := range itemsOf(matches) {
		if err := t.changeOne(r, env, match); err != nil {
			return undefined, err
		}
	}
	return copied, nil
}

// changeOne changes a match in place. The copy is this function's own, so nobody
// else sees that.
func (t *transformer) changeOne(r *run, env *frame, match value) error {
	update, err := t.update(r, env, match)
	if err != nil {
		return err
	}
	if update.Exists() {
		if update.Kind() != jsonvalue.Object {
			return fail("T2011", update).At(t.pos)
		}
		b := builder{members: append([]jsonvalue.Member(nil), match.Members()...)}
		for _, m := range update.Members() {
			b.set(m.Name, m.Value)
		}
		match.Overwrite(jsonvalue.IndexKeysFirst(b.members))
	}
	if t.remove == nil {
		return nil
	}
	names, err := t.remove(r, env, match)
	if err != nil || !names.Exists() {
		return err
	}
	for _, name := range itemsOf(names) {
		if !isString(name) {
			return fail("T2012", names).At(t.pos)
		}
	}
	for _, name := range itemsOf(names) {
		match.Overwrite(match.Without(name.Text()).Members())
	}
	return nil
}
