package jsonata

import (
	"errors"

	"github.com/quickstep-go/quickstep/internal/jsonata/syntax"
)

// evalSource is $eval: it compiles a text and evaluates it where it was called.
func evalSource(r *run, c callSite, args []value) (value, error) {
	if !arg(args, 0).Exists() {
		return undefined, nil
	}
	source, in := args[0].Text(), c.context
	if focus := arg(args, 1); focus.Exists() {
		in = focus
		if isArray(in) && !isSequence(in) {
			in = sequenceOf([]value{in}).Marked(sequence | outer)
		}
	}
	if err := r.spend(1 + len(source)); err != nil {
		return undefined, err
	}
	inner, err := syntax.Parse(source, r.expr.Profile())
	if err != nil {
		return undefined, fail("D3120", text(messageOf(err, source)))
	}
	if r.names == &r.expr.names {
		r.names = r.names.extend()
	}
	eval := r.compileInner(inner.Tree())
	if err := r.enter(); err != nil {
		return undefined, err
	}
	v, err := eval(r, c.env, in)
	r.depth--
	if err != nil {
		var f *fault
		if !errors.As(err, &f) || f.Code == "U1001" {
			return undefined, err
		}
		return undefined, fail("D3121", text(messageOf(err, source)))
	}
	return v, nil
}

// compileInner compiles what $eval was given, which may bind any name.
func (r *run) compileInner(tree syntax.Node) evalFunc {
	r.names.declare(tree)
	c := &compiler{names: r.names, dynamic: true}
	return c.compile(tree)
}

func messageOf(err error, source string) string {
	var e *Error
	if errors.As(asError(err, source), &e) {
		return e.Message
	}
	return err.Error()
}
