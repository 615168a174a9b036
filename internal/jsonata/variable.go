package jsonata

import "github.com/quickstep-go/quickstep/internal/jsonata/syntax"

// variable compiles $, $$ and $name.
func (c *compiler) variable(n *syntax.Variable) evalFunc {
	switch n.Name {
	case "":
		return func(r *run, _ *frame, in value) (value, error) {
			if in.Mark()&outer != 0 {
				return in.At(0), r.leaf()
			}
			return unwrap(in), r.leaf()
		}
	case "$":
		return func(r *run, _ *frame, _ value) (value, error) { return r.input, r.leaf() }
	}
	id := c.names.id(n.Name)
	if c.dynamic || c.names.local[id] {
		return c.local(id)
	}
	return func(r *run, _ *frame, _ value) (value, error) {
		if g := &r.globals[id]; g.known {
			return g.value, r.leaf()
		}
		return r.lookup(id), r.leaf()
	}
}

// local compiles a name that may be bound in the expression.
func (c *compiler) local(id int) evalFunc {
	return func(r *run, env *frame, _ value) (value, error) {
		if v, ok := env.get(id); ok {
			return unwrap(v), r.leaf()
		}
		return r.lookup(id), r.leaf()
	}
}

// lookup gives a variable from outside, or else a function of the library.
func (r *run) lookup(id int) value {
	if id >= len(r.globals) { // a name that came with $eval
		r.globals = append(r.globals, make([]global, id+1-len(r.globals))...)
	}
	g := &r.globals[id]
	if !g.known {
		g.value, g.known = r.global(r.names.list[id]), true
	}
	return g.value
}

// global asks for a name outside of the expression.
func (r *run) global(name string) value {
	if r.env.Lookup != nil {
		if v, ok := r.env.Lookup(name); ok {
			if r.expr.Profile() == Standard {
				v = v.Canonical()
			}
			return v
		}
	}
	return library(r.expr.Profile())[name]
}

func (c *compiler) binding(n *syntax.Binding) evalFunc {
	id, assigned := c.names.id(n.Name), c.compile(n.Value)
	c.does.binds = true
	return func(r *run, env *frame, in value) (value, error) {
		v, err := assigned(r, env, in)
		if err != nil {
			return undefined, err
		}
		env.set(id, v)
		return v, nil
	}
}
