package check

import (
	"fmt"

	"github.com/quickstep-go/quickstep/diag"
)

var nextEnd = &Rule{Code: "QS2005", Name: "nextend", Severity: diag.Error, Title: "A state goes on or ends, and not both", check: checkNextEnd}

func checkNextEnd(r *run) {
	for i := range r.places {
		p := &r.places[i]
		b := p.base()
		if !p.view.goesOn {
			continue
		}
		switch next := b.Has("Next"); {
		case next && p.view.end:
			r.report(problem{
				state:   p.Name,
				at:      b.NameAt("End"),
				message: fmt.Sprintf("state %q has both Next and End", p.Name),
				help:    "keep Next to go on, or End to stop here",
				aws:     schema("There should only be one of the following fields: [Next, End]", b.Location()),
			})
		case !next && !p.view.end && !endMalformed(p):
			r.report(problem{
				state:   p.Name,
				at:      b.At(),
				message: fmt.Sprintf("state %q has neither Next nor End", p.Name),
				help:    `add "Next" with the name of a state, or "End": true`,
				aws:     schema("This object should have only one of the following fields: [Next, End]", b.Location()),
			})
		}
	}
}

// endMalformed tells whether End is there with something that is neither true nor
// false, which is reported already.
func endMalformed(p *place) bool {
	v := p.base().Raw("End")
	return v.Exists() && v.Kind().String() != "boolean"
}
