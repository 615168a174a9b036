package asl

import "github.com/quickstep-go/quickstep/internal/jsonvalue"

// Test is what a JSONPath rule asks for: a comparison of a Variable, or And, Or
// or Not of further tests. Exactly one of those is set.
type Test struct {
	Object
	Comment  string
	Variable string          // a reference path to what is compared
	Operator Operator        // such as StringEquals; its name is the field's name
	Operand  jsonvalue.Value // what it is compared with; for …Path operators a path
	And      []Test          // all must hold, asked in order
	Or       []Test          // one must hold, asked in order
	Not      *Test           // must not hold
}

func (t *Test) fields(c *codec) {
	text(c, "Comment", &t.Comment)
	text(c, "Variable", &t.Variable)
	comparison(c, t)
	many(c, "And", &t.And)
	many(c, "Or", &t.Or)
	one(c, "Not", &t.Not)
}

// comparison reads the first operator of the test; a second one stays in Extra.
func comparison(c *codec, t *Test) {
	if c.names {
		for _, o := range operators {
			c.listed = append(c.listed, string(o))
		}
		return
	}
	if c.reading {
		for i := range c.node.inner {
			m := &c.node.inner[i]
			if o := Operator(m.name); o.Valid() {
				c.used[i] = true
				t.Operator, t.Operand = o, m.value
				return
			}
		}
		return
	}
	if t.Operator != "" {
		c.put(string(t.Operator), t.Operand)
	}
}
