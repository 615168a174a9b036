package jsonata

import "fmt"

// compiler turns a tree into closures.
type compiler struct {
	names   *names
	profile Profile
	dynamic bool    // $eval may bind any name at run time
	does    effects // of what has been compiled so far inside the expression at hand
}

// effects are what an expression does with the frame that it is evaluated in.
type effects struct {
	binds    bool // it binds a variable there
	captures bool // something in it may hold on to the frame
}

// compile gives the closure of an expression, with its filters, its grouping and
// the rule that a sequence of one is its item.
func (c *compiler) compile(n node) evalFunc {
	if n == nil {
		return func(*run, *frame, value) (value, error) { return undefined, nil }
	}
	before := c.does
	c.does = effects{}
	defer func() {
		c.does.binds = c.does.binds || before.binds
		c.does.captures = c.does.captures || before.captures || n.base().tuple
	}()
	form, isLeaf := c.form(n)
	base := n.base()
	_, isPath := n.(*pathNode)
	if isLeaf && base.rare().filters == nil && base.group == nil && !base.keepArray {
		return form
	}
	for _, f := range base.rare().filters {
		form = c.filtered(form, f)
	}
	if base.group != nil && !isPath {
		form = c.grouped(form, base.group)
	}
	return nested(form, base.keepArray)
}

// nested counts an expression's evaluation and unwraps its result.
func nested(form evalFunc, keepArray bool) evalFunc {
	return func(r *run, env *frame, in value) (value, error) {
		if err := r.enter(); err != nil {
			return undefined, err
		}
		v, err := form(r, env, in)
		r.depth--
		if err != nil || v.Mark()&sequence == 0 {
			return v, err
		}
		if keepArray {
			v = v.Marked(v.Mark() | keep)
		}
		return unwrap(v), nil
	}
}

// form gives the closure of the expression itself. A leaf counts its own
// evaluation and never gives a sequence that stands for something else.
func (c *compiler) form(n node) (form evalFunc, leaf bool) {
	switch n := n.(type) {
	case *literal:
		return constant(n.value), true
	case *variable:
		return c.variable(n), true
	case *regexLiteral:
		return c.regex(n), true
	case *nameNode:
		return c.name(n), false
	case *pathNode:
		return c.path(n), false
	case *wildcard:
		return evalWildcard, false
	case *descendants:
		return evalDescendants, false
	case *parent:
		return c.local(c.names.id(n.slot.label)), false
	case *arrayNode:
		return c.array(n), false
	case *rangeNode:
		return c.rangeOf(n), false
	case *objectNode:
		return c.object(n), false
	case *negation:
		return c.negation(n), false
	case *binary:
		return c.binary(n), false
	case *block:
		return c.block(n), false
	case *condition:
		return c.condition(n), false
	case *binding:
		return c.binding(n), false
	case *call:
		if n.partial {
			return c.partial(n), false
		}
		return c.call(n), false
	case *lambda:
		return c.lambda(n), false
	case *apply:
		return c.apply(n), false
	case *transform:
		return c.transform(n), false
	}
	message := fmt.Sprintf("Unknown expression type: %T", n)
	return func(*run, *frame, value) (value, error) { return undefined, &fault{code: "S0206", text: message} }, false
}

func constant(v value) evalFunc {
	return func(r *run, _ *frame, _ value) (value, error) { return v, r.leaf() }
}

func (c *compiler) negation(n *negation) evalFunc {
	operand, pos := c.compile(n.operand), n.pos
	return func(r *run, env *frame, in value) (value, error) {
		v, err := operand(r, env, in)
		if err != nil || !v.Exists() {
			return undefined, err
		}
		f, err := numeric(v)
		if err != nil {
			return undefined, within(err, "-", pos)
		}
		if f == nil {
			return undefined, fail("D1002", v).about("-").at(pos)
		}
		return number(-*f), nil
	}
}

func (c *compiler) block(n *block) evalFunc {
	items := c.compileAll(n.items)
	if len(items) == 1 && !c.dynamic && !c.does.binds {
		return items[0] // no variable is bound, so no frame is needed
	}
	c.does.binds = false // that is in a frame of the block's own
	reuse := !c.dynamic && !c.does.captures && !n.tuple
	return func(r *run, env *frame, in value) (v value, err error) {
		inner := r.frame(env)
		for _, item := range items {
			if v, err = item(r, inner, in); err != nil {
				return undefined, err
			}
		}
		if reuse {
			r.drop(inner)
		}
		return v, nil
	}
}

func (c *compiler) compileAll(nodes []node) []evalFunc {
	list := make([]evalFunc, len(nodes))
	for i, n := range nodes {
		list[i] = c.compile(n)
	}
	return list
}

func (c *compiler) condition(n *condition) evalFunc {
	test, then, otherwise := c.compile(n.test), c.compile(n.then), evalFunc(nil)
	if n.otherwise != nil {
		otherwise = c.compile(n.otherwise)
	}
	return func(r *run, env *frame, in value) (value, error) {
		v, err := test(r, env, in)
		if err != nil {
			return undefined, err
		}
		ok, err := r.truthy(v)
		if err != nil {
			return undefined, err
		}
		if ok {
			return then(r, env, in)
		}
		if otherwise == nil {
			return undefined, nil
		}
		return otherwise(r, env, in)
	}
}
