package check

import (
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var halfExpression = &Rule{Code: "QS3006", Name: "halfexpression", Severity: diag.Error, Title: "An expression begins with {% and ends with %}", state: checkHalfExpressions}

func checkHalfExpressions(r *run, p *visit) {
	for s := range p.eachSlot() {
		if s.place.language != asl.JSONata {
			continue
		}
		for _, l := range s.leaves() {
			text := l.value.Text()
			x := problem{state: s.place.Name}
			switch trimmed := strings.TrimSpace(text); {
			case isExpression(text) || substituted(text):
				continue
			case strings.HasPrefix(text, "{%"), strings.HasSuffix(text, "%}"):
				x.message = fmt.Sprintf("%q is half an expression", short(text))
				x.help = "it begins with {% and ends with %}, with nothing around"
				x.aws = schema("JSONata string must start with {% and end with %}", s.object.Location(l.path...))
			case isExpression(trimmed):
				x.severity = diag.Warning
				x.message = fmt.Sprintf("%q is passed on as text, because of the blanks around it", short(text))
				x.help = fmt.Sprintf("write %q", short(trimmed))
			default:
				continue
			}
			x.at = s.object.At(l.path...)
			r.report(x)
		}
	}
}
