package runner

import (
	"math"

	"github.com/quickstep-go/quickstep/internal/jsonpath"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// An amount is a whole number that is constant or computed: seconds, or how many.
// A nil amount is absent.
type amount struct {
	field      string // such as MaxConcurrency
	constant   int64
	expression *expression
	path       *jsonpath.Path // a reference path into the state's input
}

// eval gives the number; it is 0 where the amount is absent.
func (a *amount) eval(t *thread) (int64, *failure) {
	switch {
	case a == nil:
		return 0, nil
	case a.expression != nil:
		return a.compute(t)
	case a.path != nil:
		v, err := a.path.Eval(t.data(t.input).roots(true))
		if err != nil {
			return 0, t.runtime("%s", err)
		}
		n, ok := a.whole(v)
		if !ok {
			return 0, t.runtime("The %sPath field refers to value \"%s\" which is not a valid %s: %s", a.field, plain(v), a.kind(), a.path)
		}
		return n, nil
	}
	return a.constant, nil
}

func (a *amount) compute(t *thread) (int64, *failure) {
	d := t.data(t.input)
	v, f := a.expression.evalAs(d, jsonvalue.Number)
	if f != nil {
		return 0, f
	}
	n, ok := a.whole(v)
	if !ok {
		return 0, a.expression.unexpected(d, "integer", v)
	}
	return n, nil
}

// fraction tells whether the number need not be whole.
func (a *amount) fraction() bool { return a.field == "ToleratedFailurePercentage" }

// whole gives a number without its fraction, if it may have one.
func (a *amount) whole(v jsonvalue.Value) (int64, bool) {
	if a.fraction() && v.Kind() == jsonvalue.Number {
		return int64(math.Floor(v.Float())), true
	}
	return v.Int()
}

// kind is how a failure calls the number that was to be.
func (a *amount) kind() string {
	if a.fraction() {
		return "float"
	}
	return "integer"
}
