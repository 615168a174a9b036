package jsonata

import (
	"fmt"

	"github.com/quickstep-go/quickstep/internal/jsonata/syntax"
)

// compiler turns a tree into closures.
type compiler struct {
	names   *names
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
func (c *compiler) compile(n syntax.Node) evalFunc {
	if n == nil {
		return func(*run, *frame, value) (value, error) { return undefined, nil }
	}
	before := c.does
	c.does = effects{}
	defer func() {
		c.does.binds = c.does.binds || before.binds
		c.does.captures = c.does.captures || before.captures || n.Base().Tuple
	}()
	form, isLeaf := c.form(n)
	base := n.Base()
	_, isPath := n.(*syntax.Path)
	if isLeaf && base.Filters() == nil && base.Group == nil && !base.KeepArray {
		return form
	}
	for _, f := range base.Filters() {
		form = c.filtered(form, f)
	}
	if base.Group != nil && !isPath {
		form = c.grouped(form, base.Group)
	}
	return nested(form, base.KeepArray)
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
func (c *compiler) form(n syntax.Node) (form evalFunc, leaf bool) {
	switch n := n.(type) {
	case *syntax.Literal:
		return constant(n.Value), true
	case *syntax.Variable:
		return c.variable(n), true
	case *syntax.Regex:
		return c.regex(n), true
	case *syntax.Name:
		return c.name(n), false
	case *syntax.Path:
		return c.path(n), false
	case *syntax.Wildcard:
		return evalWildcard, false
	case *syntax.Descendants:
		return evalDescendants, false
	case *syntax.Parent:
		return c.local(c.names.id(n.Label())), false
	case *syntax.Array:
		return c.array(n), false
	case *syntax.Range:
		return c.rangeOf(n), false
	case *syntax.Object:
		return c.object(n), false
	case *syntax.Negation:
		return c.negation(n), false
	case *syntax.Binary:
		return c.binary(n), false
	case *syntax.Block:
		return c.block(n), false
	case *syntax.Condition:
		return c.condition(n), false
	case *syntax.Binding:
		return c.binding(n), false
	case *syntax.Call:
		if n.Partial {
			return c.partial(n), false
		}
		return c.call(n), false
	case *syntax.Lambda:
		return c.lambda(n), false
	case *syntax.Apply:
		return c.apply(n), false
	case *syntax.Transform:
		return c.transform(n), false
	}
	message := fmt.Sprintf("Unknown expression type: %T", n)
	return func(*run, *frame, value) (value, error) { return undefined, &fault{Code: "S0206", Text: message} }, false
}

func constant(v value) evalFunc {
	return func(r *run, _ *frame, _ value) (value, error) { return v, r.leaf() }
}

func (c *compiler) negation(n *syntax.Negation) evalFunc {
	operand, pos := c.compile(n.Operand), n.Pos
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
			return undefined, fail("D1002", v).About("-").At(pos)
		}
		return number(-*f), nil
	}
}

func (c *compiler) block(n *syntax.Block) evalFunc {
	items := c.compileAll(n.Items)
	if len(items) == 1 && !c.dynamic && !c.does.binds {
		return items[0] // no variable is bound, so no frame is needed
	}
	c.does.binds = false // that is in a frame of the block's own
	reuse := !c.dynamic && !c.does.captures && !n.Tuple
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

func (c *compiler) compileAll(nodes []syntax.Node) []evalFunc {
	list := make([]evalFunc, len(nodes))
	for i, n := range nodes {
		list[i] = c.compile(n)
	}
	return list
}

func (c *compiler) condition(n *syntax.Condition) evalFunc {
	test, then, otherwise := c.compile(n.Test), c.compile(n.Then), evalFunc(nil)
	if n.Otherwise != nil {
		otherwise = c.compile(n.Otherwise)
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
