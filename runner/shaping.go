package runner

import (
	"errors"

	"github.com/quickstep-go/quickstep/internal/jsonpath"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// A selection is InputPath or OutputPath: a path, or null for an empty object.
// A nil selection is the whole document.
type selection struct {
	path    *jsonpath.Path // nil for null
	context bool
}

var emptyObject = jsonvalue.ObjectOf()

func (s *selection) of(t *thread, document jsonvalue.Value) (jsonvalue.Value, *failure) {
	switch {
	case s == nil:
		return document, nil
	case s.path == nil:
		return emptyObject, nil
	}
	v, err := s.path.Eval(t.data(document).roots(s.context))
	if err != nil {
		return v, t.runtime("%s", err)
	}
	return v, nil
}

// A place is ResultPath: where a result goes in the state's input. A nil place is
// the whole output, one without a reference drops the result.
type place struct{ reference *jsonpath.Reference }

func (p *place) put(t *thread, document, result jsonvalue.Value) (jsonvalue.Value, *failure) {
	switch {
	case p == nil:
		return result, nil
	case p.reference == nil:
		return document, nil
	}
	v, err := p.reference.Set(document, result)
	if err != nil {
		return v, t.unplaced(err)
	}
	return v, nil
}

// unplaced words why a result has no place.
func (t *thread) unplaced(err error) *failure {
	var conflict *jsonpath.ReferenceError
	if errors.As(err, &conflict) {
		return failed(jsonpath.ReferenceConflict, t.located(err.Error()))
	}
	return t.runtime("%s", err)
}

// An outcome says what becomes of a state's result.
type outcome struct {
	selector *template   // JSONPath: ResultSelector
	place    *place      // JSONPath: ResultPath
	output   *selection  // JSONPath: OutputPath
	shape    *template   // JSONata: Output
	assign   *assignment // both
}

// finish leaves the state with a result, by the fields that shape it.
func (t *thread) finish(o *outcome, result jsonvalue.Value) move {
	if t.at.jsonata {
		return t.finishJSONata(o, result, result)
	}
	assigned, f := o.assign.from(t, result)
	if f != nil {
		return t.fail(f)
	}
	if o.selector != nil {
		if result, f = o.selector.eval(t.data(result)); f != nil {
			return t.fail(f)
		}
	}
	t.see(afterResultSelector, result)
	return t.finishPath(o, t.input, result, assigned)
}

// finishPath puts a result into a document and leaves with what OutputPath
// selects of it.
func (t *thread) finishPath(o *outcome, document, result jsonvalue.Value, assigned []jsonvalue.Member) move {
	output, f := o.place.put(t, document, result)
	if f == nil {
		t.seePlaced(output)
		output, f = o.output.of(t, output)
	}
	if f != nil {
		return t.fail(f)
	}
	return t.leave(output, assigned, t.at.next)
}

// finishJSONata leaves with Output, or with what the kind of state puts out
// where there is none. States that do no work have no result.
func (t *thread) finishJSONata(o *outcome, result, output jsonvalue.Value) move {
	if o.assign == nil && o.shape == nil {
		return t.leave(output, nil, t.at.next)
	}
	d := t.withResult(result)
	assigned, f := o.assign.eval(d)
	if f == nil && o.shape != nil {
		output, f = o.shape.eval(d)
	}
	if f != nil {
		return t.fail(f)
	}
	return t.leave(output, assigned, t.at.next)
}
