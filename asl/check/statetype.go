package check

import (
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var stateType = &Rule{Code: "QS2004", Name: "statetype", Severity: diag.Error, Title: "A state's Type is one of the eight", state: checkStateTypes}

func checkStateTypes(r *run, p *visit) {
	u, ok := p.State.(*asl.Unrecognized)
	if !ok || u.Type == "" || u.Malformed() {
		return
	}
	var kinds []string
	for _, k := range asl.Kinds() {
		kinds = append(kinds, string(k))
	}
	help := diag.DidYouMean(string(u.Type), kinds)
	if help == "" {
		help = "write " + or(kinds...)
	}
	r.report(problem{
		state:   p.Name,
		at:      u.At("Type"),
		message: fmt.Sprintf("there is no state of type %q", u.Type),
		help:    help,
		aws:     schema("The field 'Type' should have one of these values: ["+strings.Join(kinds, ", ")+"]", u.Location("Type")),
	})
}
