package check

import (
	"fmt"
	"slices"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonpath"
)

var contextMember = &Rule{Code: "QS3016", Name: "contextmember", Severity: diag.Warning, Title: "The context object is asked for what it holds", state: checkContextMembers}

// contextMembers are the members of the context object (Developer Guide,
// "Accessing execution data from the Context object"). New ones appear without
// notice, so that inside a known one only what looks misspelt is reported.
var contextMembers = map[string][]string{
	"Execution":    {"Id", "Input", "Name", "RoleArn", "StartTime", "RedriveCount", "RedriveTime"},
	"State":        {"EnteredTime", "Name", "RetryCount"},
	"StateMachine": {"Id", "Name"},
	"Task":         {"Token"},
	"Map":          {"Item"},
}

func checkContextMembers(r *run, p *visit) {
	for c := range p.read() {
		for _, path := range c.expr.StatesPaths() {
			if len(path) > 1 && path[0] == "context" {
				r.reportContext(c.slot.place, c.slot.object, c.path, "$states.context", path[1:])
			}
		}
	}
	for _, f := range p.paths {
		if f.use == writes {
			continue // QS3002
		}
		r.checkContextPaths(f.place, f.object, []string{f.name}, &f.parsed)
	}
	for s := range p.eachSlot() {
		if !s.isTemplate() {
			continue
		}
		for _, l := range s.leaves() {
			if l.dynamic() {
				r.checkContextPaths(s.place, s.object, l.path, &l.parsed)
			}
		}
	}
}

func (r *run) checkContextPaths(p *visit, o *asl.Object, at []string, read *parsed) {
	if read.path != nil && read.path.Root() != jsonpath.Context {
		return
	}
	for _, path := range read.paths() {
		if path.Root() == jsonpath.Context {
			r.reportContext(p, o, at, "$$", path.Names())
		}
	}
}

func (r *run) reportContext(p *visit, o *asl.Object, at []string, root string, names []string) {
	if len(names) == 0 || r.full(diag.Warning) {
		return
	}
	x := problem{state: p.Name}
	inner, known := contextMembers[names[0]]
	switch {
	case !known:
		var all []string
		for name := range contextMembers {
			all = append(all, name)
		}
		slices.Sort(all)
		x.message = fmt.Sprintf("%s has no %s", root, names[0])
		x.help = diag.DidYouMean(names[0], all)
		if x.help == "" {
			x.help = "it has " + or(all...)
		}
	case len(names) > 1 && !slices.Contains(inner, names[1]) && diag.Suggest(names[1], inner) != "":
		x.message = fmt.Sprintf("%s.%s has no %s", root, names[0], names[1])
		x.help = diag.DidYouMean(names[1], inner)
	default:
		return
	}
	x.at = o.At(at...)
	r.report(x)
}
