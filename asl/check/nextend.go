package check

import (
	"fmt"

	"github.com/quickstep-go/quickstep/diag"
)

var nextEnd = &Rule{Code: "QS2005", Name: "nextend", Severity: diag.Error, Title: "A state goes on or ends, and not both", state: checkNextEnd}

var nextOrEnd = []string{"Next", "End"}

func checkNextEnd(r *run, p *visit) {
	b := p.base()
	if !p.view.goesOn {
		return
	}
	switch next := b.Has("Next"); {
	case p.view.next != "" && p.view.end:
		r.report(problem{
			state:   p.Name,
			at:      b.NameAt("End"),
			message: fmt.Sprintf("state %q has both Next and End", p.Name),
			help:    "keep Next to go on, or End to stop here",
			aws:     schema("There should only be one of the following fields: [Next, End]", b.Location()),
		})
	case !next && !p.view.end && !endMalformed(p):
		at, help := misspelt(&b.Object, nextOrEnd)
		if help == "" {
			help = `add "Next" with the name of a state, or "End": true`
		}
		r.report(problem{
			state:   p.Name,
			at:      at,
			message: fmt.Sprintf("state %q has neither Next nor End", p.Name),
			help:    help,
			aws:     schema("This object should have only one of the following fields: [Next, End]", b.Location()),
		})
	}
}

// endMalformed tells whether End is there with something that is neither true nor
// false, which is reported already.
func endMalformed(p *visit) bool {
	v := p.base().Raw("End")
	return v.Exists() && v.Kind().String() != "boolean"
}
