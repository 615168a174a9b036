package runner

import (
	"github.com/quickstep-go/quickstep/internal/jsonpath"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// An amount is a number that is constant or computed: seconds, or how many. A
// nil amount is absent.
type amount struct {
	field      string // such as MaxConcurrency
	constant   jsonvalue.Value
	expression *expression
	path       *jsonpath.Path // a reference path into the state's input
}

// eval gives the number, which must be whole; it is 0 where the amount is absent.
func (a *amount) eval(t *thread) (int64, *failure) {
	if a == nil {
		return 0, nil
	}
	v, f := a.find(t, "integer", func(v jsonvalue.Value) bool { _, ok := v.Int(); return ok })
	n, ok := v.Int()
	if !ok {
		n = int64(v.Float())
	}
	return n, f
}

// fixed gives the whole number that the amount always is, or 0.
func (a *amount) fixed() int64 {
	if a == nil {
		return 0
	}
	n, _ := a.constant.Int()
	return n
}

// share gives a number that need not be whole; it is 0 where the amount is
// absent.
func (a *amount) share(t *thread) (float64, *failure) {
	if a == nil {
		return 0, nil
	}
	v, f := a.find(t, "float", func(v jsonvalue.Value) bool { return v.Kind() == jsonvalue.Number })
	return v.Float(), f
}

// find gives the number that the amount is. What a path leads to may be a text
// that holds one.
func (a *amount) find(t *thread, kind string, fits func(jsonvalue.Value) bool) (jsonvalue.Value, *failure) {
	switch {
	case a.expression != nil:
		d := t.data(t.input)
		v, f := a.expression.evalAs(d, jsonvalue.Number)
		if f == nil && !fits(v) {
			f = a.expression.unexpected(d, kind, v)
		}
		return v, f
	case a.path != nil:
		found, err := a.path.Eval(t.data(t.input).roots(true))
		if err != nil {
			return found, t.runtime("%s", err)
		}
		v := found
		if v.Kind() == jsonvalue.String {
			v, _ = jsonvalue.NumberOf(v.Text())
		}
		if !fits(v) {
			return v, t.runtime("The %sPath field refers to value \"%s\" which is not a valid %s: %s", a.field, plain(found), kind, a.path)
		}
		return v, nil
	}
	return a.constant, nil
}
