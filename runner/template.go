package runner

import (
	"errors"
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonpath"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// A template is a payload with queries in it, compiled: of JSONata, strings in
// {% %}; of JSONPath, members whose name ends in ".$".
type template struct {
	constant   jsonvalue.Value // exists where there is nothing to evaluate
	expression *expression
	path       *jsonpath.Path
	call       *jsonpath.Call // an intrinsic function
	field      string         // the member's name as written, such as total.$
	context    bool           // the path or call may read $$
	items      []*template    // of an array
	members    []memberTemplate
}

type memberTemplate struct {
	name  string
	value *template
}

// eval gives the payload.
func (p *template) eval(d *data) (jsonvalue.Value, *failure) {
	switch {
	case p.constant.Exists():
		return p.constant, nil
	case p.expression != nil:
		return p.expression.eval(d)
	case p.path != nil:
		v, err := p.path.Eval(d.roots(p.context))
		if err != nil {
			return v, p.missed(d, err)
		}
		return v, nil
	case p.call != nil:
		return p.intrinsic(d)
	case p.items != nil:
		return p.array(d)
	}
	return p.object(d)
}

func (p *template) array(d *data) (jsonvalue.Value, *failure) {
	items := make([]jsonvalue.Value, len(p.items))
	for i, inner := range p.items {
		v, f := inner.eval(d)
		if f != nil {
			return v, f
		}
		items[i] = v
	}
	return jsonvalue.ArrayOf(items...), nil
}

func (p *template) object(d *data) (jsonvalue.Value, *failure) {
	members, f := p.evalMembers(d)
	return jsonvalue.ObjectOf(members...), f
}

func (p *template) evalMembers(d *data) ([]jsonvalue.Member, *failure) {
	members := make([]jsonvalue.Member, len(p.members))
	for i := range p.members {
		v, f := p.members[i].value.eval(d)
		if f != nil {
			return nil, f
		}
		members[i] = jsonvalue.Member{Name: p.members[i].name, Value: v}
	}
	return members, nil
}

// missed words that a path of a payload template found nothing.
func (p *template) missed(d *data, err error) *failure {
	var missing *jsonpath.PathError
	if !errors.As(err, &missing) {
		return d.thread.runtime("%s", err)
	}
	input := d.document
	if p.path != nil && p.path.Root() == jsonpath.Context {
		input = d.thread.contextObject()
	}
	return d.thread.runtime("%s", missing.InTemplate(p.field, input.JSON()))
}

func (p *template) intrinsic(d *data) (jsonvalue.Value, *failure) {
	return d.call(p.call, p.context)
}

// call evaluates an intrinsic function.
func (d *data) call(c *jsonpath.Call, context bool) (jsonvalue.Value, *failure) {
	roots := d.roots(context)
	roots.Random = d.thread.run.eng.rand()
	v, err := c.Eval(roots)
	if err != nil {
		return v, d.thread.runtime("%s", err)
	}
	return v, nil
}

// readsContext tells whether a path or an intrinsic call may read the context
// object. It may say so of one that only holds the characters $$.
func readsContext(text string) bool { return strings.Contains(text, "$$") }

// An assignment is a compiled Assign.
type assignment struct{ template }

// eval gives the variables with their values, in the order they are written; a
// nil assignment gives none.
func (a *assignment) eval(d *data) ([]jsonvalue.Member, *failure) {
	if a == nil {
		return nil, nil
	}
	if a.constant.Exists() {
		return a.constant.Members(), nil
	}
	return a.evalMembers(d)
}

// from is eval for a document that $ stands for.
func (a *assignment) from(t *thread, document jsonvalue.Value) ([]jsonvalue.Member, *failure) {
	if a == nil {
		return nil, nil
	}
	return a.eval(t.data(document))
}
