package check

import (
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var choiceRule = &Rule{Code: "QS4001", Name: "choicerule", Severity: diag.Error, Title: "A rule asks one thing", part: checkChoiceRules}

// selectors are the fields of which a rule has one, in AWS's order.
var selectors = []string{"And", "Or", "Not", "Variable", "Condition"}

func checkChoiceRules(r *run, x part) {
	if t := testOf(x.lists); t != nil {
		r.checkTest(x, t)
	}
}

func (r *run) checkTest(x part, t *asl.Test) {
	var there, operators []string
	for _, name := range t.Names() {
		for _, s := range selectors {
			if name == s {
				there = append(there, name)
			}
		}
		if asl.Operator(name).Valid() {
			operators = append(operators, name)
		}
	}
	if len(there) == 1 && len(operators) <= 1 && (there[0] == "Variable") == (len(operators) == 1) {
		return
	}
	p := problem{state: x.state, at: t.At()}
	where := t.Location()
	switch {
	case len(there) == 0:
		p.message = x.kind + " asks nothing"
		p.help = "give it a Variable and a comparison, such as StringEquals"
		if x.place.language == asl.JSONata {
			p.help = "give it a Condition with an expression"
		}
		if len(operators) > 0 {
			p.message = fmt.Sprintf("%s compares nothing with %s", x.kind, operators[0])
			p.help = "say with Variable what is compared"
		}
		if at, help := misspelt(&t.Object, selectors); help != "" {
			p.at, p.help = at, help
		} else if len(t.Extra) > 0 && len(operators) == 0 && !r.consequences {
			return // QS2003
		}
		p.aws = schema("The object must have only one of the following fields, "+list(selectors...), where)
	case len(there) > 1:
		p.at = t.NameAt(there[1])
		p.message = fmt.Sprintf("%s asks %d things at once: %s", x.kind, len(there), strings.Join(there, " and "))
		p.help = "put them together in one And or Or"
		p.aws = schema("The object must have only one of the following fields, "+list(selectors...), where)
	case there[0] == "Variable" && len(operators) == 0:
		p.message = x.kind + " has a Variable, and nothing to compare it with"
		p.at, p.help = misspelt(&t.Object, operatorNames())
		if p.help == "" {
			p.help = "add a comparison such as StringEquals or IsPresent"
		}
		p.aws = schema("This object should have only one of the following fields: "+operatorList(), where)
	case len(operators) > 1:
		p.at = t.NameAt(operators[1])
		p.message = fmt.Sprintf("%s compares twice, with %s", x.kind, strings.Join(operators, " and "))
		p.help = "compare once in each test, and put them together in an And"
		p.aws = schema("There should only be one of the following fields: "+operatorList(), where)
	default: // And, Or, Not or Condition beside a comparison
		p.at = t.NameAt(operators[0])
		p.message = fmt.Sprintf("%s stands beside %s, where there is no Variable", operators[0], there[0])
		p.help = "comparisons go into the tests inside"
		p.aws = schema("Field '"+operators[0]+"' is not supported", where)
	}
	r.report(p)
}

// testOf gives the test that a part is, or nil.
func testOf(x asl.Part) *asl.Test {
	switch x := x.(type) {
	case *asl.Rule:
		return &x.Test
	case *asl.Test:
		return x
	}
	return nil
}

func operatorNames() []string {
	var names []string
	for _, o := range asl.Operators() {
		names = append(names, string(o))
	}
	return names
}

func operatorList() string { return list(operatorNames()...) }
