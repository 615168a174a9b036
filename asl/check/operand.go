package check

import (
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var operand = &Rule{Code: "QS4002", Name: "operand", Severity: diag.Error, Title: "A comparison compares with a value of its kind", part: checkOperands}

func checkOperands(r *run, x part) {
	t := testOf(x.lists)
	if t == nil || t.Operator == "" || substituted(t.Operand.Text()) {
		return
	}
	r.checkOperand(x, t)
}

func (r *run) checkOperand(x part, t *asl.Test) {
	name := string(t.Operator)
	want, asAWS := wantOperand(t.Operator)
	v := t.Operand
	p := problem{state: x.state}
	switch {
	case v.Kind() != want:
		p.message = fmt.Sprintf("%s compares with a %s, not with %s", name, want, article(v.Kind()))
		p.help = helpOperand(t.Operator, v)
		p.aws = schema("Expected value of type "+asAWS, t.Location(name))
	case t.Operator.Operand() == asl.TimestampOperand && !t.Operator.TakesPath() && !isTimestamp(v.Text()):
		p.message = fmt.Sprintf("%q is no timestamp", v.Text())
		p.help = "write it as 2030-01-31T08:00:00Z"
		p.aws = schema("String does not match RFC3339 timestamp", t.Location(name))
	default:
		return
	}
	p.at = t.At(name)
	r.report(p)
}

func wantOperand(o asl.Operator) (jsonvalue.Kind, string) {
	switch {
	case o.TakesPath():
		return jsonvalue.String, "String"
	case o.Operand() == asl.NumericOperand:
		return jsonvalue.Number, "Number"
	case o.Operand() == asl.BooleanOperand:
		return jsonvalue.Bool, "Boolean"
	}
	return jsonvalue.String, "String"
}

// helpOperand names the operator that goes with the value.
func helpOperand(o asl.Operator, v jsonvalue.Value) string {
	kinds := map[jsonvalue.Kind]string{jsonvalue.String: "String", jsonvalue.Number: "Numeric", jsonvalue.Bool: "Boolean"}
	for _, from := range []string{"String", "Numeric", "Timestamp", "Boolean"} {
		order, ok := strings.CutPrefix(string(o), from)
		if better := asl.Operator(kinds[v.Kind()] + order); ok && kinds[v.Kind()] != "" && better.Valid() && better != o {
			return fmt.Sprintf("for %s there is %s", article(v.Kind()), better)
		}
	}
	if v.Kind() == jsonvalue.Null {
		return "for null there is IsNull"
	}
	return ""
}
