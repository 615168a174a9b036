package runner

import (
	"errors"
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonata"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// An expression is a compiled JSONata expression and the field it stands in.
type expression struct {
	expr     *jsonata.Expr
	source   string // as a failure quotes it
	location string // such as Output/total
	context  bool   // it may read $states.context
	open     bool   // it reads variables, $states among them
}

// jsonataSource gives what stands between {% and %}, and whether the text is an
// expression at all.
func jsonataSource(text string) (string, bool) {
	if len(text) < 4 || !strings.HasPrefix(text, "{%") || !strings.HasSuffix(text, "%}") {
		return "", false
	}
	return strings.TrimSpace(text[2 : len(text)-2]), true
}

func newExpression(source, location string) (*expression, error) {
	expr, err := jsonata.Compile(source, jsonata.AWS)
	if err != nil {
		return nil, err
	}
	e := &expression{expr: expr, source: source, location: location, open: len(expr.Variables()) > 0}
	for _, path := range expr.StatesPaths() {
		e.open = true
		if len(path) == 0 || path[0] == "context" {
			e.context = true
		}
	}
	return e, nil
}

// eval evaluates the expression; a result of nothing is a failure.
func (e *expression) eval(d *data) (jsonvalue.Value, *failure) {
	v, err := e.value(d)
	switch {
	case err != nil:
		return v, e.threw(d, err)
	case !v.Exists():
		return v, d.thread.evaluationFailed(e.location, "The JSONata expression '%s' specified for the field '%s' returned nothing (undefined).", e.source, e.location)
	}
	return v, nil
}

func (e *expression) value(d *data) (jsonvalue.Value, error) {
	env := jsonata.Env{Now: d.now(), Random: d.thread.run.eng.rand()}
	if e.open {
		env.Lookup = func(name string) (jsonvalue.Value, bool) {
			if name == "states" {
				return d.states(e.context), true
			}
			return d.thread.scope.find(name)
		}
	}
	return e.expr.Eval(d.thread.run.eng.ctx, env)
}

func (e *expression) threw(d *data, err error) *failure {
	if errors.Is(err, jsonata.ErrFunctionResult) {
		return d.thread.evaluationFailed(e.location, "The JSONata expression '%s' specified for the field '%s' returned an unsupported result type.", e.source, e.location)
	}
	return d.thread.evaluationFailed(e.location, "The JSONata expression '%s' specified for the field '%s' threw an error during evaluation. %s", e.source, e.location, err)
}

// evalAs evaluates the expression where only a result of one kind will do.
func (e *expression) evalAs(d *data, kind jsonvalue.Kind) (jsonvalue.Value, *failure) {
	v, f := e.eval(d)
	if f == nil && v.Kind() != kind {
		return v, e.unexpected(d, kind.String(), v)
	}
	return v, f
}

func (e *expression) unexpected(d *data, want string, v jsonvalue.Value) *failure {
	return d.thread.evaluationFailed(e.location,
		"The JSONata expression '%s' specified for the field '%s' returned an unexpected result type. Expected '%s', but was '%s' for value: %s",
		e.source, e.location, want, v.Kind(), v)
}
