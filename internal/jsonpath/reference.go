package jsonpath

import (
	"fmt"
	"slices"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// Reference is a reference path: one that names a single place by members and
// indexes only, as ResultPath and ItemsPath do. It never changes and may be used
// by any number of goroutines.
type Reference struct {
	path    *Path
	steps   []jsonvalue.Step
	fromEnd bool // an index counts from the end
}

// ParseReference compiles a reference path such as $.a.b[0]. The error is a
// [*SyntaxError], also for a path that is well-formed but no reference path.
func ParseReference(text string) (*Reference, error) {
	path, err := Parse(text)
	if err != nil {
		return nil, err
	}
	r := &Reference{path: path}
	for i := range path.steps {
		s := &path.steps[i]
		switch {
		case s.kind == stepName:
			r.steps = append(r.steps, jsonvalue.Step{Name: s.name})
		case s.kind == stepIndex:
			r.steps = append(r.steps, jsonvalue.Step{Index: s.index, IsIndex: true})
			r.fromEnd = r.fromEnd || s.index < 0
		default:
			return nil, &SyntaxError{Text: text, Message: fmt.Sprintf("a reference path names one place by names and indexes; %s cannot stand in it", stepText(s))}
		}
	}
	return r, nil
}

// String gives the path as it was written.
func (r *Reference) String() string { return r.path.text }

// Path gives the same path for evaluation.
func (r *Reference) Path() *Path { return r.path }

// IsRoot tells whether the path names the whole document, context object or
// variable.
func (r *Reference) IsRoot() bool { return len(r.steps) == 0 }

// Get gives the value at the reference path. The error is a [*ReferenceError]
// or, for a variable without a value, a [*PathError].
func (r *Reference) Get(roots *Roots) (jsonvalue.Value, error) {
	start, ok := roots.of(r.path.root, r.path.variable)
	if !ok {
		_, err := r.path.Eval(roots)
		return jsonvalue.Value{}, err
	}
	v, at, ok := r.path.follow(start)
	if !ok {
		return jsonvalue.Value{}, r.fail(at, start)
	}
	return v, nil
}

// Set gives the document with the value put where the path points, as ResultPath
// does: missing objects on the way are made, what is there is replaced, and only
// the path is copied. The error is a [*ReferenceError].
func (r *Reference) Set(document, value jsonvalue.Value) (jsonvalue.Value, error) {
	steps := r.resolved(document)
	set, ok := document.Set(steps, value)
	if ok {
		return set, nil
	}
	at := 0
	for v := document; at < len(steps)-1; at++ {
		s := steps[at]
		next := v.Get(s.Name)
		if s.IsIndex {
			next = v.At(s.Index)
		}
		if !takes(v, s) || s.IsIndex && !next.Exists() {
			break
		}
		v = next
	}
	return jsonvalue.Value{}, r.fail(at, document)
}

// resolved gives the steps with indexes from the end counted from the start.
func (r *Reference) resolved(document jsonvalue.Value) []jsonvalue.Step {
	if !r.fromEnd {
		return r.steps
	}
	steps := slices.Clone(r.steps)
	v := document
	for i := range steps {
		if steps[i].Index < 0 {
			steps[i].Index += v.Len()
		}
		v = r.path.steps[i].single(v)
	}
	return steps
}

// takes tells whether a step can be taken from a value, making objects where
// there is nothing.
func takes(v jsonvalue.Value, s jsonvalue.Step) bool {
	if s.IsIndex {
		return v.Kind() == jsonvalue.Array
	}
	return v.Kind() == jsonvalue.Object || v.Kind() == jsonvalue.Null || !v.Exists()
}

func (r *Reference) fail(at int, input jsonvalue.Value) error {
	e := &ReferenceError{Path: r.path.text, Input: input}
	if at < len(r.path.steps) {
		s := &r.path.steps[at]
		e.Step = s.name
		if s.kind == stepIndex {
			e.Step = fmt.Sprint(s.index)
		}
	}
	return e
}

// ReferenceConflict is the error name that the service gives a state whose
// reference path does not fit its data. The developer guide's list of errors has
// States.ResultPathMatchFailure for ResultPath; executions show this one.
const ReferenceConflict = "States.ReferencePathConflict"

// ReferenceError says that a reference path does not fit the data.
type ReferenceError struct {
	Path  string          // as it was written
	Step  string          // the name or index that could not be applied
	Input jsonvalue.Value // the whole document
}

// Error words the failure as the service does.
func (e *ReferenceError) Error() string {
	return fmt.Sprintf("Unable to apply step %q to input %s", e.Step, e.Input)
}
