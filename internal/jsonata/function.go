package jsonata

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// native is a function written in Go. The context is what "$" is where it was
// called; the arguments have been checked against the signature and are not to be
// kept.
type native func(r *run, c callSite, args []value) (value, error)

// callSite is where a function was called.
type callSite struct {
	env     *frame
	context value
}

// function is a function value: a native one or a closure.
type function struct {
	name      string
	signature *signature
	arity     int
	native    native
	closure   *closure
	regex     *regex // of a function that a regular expression literal stands for
}

// closure is a function written in JSONata, with what it saw where it was made.
type closure struct {
	parameters []int
	body       evalFunc
	reuse      bool // nothing holds on to the frame of a call
	env        *frame
	context    value
}

// functionOf gives the function a value is, or nil.
func functionOf(v value) *function {
	f, _ := v.Opaque().(*function)
	return f
}

func valueOf(f *function) value { return jsonvalue.OpaqueOf(f) }

// invoke calls a function. Calls that are the last thing it does follow in a loop
// and need no stack. What fails in a call is blamed on that call, unless it fails
// in a further one.
func (r *run) invoke(f *function, at callSite, args []value, who blame) (value, error) {
	v, err := r.invokeOnce(f, at, args)
	for err == nil && r.tail.function != nil {
		next := r.tail
		r.tail = tailCall{}
		if err = r.spend(1); err != nil {
			break
		}
		who = next.blame
		v, err = r.invokeOnce(next.function, next.at, next.args)
	}
	if err != nil {
		return undefined, who.on(err)
	}
	return v, nil
}

// tailCall is a call that its function has left to its caller.
type tailCall struct {
	function *function
	at       callSite
	args     []value
	blame    blame
}

func (r *run) invokeOnce(f *function, at callSite, args []value) (value, error) {
	if f.signature != nil {
		var err error
		if args, err = f.signature.check(args, at.context); err != nil {
			return undefined, err
		}
	}
	if f.native != nil {
		return f.native(r, at, args)
	}
	c := f.closure
	env := r.frame(c.env)
	for i, id := range c.parameters {
		v := undefined
		if i < len(args) {
			v = args[i]
		}
		env.set(id, v)
	}
	v, err := c.body(r, env, c.context)
	if c.reuse {
		r.drop(env)
	}
	return v, err
}

// apply calls a function on behalf of a function of the library: the context is
// null then.
func (r *run) apply(f *function, args ...value) (value, error) {
	return r.invoke(f, callSite{context: jsonvalue.NullValue()}, args, blame{})
}

// applyItem calls a function with as many of item, key or index, and whole as it
// has parameters.
func (r *run) applyItem(f *function, item, key, whole value) (value, error) {
	args := [3]value{item, key, whole}
	return r.apply(f, args[:max(1, min(f.arity, 3))]...)
}

// blame is how errors name a call.
type blame struct {
	name   string
	number bool
	pos    int
}

// on fills in what an error does not know. As in the reference, its position
// becomes that of the call, so in the end it is that of an outer one.
func (b blame) on(err error) error {
	if f, ok := err.(*fault); ok {
		if b.pos > 0 {
			f.Pos = b.pos
		}
		if f.Token == "" {
			f.Token, f.Number = b.name, b.number
		}
	}
	return err
}
