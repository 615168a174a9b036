package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quickstep-go/quickstep/diag"
)

var stateName = &Rule{Code: "QS2010", Name: "statename", Severity: diag.Error, Title: "A state's name has 1 to 80 characters", state: checkStateNames}

func checkStateNames(r *run, p *visit) {
	x := problem{state: p.Name}
	switch n := utf8.RuneCountInString(p.Name); {
	case n > 80:
		x.message = fmt.Sprintf("the name has %d characters, and AWS takes 80", n)
		x.help = "say the rest in the state's Comment"
		x.aws = aws("INVALID_STATE_NAME", "Invalid State name: State '"+p.Name+"' exceeds the 80-character limit allowed by the service", p.base().Location())
	case strings.TrimSpace(p.Name) == "":
		x.severity, x.message, x.help = diag.Warning, "the state has a blank name", "say what it does"
	case strings.ContainsFunc(p.Name, unicode.IsControl):
		x.severity, x.message, x.help = diag.Warning, "the name holds a control character", "keep to what can be printed"
	default:
		return
	}
	x.at = p.base().At()
	r.report(x)
}
