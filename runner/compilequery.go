package runner

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonpath"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// template compiles the payload of a field; an absent field is nil.
func (c *compiler) template(field string, v jsonvalue.Value) *template {
	return c.payload(field, v, []string{field})
}

// payload compiles a payload that stands at a place in the state; location is how a
// failure names it.
func (c *compiler) payload(location string, v jsonvalue.Value, place []string) *template {
	if !v.Exists() {
		return nil
	}
	switch v.Kind() {
	case jsonvalue.String:
		if c.at.jsonata && c.isExpression(v.Text()) {
			return &template{expression: c.expressionAt(v.Text(), location, place)}
		}
	case jsonvalue.Array:
		return c.arrayTemplate(location, v, place)
	case jsonvalue.Object:
		return c.objectTemplate(location, v, place)
	}
	return &template{constant: v}
}

func (c *compiler) arrayTemplate(location string, v jsonvalue.Value, place []string) *template {
	p := &template{items: make([]*template, v.Len())}
	constant := true
	for i, item := range v.Items() {
		n := strconv.Itoa(i)
		p.items[i] = c.payload(location+"["+n+"]", item, with(place, n))
		constant = constant && p.items[i].constant.Exists()
	}
	if constant {
		return &template{constant: v}
	}
	return p
}

func (c *compiler) objectTemplate(location string, v jsonvalue.Value, place []string) *template {
	p := &template{members: make([]memberTemplate, v.Len())}
	constant := true
	for i, m := range v.Members() {
		name, dynamic := strings.CutSuffix(m.Name, ".$")
		var inner *template
		if dynamic && !c.at.jsonata {
			inner = c.field(m.Name, m.Value.Text(), with(place, m.Name))
			constant = false
		} else {
			name = m.Name
			inner = c.payload(location+"/"+m.Name, m.Value, with(place, m.Name))
			constant = constant && inner.constant.Exists()
		}
		p.members[i] = memberTemplate{name, inner}
	}
	if constant {
		return &template{constant: v}
	}
	return p
}

// field compiles a member whose name ends in ".$": a path or an intrinsic call.
func (c *compiler) field(name, text string, place []string) *template {
	p := &template{field: name, context: readsContext(text)}
	if jsonpath.IsIntrinsic(text) {
		p.call = c.intrinsic(text, place...)
	} else {
		p.path = c.pathAt(text, place)
	}
	return p
}

// with gives a path that goes one step further.
func with(path []string, step string) []string { return append(path[:len(path):len(path)], step) }

func (c *compiler) assignment(location string, v jsonvalue.Value, place []string) *assignment {
	p := c.payload(location, v, place)
	if p == nil {
		return nil
	}
	return &assignment{*p}
}

func (c *compiler) isExpression(text string) bool {
	_, ok := jsonataSource(text)
	return ok
}

func (c *compiler) expression(text, field string) *expression {
	return c.expressionAt(text, field, []string{field})
}

func (c *compiler) expressionAt(text, location string, place []string) *expression {
	source, _ := jsonataSource(text)
	e, err := newExpression(source, location)
	if err != nil {
		c.report(codeQuery, place, fmt.Sprintf("the JSONata expression of %s cannot be read: %s", location, err), "")
		return &expression{}
	}
	return e
}

// path compiles a path; none is nil.
func (c *compiler) path(text, field string) *jsonpath.Path {
	if text == "" {
		return nil
	}
	return c.pathAt(text, []string{field})
}

func (c *compiler) pathAt(text string, place []string) *jsonpath.Path {
	p, err := jsonpath.Parse(text)
	if err != nil {
		c.report(codeQuery, place, fmt.Sprintf("the path of %s cannot be read: %s", place[len(place)-1], err), "")
	}
	return p
}

func (c *compiler) intrinsic(text string, place ...string) *jsonpath.Call {
	call, err := jsonpath.ParseIntrinsic(text)
	if err != nil {
		c.report(codeQuery, place, fmt.Sprintf("the intrinsic function of %s cannot be read: %s", place[len(place)-1], err), "")
	}
	return call
}

// selection compiles InputPath or OutputPath; "$" is nil, as an absent one is.
func (c *compiler) selection(field string, p asl.Path) *selection {
	switch {
	case p.IsNull():
		return &selection{}
	case p.Or("$") == "$":
		return nil
	}
	return &selection{path: c.pathAt(p.Text(), []string{field}), context: readsContext(p.Text())}
}

// place compiles ResultPath; "$" is nil, as an absent one is.
func (c *compiler) place(p asl.Path, at ...string) *place {
	switch {
	case p.IsNull():
		return &place{}
	case p.Or("$") == "$":
		return nil
	}
	r, err := jsonpath.ParseReference(p.Text())
	if err != nil {
		c.report(codeQuery, at, fmt.Sprintf("the path of %s cannot be read: %s", at[len(at)-1], err), "")
	}
	return &place{r}
}

// amount compiles a number and its …Path; where neither is there it is nil.
func (c *compiler) amount(field string, n asl.Number, path string) *amount {
	if path != "" {
		return &amount{path: c.path(path, field+"Path"), field: field}
	}
	if !n.Exists() {
		return nil
	}
	if text, ok := n.Expression(); ok {
		if !c.at.jsonata || !c.isExpression(text) {
			c.bad([]string{field}, "%s is a text, %q", "write a number, or in a JSONata state an expression in {% and %}", field, text)
			return nil
		}
		return &amount{expression: c.expression(text, field), field: field}
	}
	return &amount{constant: n.Value(), field: field}
}
