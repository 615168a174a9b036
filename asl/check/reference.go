package check

import (
	"fmt"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonpath"
)

var reference = &Rule{Code: "QS3002", Name: "reference", Severity: diag.Error, Title: "A field that needs one place holds a reference path", state: checkReferences}

func checkReferences(r *run, p *visit) {
	for _, f := range p.paths {
		if f.use != writes && f.use != picksOne {
			continue
		}
		p := f.parsed.path
		if p == nil || f.parsed.err != nil {
			continue // QS3001
		}
		x := problem{state: f.place.Name}
		why := ""
		switch {
		case !p.IsReference():
			why = "wildcards, filters, slices and .. name any number of places"
		case f.use == writes && p.Root() != jsonpath.Document:
			why = "a result is written into the state's input, which begins with $ alone"
		case p.Root() == jsonpath.Context && f.name != "ItemsPath":
			why = "the context object cannot be read here; copy the value into the input or a variable before"
			if _, ofMap := f.place.State.(*asl.Map); !ofMap {
				x.severity = diag.Warning // AWS's answer is on record for the numbers of a Map
			}
		default:
			continue
		}
		x.at = f.object.At(f.name)
		x.message = fmt.Sprintf("%s needs a path to one place, and %s is none", f.name, f.text)
		x.help = why
		if x.severity == 0 {
			x.aws = schema("Value is not a Reference Path", f.object.Location(f.name))
		}
		r.report(x)
	}
}
