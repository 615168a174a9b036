package jsonpath

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// Path is a compiled path. It never changes and may be used by any number of
// goroutines.
type Path struct {
	text     string
	root     Root
	variable string
	steps    []step
	definite bool
	plain    bool // Jayway's own answers, without the service's twists
}

// Parse compiles a path such as $.a[*], $$.Execution.Id or $name.x. The error is
// a [*SyntaxError].
func Parse(text string) (*Path, error) {
	p := &parser{text: text}
	path, err := p.path()
	if err != nil {
		return nil, err
	}
	return path, nil
}

// String gives the path as it was written.
func (p *Path) String() string { return p.text }

// Root tells what the path starts from.
func (p *Path) Root() Root { return p.root }

// Variable gives the name of the variable that the path starts from, or "".
func (p *Path) Variable() string { return p.variable }

// Definite tells whether the path can name one place at most. Its result is the
// value there; that of any other path is an array of all it found.
func (p *Path) Definite() bool { return p.definite }

// IsReference tells whether the path is a reference path: members and indexes
// only.
func (p *Path) IsReference() bool {
	for i := range p.steps {
		if k := p.steps[i].kind; k != stepName && k != stepIndex {
			return false
		}
	}
	return true
}

// Names gives the member names at the start of the path, up to the first step
// that is no member: ["Execution", "Id"] of $$.Execution.Id.
func (p *Path) Names() []string {
	var names []string
	for i := range p.steps {
		if p.steps[i].kind != stepName {
			break
		}
		names = append(names, p.steps[i].name)
	}
	return names
}

// Eval gives what the path finds: the value of a definite path, or an array of
// everything that an indefinite one finds. The error is a [*PathError]. A
// definite path allocates nothing unless it fails.
func (p *Path) Eval(r *Roots) (jsonvalue.Value, error) {
	start, ok := r.of(p.root, p.variable)
	if !ok {
		return jsonvalue.Value{}, p.fail(NoVariable, p.unassigned())
	}
	if !p.definite {
		return p.evalMany(start)
	}
	if v, _, ok := p.follow(start); ok {
		return v, nil
	}
	return jsonvalue.Value{}, p.why(r)
}

// Find gives what the path finds, and whether it found anything: it tests for
// presence without making an error. An indefinite path is always present.
func (p *Path) Find(r *Roots) (jsonvalue.Value, bool) {
	start, ok := r.of(p.root, p.variable)
	if !ok {
		return jsonvalue.Value{}, false
	}
	if !p.definite {
		v, err := p.evalMany(start)
		return v, err == nil
	}
	v, _, ok := p.follow(start)
	return v, ok
}

// why tells why [Path.Find] found nothing.
func (p *Path) why(r *Roots) *PathError {
	start, ok := r.of(p.root, p.variable)
	if !ok {
		return p.fail(NoVariable, p.unassigned())
	}
	if !p.definite {
		return p.fail(TooMuch, (&fault{reason: TooMuch}).words(p))
	}
	v, at, _ := p.follow(start)
	f := stopped(p.steps, at, v)
	return p.fail(f.reason, f.words(p))
}

func (p *Path) unassigned() string { return "the variable '" + p.variable + "' has no value" }

// follow walks a definite path. Where a step leads nowhere, it gives the value
// that was reached, the step's number and false.
func (p *Path) follow(v jsonvalue.Value) (jsonvalue.Value, int, bool) {
	if !v.Exists() {
		return v, 0, false
	}
	for i := range p.steps {
		next := p.steps[i].single(v)
		if !next.Exists() {
			return v, i, false
		}
		v = next
	}
	return v, len(p.steps), true
}

// evalMany evaluates an indefinite path. What Jayway throws for missing or
// unfitting data, the service answers with an empty array.
func (p *Path) evalMany(start jsonvalue.Value) (jsonvalue.Value, error) {
	w := walk{path: p, root: start}
	err := w.from(0, start)
	if err == nil {
		return jsonvalue.ArrayOf(w.found...), nil
	}
	if err.reason == TooMuch || p.plain {
		return jsonvalue.Value{}, p.fail(err.reason, err.words(p))
	}
	return jsonvalue.ArrayOf(), nil
}

func (p *Path) fail(reason Reason, detail string) *PathError {
	return &PathError{Path: p.text, Reason: reason, Detail: detail}
}
