package runner

import (
	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonpath"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

func (c *compiler) fail(s *asl.Fail) node {
	return &failNode{
		name:  c.phrase("Error", s.Error, s.Has("Error"), s.ErrorPath),
		cause: c.phrase("Cause", s.Cause, s.Has("Cause"), s.CausePath),
	}
}

func (c *compiler) phrase(field, text string, there bool, path string) phrase {
	p := phrase{field: field + "Path"}
	switch {
	case path != "" && jsonpath.IsIntrinsic(path):
		p.call = c.intrinsic(path, field+"Path")
	case path != "":
		p.path = c.path(path, field+"Path")
	case c.at.jsonata && c.isExpression(text):
		p.expression = c.expression(text, field)
	case there || text != "":
		p.constant = &text
	}
	return p
}

// failNode is a Fail state: it ends its machine or branch with an error (ASL
// spec, "Fail State").
type failNode struct{ name, cause phrase }

// A phrase is a text that is constant, or computed by a query, or absent.
type phrase struct {
	constant   *string
	expression *expression
	path       *jsonpath.Path
	call       *jsonpath.Call
	field      string // the field's name, for what goes wrong
}

func (n *failNode) enter(t *thread) move {
	t.see(afterInputPath, t.input)
	name, f := n.name.eval(t)
	if f == nil {
		var cause *string
		if cause, f = n.cause.eval(t); f == nil {
			f = &failure{name: name, cause: cause}
		}
	}
	return t.fail(f)
}

func (p *phrase) eval(t *thread) (*string, *failure) {
	d := t.data(t.input)
	var v jsonvalue.Value
	switch {
	case p.expression != nil:
		var f *failure
		if v, f = p.expression.evalAs(d, jsonvalue.String); f != nil {
			return nil, f
		}
	case p.path != nil:
		var err error
		if v, err = p.path.Eval(d.roots(readsContext(p.path.String()))); err != nil {
			return nil, t.runtime("%s", err)
		}
	case p.call != nil:
		var f *failure
		if v, f = d.call(p.call, true); f != nil {
			return nil, f
		}
	default:
		return p.constant, nil
	}
	if v.Kind() != jsonvalue.String {
		return nil, t.runtime("The %s field must reference a string, but was: %s", p.field, v)
	}
	s := v.Text()
	return &s, nil
}
