package jsonata

import (
	"fmt"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// compiler turns a tree into closures.
type compiler struct {
	names   *names
	profile Profile
	dynamic bool // $eval may bind any name at run time
}

// compile gives the closure of an expression, with its filters, its grouping and
// the rule that a sequence of one is its item.
func (c *compiler) compile(n node) evalFunc {
	if n == nil {
		return func(*run, *frame, value) (value, error) { return undefined, nil }
	}
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

// variable compiles $, $$ and $name.
func (c *compiler) variable(n *variable) evalFunc {
	switch n.name {
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
	id := c.names.id(n.name)
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
			if r.expr.prof == Standard {
				v = v.Canonical()
			}
			return v
		}
	}
	if b := library(r.expr.prof)[name]; b != nil {
		return b.value
	}
	return undefined
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
	if len(items) == 1 && !c.dynamic && !n.items[0].base().binds {
		return items[0] // no variable is bound, so no frame is needed
	}
	reuse := !c.dynamic && !n.captures
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

func (c *compiler) binding(n *binding) evalFunc {
	id, assigned := c.names.id(n.name), c.compile(n.value)
	return func(r *run, env *frame, in value) (value, error) {
		v, err := assigned(r, env, in)
		if err != nil {
			return undefined, err
		}
		env.set(id, v)
		return v, nil
	}
}

func (c *compiler) array(n *arrayNode) evalFunc {
	items := c.compileAll(n.items)
	whole := make([]bool, len(items)) // an array written inside the array is one item
	for i, item := range n.items {
		_, whole[i] = item.(*arrayNode)
	}
	mark := uint8(0)
	if n.cons {
		mark = cons
	}
	return func(r *run, env *frame, in value) (value, error) {
		made := make([]value, 0, len(items))
		for i, item := range items {
			v, err := item(r, env, in)
			if err != nil {
				return undefined, err
			}
			switch {
			case !v.Exists():
			case whole[i] || !isArray(v):
				made = append(made, v)
			case len(items) == 1:
				if err := r.makeItems(v.Len()); err != nil {
					return undefined, err
				}
				return v.Marked(mark), nil
			default:
				if err := r.makeItems(v.Len()); err != nil {
					return undefined, err
				}
				made = append(made, v.Items()...)
			}
		}
		return array(made).Marked(mark), nil
	}
}

// largestRange is how many items a range may have.
const largestRange = 1e7

func (c *compiler) rangeOf(n *rangeNode) evalFunc {
	from, to, pos := c.compile(n.from), c.compile(n.to), n.pos
	return func(r *run, env *frame, in value) (value, error) {
		a, err := from(r, env, in)
		if err != nil {
			return undefined, err
		}
		b, err := to(r, env, in)
		if err != nil {
			return undefined, err
		}
		if a.Exists() && !isInteger(a) {
			return undefined, fail("T2003", a).about("..").at(pos)
		}
		if b.Exists() && !isInteger(b) {
			return undefined, fail("T2004", b).about("..").at(pos)
		}
		if !a.Exists() || !b.Exists() || a.Float() > b.Float() {
			return undefined, nil
		}
		size := b.Float() - a.Float() + 1
		if size > largestRange {
			return undefined, fail("D2014", number(size)).about("..").at(pos)
		}
		if err := r.makeItems(int(size)); err != nil {
			return undefined, err
		}
		items := make([]value, int(size))
		for i := range items {
			items[i] = number(a.Float() + float64(i))
		}
		return sequenceOf(items), nil
	}
}

// object compiles an object constructor, which groups like any grouping.
func (c *compiler) object(n *objectNode) evalFunc {
	return c.grouped(func(_ *run, _ *frame, in value) (value, error) { return in, nil }, &n.grouping)
}

// evalWildcard is *: the values of an object's members, those of arrays flattened.
func evalWildcard(r *run, _ *frame, in value) (value, error) {
	if in.Mark()&outer != 0 {
		in = in.At(0)
	}
	var values []value
	switch in.Kind() {
	case jsonvalue.Array:
		values = in.Items()
	case jsonvalue.Object:
		for _, m := range in.Members() {
			values = append(values, m.Value)
		}
	}
	var found []value
	var err error
	mark := sequence
	for _, v := range values {
		if isArray(v) {
			if found, err = r.flatten(found, v); err != nil {
				return undefined, err
			}
			mark = 0 // joined like with $append, which gives an array
			continue
		}
		found = append(found, v)
	}
	return array(found).Marked(mark), r.makeItems(len(found))
}

// flatten adds the items of an array, and those of arrays inside it.
func (r *run) flatten(to []value, v value) ([]value, error) {
	if err := r.enter(); err != nil {
		return nil, err
	}
	for _, item := range v.Items() {
		if !isArray(item) {
			to = append(to, item)
			continue
		}
		var err error
		if to, err = r.flatten(to, item); err != nil {
			return nil, err
		}
	}
	r.depth--
	return to, r.makeItems(v.Len())
}

// evalDescendants is **: the value and all that is inside it.
func evalDescendants(r *run, _ *frame, in value) (value, error) {
	if !in.Exists() {
		return undefined, nil
	}
	found, err := r.descend(nil, in, 0)
	if err != nil || len(found) == 0 {
		return undefined, err
	}
	if len(found) == 1 {
		return found[0], nil // also where [] follows
	}
	return sequenceOf(found), nil
}

func (r *run) descend(to []value, v value, depth int) ([]value, error) {
	if depth > jsonvalue.MaxDepth {
		return nil, tooLarge("The value nests too deeply")
	}
	if err := r.spend(1); err != nil {
		return nil, err
	}
	if !isArray(v) {
		to = append(to, v)
	}
	var err error
	for _, item := range v.Items() {
		if to, err = r.descend(to, item, depth+1); err != nil {
			return nil, err
		}
	}
	for _, m := range v.Members() {
		if to, err = r.descend(to, m.Value, depth+1); err != nil {
			return nil, err
		}
	}
	return to, nil
}
