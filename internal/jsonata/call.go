package jsonata

import (
	"github.com/quickstep-go/quickstep/internal/jsonata/syntax"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// callForm is a compiled call.
type callForm struct {
	function  evalFunc
	arguments []evalFunc // nil in the place of a placeholder
	plainName string     // of foo(…), where $foo(…) may be meant
	blame     blame
	tailBlame blame
	tail      bool
}

func (c *compiler) callForm(n *syntax.Call) *callForm {
	form := &callForm{
		function: c.compile(n.Function),
		blame:    blame{n.Name, n.Number, n.Pos},
		tail:     n.Tail,
	}
	form.tailBlame = blame{pos: n.Function.Base().Pos}
	if v, ok := n.Function.(*syntax.Variable); ok {
		form.tailBlame.name = v.Name
	}
	if path, ok := n.Function.(*syntax.Path); ok {
		if name, ok := path.Steps[0].(*syntax.Name); ok {
			form.plainName = name.Name
		}
	}
	for _, a := range n.Arguments {
		if _, open := a.(*syntax.Placeholder); open {
			form.arguments = append(form.arguments, nil)
			continue
		}
		form.arguments = append(form.arguments, c.compile(a))
	}
	return form
}

func (c *compiler) call(n *syntax.Call) evalFunc {
	form := c.callForm(n)
	return func(r *run, env *frame, in value) (value, error) { return form.eval(r, env, in, nil) }
}

// eval calls the function, with a value that ~> puts before the arguments if there
// is one.
func (f *callForm) eval(r *run, env *frame, in value, first *value) (value, error) {
	callee, err := f.callee(r, env, in, "T1005")
	if err != nil {
		return undefined, err
	}
	base := len(r.stack)
	if first != nil {
		r.stack = append(r.stack, *first)
	}
	for _, argument := range f.arguments {
		v, err := argument(r, env, in)
		if err != nil {
			return undefined, err
		}
		r.stack = append(r.stack, v)
	}
	args := r.stack[base:len(r.stack):len(r.stack)]
	function := functionOf(callee)
	if function == nil {
		return undefined, f.blame.on(fail("T1006"))
	}
	at := callSite{env, in}
	if f.tail {
		r.tail = tailCall{function, at, append([]value(nil), args...), f.tailBlame}
		r.stack = r.stack[:base]
		return undefined, nil
	}
	v, err := r.invoke(function, at, args, f.blame)
	r.stack = r.stack[:base]
	if err != nil {
		return undefined, within(err, f.blame.name, f.blame.pos)
	}
	return v, nil
}

// callee evaluates what is called. A name without its $ is nothing; where the
// library has such a function, the error says so.
func (f *callForm) callee(r *run, env *frame, in value, code string) (value, error) {
	callee, err := f.function(r, env, in)
	if err != nil || callee.Exists() || f.plainName == "" {
		return callee, err
	}
	v, bound := undefined, false
	if id := r.names.find(f.plainName); id >= 0 {
		v, bound = env.get(id)
	}
	if !bound {
		v = r.global(f.plainName)
	}
	if v.Exists() {
		return undefined, f.blame.on(fail(code))
	}
	return undefined, nil
}

// partial compiles f(a, ?): a function of the arguments that are left open.
func (c *compiler) partial(n *syntax.Call) evalFunc {
	form := c.callForm(n)
	c.does.captures = true
	return func(r *run, env *frame, in value) (value, error) {
		args := make([]value, len(form.arguments))
		for i, argument := range form.arguments {
			if argument == nil {
				continue
			}
			v, err := argument(r, env, in)
			if err != nil {
				return undefined, err
			}
			args[i] = v
		}
		callee, err := form.callee(r, env, in, "T1007")
		if err != nil {
			return undefined, err
		}
		function := functionOf(callee)
		if function == nil {
			return undefined, form.blame.on(fail("T1008"))
		}
		return valueOf(form.bind(function, args, callSite{env, in})), nil
	}
}

// bind gives the function that fills in the open arguments. Of one written in
// JSONata the signature no longer counts.
func (f *callForm) bind(target *function, args []value, at callSite) *function {
	if target.closure != nil {
		plain := *target
		plain.signature = nil
		target = &plain
	}
	open := 0
	for _, argument := range f.arguments {
		if argument == nil {
			open++
		}
	}
	fill := func(r *run, _ callSite, given []value) (value, error) {
		all := append(make([]value, 0, len(args)), args...)
		for i, argument := range f.arguments {
			if argument == nil && len(given) > 0 {
				all[i], given = given[0], given[1:]
			}
		}
		return r.invoke(target, at, all, blame{})
	}
	return &function{name: target.name, arity: open, native: fill}
}

// lambda compiles function(…){…}.
func (c *compiler) lambda(n *syntax.Lambda) evalFunc {
	parameters := make([]int, len(n.Parameters))
	for i, name := range n.Parameters {
		parameters[i] = c.names.id(name)
	}
	body := c.compile(n.Body)
	reuse := !c.dynamic && !c.does.captures
	c.does = effects{captures: true} // the body binds in a frame of the call's own
	return func(r *run, env *frame, in value) (value, error) {
		return valueOf(&function{
			signature: (*signature)(n.Signature),
			arity:     len(parameters),
			closure:   &closure{parameters: parameters, body: body, reuse: reuse, env: env, context: in},
		}), nil
	}
}

// apply compiles a ~> b: a call of b with a as its first argument, or, of two
// functions, the one that does both.
func (c *compiler) apply(n *syntax.Apply) evalFunc {
	left := c.compile(n.Left)
	if call, ok := n.Right.(*syntax.Call); ok && !call.Partial {
		form := c.callForm(call)
		return func(r *run, env *frame, in value) (value, error) {
			v, err := left(r, env, in)
			if err != nil {
				return undefined, err
			}
			return form.eval(r, env, in, &v)
		}
	}
	right, pos := c.compile(n.Right), n.Pos
	return func(r *run, env *frame, in value) (value, error) {
		v, err := left(r, env, in)
		if err != nil {
			return undefined, err
		}
		w, err := right(r, env, in)
		if err != nil {
			return undefined, err
		}
		second := functionOf(w)
		if second == nil {
			return undefined, fail("T2006", w).At(pos)
		}
		if first := functionOf(v); first != nil {
			return valueOf(chain(first, second)), nil
		}
		return r.invoke(second, callSite{env, jsonvalue.NullValue()}, []value{v}, blame{name: second.name})
	}
}

// chain is the function that calls the first one and then the second one.
func chain(first, second *function) *function {
	return &function{arity: 1, native: func(r *run, _ callSite, args []value) (value, error) {
		arg := undefined
		if len(args) > 0 {
			arg = args[0]
		}
		v, err := r.apply(first, arg)
		if err != nil {
			return undefined, err
		}
		return r.apply(second, unwrap(v))
	}}
}
