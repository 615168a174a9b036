package permissions

import (
	"strings"

	"github.com/quickstep-go/quickstep/diag"
)

// target finds the resources that a call reaches. What makes one is not inlined, nor
// what makes a when or a condition: the compiler would write the inner function once
// more for each of the hundreds of rows that name it.
type target func(c *call) found

// found is what a target finds: ARNs, or "*" with the reason. It is empty where
// the call names no such resource, or where a diagnostic says why not.
type found struct {
	arns []string
	why  string
}

// argument is the resource that an argument names.
//
//go:noinline
func argument(s shape, path ...string) target {
	return func(c *call) found {
		t := c.at(path...)
		if !t.given {
			c.report(diag.Error, CodeNotNamed, "the arguments do not name "+s.noun,
				"add "+strings.Join(path, "."))
			return found{}
		}
		return c.named(s, t)
	}
}

// optional is the resource that an argument names, or else the one of that
// name, or none.
//
//go:noinline
func optional(s shape, name string, path ...string) target {
	return func(c *call) found {
		t := c.at(path...)
		switch {
		case t.given:
			return c.named(s, t)
		case name != "":
			return found{arns: []string{s.filled(name)}}
		}
		return found{}
	}
}

// named gives the ARN for a text, or what the author states in its place.
func (c *call) named(s shape, t text) found {
	if t.exact {
		if !c.ofKind(s, t.known) {
			return found{}
		}
		return found{arns: []string{c.arn(s, t.known)}}
	}
	if arns := c.choose(s); len(arns) > 0 {
		return found{arns: arns}
	}
	c.unknown(s, t)
	return found{}
}

// unknown asks the author for what only the run knows.
func (c *call) unknown(s shape, t text) {
	from := ""
	if t.from != "" {
		from = ", from " + t.from
	}
	c.report(diag.Error, CodeDynamic, "only the run knows "+s.noun+" that "+c.name+" reaches"+from,
		`state what it may be, as in AllowedOn("`+s.filled("NAME")+`")`)
}

// ofKind reports a substitution that is known to be of another kind.
func (c *call) ofKind(s shape, value string) bool {
	name, _, ok := leadingToken(value)
	kind := c.resources[name].Kind
	if !ok || kind == "" || s.kind == "" || kind == s.kind {
		return true
	}
	c.report(diag.Error, CodeWrongKind, "${"+name+"} is a "+string(kind)+", and "+c.name+" takes "+s.noun+" there",
		"name a "+string(s.kind))
	return false
}

// within is something inside the resources of a target. A pattern that ends in
// an asterisk has it inside already.
//
//go:noinline
func within(outer target, path string) target {
	return func(c *call) found {
		f := outer(c)
		inner := found{why: f.why}
		for _, arn := range f.arns {
			inner.arns = append(inner.arns, inside(arn, path))
		}
		return inner
	}
}

func inside(arn, path string) string {
	if strings.HasSuffix(arn, "*") {
		return arn
	}
	return arn + path
}

// fixed is a resource whose ARN does not depend on the arguments.
//
//go:noinline
func fixed(arn string) target {
	return func(*call) found { return found{arns: []string{expand(arn)}} }
}

// anything is "*", for actions that IAM checks against no resource.
//
//go:noinline
func anything(why string) target {
	return func(*call) found { return found{arns: []string{"*"}, why: why} }
}

// unscopable is the usual reason for "*".
const unscopable = "IAM checks the action against no resource"

// everything joins what several targets find.
//
//go:noinline
func everything(targets ...target) target {
	return func(c *call) found {
		var all found
		for _, t := range targets {
			f := t(c)
			all.arns = append(all.arns, f.arns...)
		}
		return all
	}
}

// rule is the EventBridge rule by which Step Functions hears that a job ended.
// AWS makes it in the account, under this very name.
func rule(name string) target { return fixed("@:events:~:rule/" + name) }

// keyOf is the customer-managed key of the resource that an argument names.
//
//go:noinline
func keyOf(path ...string) target {
	return func(c *call) found {
		t := c.at(path...)
		if !t.given || !t.exact {
			return found{}
		}
		if key := c.key(t.known); key != "" {
			return found{arns: []string{key}}
		}
		return found{}
	}
}
