package runner

import (
	"strconv"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

func (c *compiler) choice(s *asl.Choice) node {
	n := &choiceNode{}
	if !c.at.jsonata {
		n.input = c.selection("InputPath", s.InputPath)
		n.output = c.selection("OutputPath", s.OutputPath)
	}
	if len(s.Choices) == 0 {
		c.bad([]string{"Choices"}, "the Choice state has no rule", "give it at least one")
	}
	for i := range s.Choices {
		n.rules = append(n.rules, c.rule(&s.Choices[i], []string{"Choices", strconv.Itoa(i)}))
	}
	if s.Default != "" {
		n.otherwise = &choiceRule{next: c.target(s.Default, "Default"), assign: c.assignment("Assign", s.Assign, []string{"Assign"})}
		if c.at.jsonata {
			n.otherwise.output = c.template("Output", s.Output)
		}
	}
	return n
}

func (c *compiler) rule(r *asl.Rule, place []string) choiceRule {
	at := place[0] + "[" + place[1] + "]/"
	rule := choiceRule{next: c.target(r.Next, with(place, "Next")...), assign: c.assignment(at+"Assign", r.Assign, with(place, "Assign"))}
	if !c.at.jsonata {
		rule.test = c.test(&r.Test, place)
		return rule
	}
	rule.output = c.payload(at+"Output", r.Output, with(place, "Output"))
	switch v := r.Condition; {
	case v.Kind() == jsonvalue.String && c.isExpression(v.Text()):
		rule.condition = c.expressionAt(v.Text(), at+"Condition", with(place, "Condition"))
	case v.Kind() == jsonvalue.Bool:
		rule.always = v.Bool()
	default:
		c.bad(with(place, "Condition"), "the rule's Condition is neither a boolean nor an expression", "write it in {% and %}")
	}
	return rule
}

// choiceNode is a Choice state: it goes where the first rule that holds says (ASL
// spec, "Choice State").
type choiceNode struct {
	input     *selection
	output    *selection
	rules     []choiceRule
	otherwise *choiceRule // Default; nil has none
}

type choiceRule struct {
	test      *test       // JSONPath
	condition *expression // JSONata; nil is a constant
	always    bool        // the constant
	next      *state
	assign    *assignment
	output    *template
}

func (n *choiceNode) enter(t *thread) move {
	document, f := n.input.of(t, t.input)
	if f != nil {
		return t.fail(f)
	}
	t.see(afterInputPath, document)
	d := t.data(document)
	rule, f := n.pick(d)
	if f != nil {
		return t.fail(f)
	}
	if rule == nil {
		return t.fail(t.runtime("Failed to transition out of the state. The state does not point to a next state."))
	}
	assigned, f := rule.assign.eval(d)
	if f != nil {
		return t.fail(f)
	}
	output := document
	if rule.output != nil {
		output, f = rule.output.eval(d)
	} else {
		output, f = n.output.of(t, document)
	}
	if f != nil {
		return t.fail(f)
	}
	return t.leave(output, assigned, rule.next)
}

// pick gives the first rule that holds, or Default.
func (n *choiceNode) pick(d *data) (*choiceRule, *failure) {
	for i := range n.rules {
		holds, f := n.rules[i].holds(d)
		if f != nil {
			return nil, f
		}
		if holds {
			return &n.rules[i], nil
		}
	}
	return n.otherwise, nil
}

func (r *choiceRule) holds(d *data) (bool, *failure) {
	switch {
	case r.test != nil:
		return r.test.holds(d)
	case r.condition != nil:
		v, f := r.condition.evalAs(d, jsonvalue.Bool)
		return v.Bool(), f
	}
	return r.always, nil
}
