package jsonata

import (
	"math"

	"github.com/quickstep-go/quickstep/internal/jsonata/syntax"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// numeric gives a number's double, nil for what is no number, and an error for an
// infinity. NaN is no number.
func numeric(v value) (*float64, error) {
	if !isNumber(v) {
		return nil, nil
	}
	f := v.Float()
	if math.IsNaN(f) {
		return nil, nil
	}
	if math.IsInf(f, 0) {
		return nil, fail("D1001", v)
	}
	return &f, nil
}

func isInteger(v value) bool {
	f := v.Float()
	return isNumber(v) && f == math.Trunc(f) && !math.IsInf(f, 0)
}

// operation computes an operator from both operands, which may be absent.
type operation func(r *run, a, b value) (value, error)

var operations = map[string]operation{
	"+":  arithmetic(func(a, b float64) float64 { return a + b }),
	"-":  arithmetic(func(a, b float64) float64 { return a - b }),
	"*":  arithmetic(func(a, b float64) float64 { return a * b }),
	"/":  arithmetic(func(a, b float64) float64 { return a / b }),
	"%":  arithmetic(math.Mod),
	"=":  func(r *run, a, b value) (value, error) { return r.same(a, b, true) },
	"!=": func(r *run, a, b value) (value, error) { return r.same(a, b, false) },
	"<":  comparison(func(a, b float64) bool { return a < b }, func(a, b string) bool { return lessText(a, b) }),
	"<=": comparison(func(a, b float64) bool { return a <= b }, func(a, b string) bool { return !lessText(b, a) }),
	">":  comparison(func(a, b float64) bool { return a > b }, func(a, b string) bool { return lessText(b, a) }),
	">=": comparison(func(a, b float64) bool { return a >= b }, func(a, b string) bool { return !lessText(a, b) }),
	"in": func(_ *run, a, b value) (value, error) { return jsonvalue.BoolOf(included(a, b)), nil },
	"&":  concatenate,
}

func (c *compiler) binary(n *syntax.Binary) evalFunc {
	left, right, op, pos := c.compile(n.Left), c.compile(n.Right), n.Operator, n.Pos
	if op == "and" || op == "or" {
		return logical(left, right, op, pos)
	}
	operate := operations[op]
	return func(r *run, env *frame, in value) (value, error) {
		a, err := left(r, env, in)
		if err != nil {
			return undefined, err
		}
		b, err := right(r, env, in)
		if err != nil {
			return undefined, err
		}
		v, err := operate(r, a, b)
		if err != nil {
			return undefined, within(err, op, pos)
		}
		return v, nil
	}
}

// logical is and, or: the right side is evaluated only where it matters. As in
// the reference, what fails there is reported as the operator's failure.
func logical(left, right evalFunc, op string, pos int) evalFunc {
	decisive := op == "or"
	return func(r *run, env *frame, in value) (value, error) {
		a, err := left(r, env, in)
		if err != nil {
			return undefined, err
		}
		if ok, err := r.truthy(a); err != nil || ok == decisive {
			return jsonvalue.BoolOf(decisive), err
		}
		b, err := right(r, env, in)
		if err != nil {
			if f, ok := err.(*fault); ok {
				f.Token, f.Number, f.Pos = op, false, pos
			}
			return undefined, err
		}
		ok, err := r.truthy(b)
		return jsonvalue.BoolOf(ok), err
	}
}

func arithmetic(compute func(a, b float64) float64) operation {
	return func(_ *run, a, b value) (value, error) {
		x, y := a.Float(), b.Float()
		if plainNumber(a, x) && plainNumber(b, y) {
			return number(compute(x, y)), nil
		}
		return undefined, operandFault(a, b)
	}
}

func plainNumber(v value, f float64) bool {
	return isNumber(v) && !math.IsNaN(f) && !math.IsInf(f, 0)
}

// operandFault says what is wrong with operands that are not both plain numbers;
// nothing, where one of them is absent and the other is a number.
func operandFault(a, b value) error {
	for i, v := range [...]value{a, b} {
		if !v.Exists() {
			continue
		}
		f, err := numeric(v)
		if err != nil {
			return err
		}
		if f == nil {
			return fail([...]string{"T2001", "T2002"}[i], v)
		}
	}
	return nil
}

// same is = and !=, both of which are false where a side is absent.
func (r *run) same(a, b value, wanted bool) (value, error) {
	if !a.Exists() || !b.Exists() {
		return jsonvalue.BoolOf(false), nil
	}
	ok, err := r.equal(a, b)
	return jsonvalue.BoolOf(ok == wanted), err
}

func included(a, b value) bool {
	if !a.Exists() || !b.Exists() {
		return false
	}
	if !isArray(b) {
		return identical(a, b)
	}
	for _, item := range b.Items() {
		if identical(a, item) {
			return true
		}
	}
	return false
}

func comparison(numbers func(a, b float64) bool, texts func(a, b string) bool) operation {
	comparable := func(v value) bool { return !v.Exists() || isNumber(v) || isString(v) }
	return func(_ *run, a, b value) (value, error) {
		switch {
		case !comparable(a):
			return undefined, fail("T2010", a)
		case !comparable(b):
			return undefined, fail("T2010", b)
		case !a.Exists() || !b.Exists():
			return undefined, nil
		case a.Kind() != b.Kind():
			return undefined, fail("T2009", a, b)
		case isNumber(a):
			return jsonvalue.BoolOf(numbers(a.Float(), b.Float())), nil
		}
		return jsonvalue.BoolOf(texts(a.Text(), b.Text())), nil
	}
}

// concatenate is &: both sides as $string has them, nothing as "".
func concatenate(r *run, a, b value) (value, error) {
	x, err := r.textOf(a)
	if err != nil {
		return undefined, err
	}
	y, err := r.textOf(b)
	if err != nil {
		return undefined, err
	}
	if err := r.makeText(len(x) + len(y)); err != nil {
		return undefined, err
	}
	return text(x + y), nil
}

// textOf is $string of a value, "" for an absent one.
func (r *run) textOf(v value) (string, error) {
	if isString(v) {
		return v.Text(), nil
	}
	if !v.Exists() {
		return "", nil
	}
	return r.stringify(v, false)
}
