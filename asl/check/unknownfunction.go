package check

import (
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/diag"
	jsonata "github.com/quickstep-go/quickstep/internal/jsonata/syntax"
)

var unknownFunction = &Rule{Code: "QS3012", Name: "unknownfunction", Severity: diag.Warning, Title: "A function that is called is there", state: checkUnknownFunctions}

func checkUnknownFunctions(r *run, p *visit) {
	var known []string
	for c := range p.read() {
		for _, f := range c.expr.UnknownFunctions() {
			if known == nil {
				known = jsonata.Functions(jsonata.AWS)
			}
			x := c.problem()
			bare := strings.TrimPrefix(f.Name, "$")
			x.message = fmt.Sprintf("there is no function %s", f.Name)
			switch near := diag.Suggest(bare, known); {
			case f.Name == "$eval":
				x.help = "Step Functions leaves $eval out; $parse reads JSON"
			case near != "":
				x.help = fmt.Sprintf("did you mean \"$%s\"?", near)
			}
			r.report(x)
		}
	}
}

// calledNames gives the names of functions that are called and not there, as they
// are written.
func (c *compiled) calledNames() map[string]bool {
	unknown := c.expr.UnknownFunctions()
	if len(unknown) == 0 {
		return nil
	}
	called := make(map[string]bool, len(unknown))
	for _, f := range unknown {
		called[f.Name] = true
	}
	return called
}
