package check

import (
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonpath"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var template = &Rule{Code: "QS3003", Name: "template", Severity: diag.Error, Title: "A template's .$ field holds a path or an intrinsic function", state: checkTemplates}

func checkTemplates(r *run, p *visit) {
	for s := range p.eachSlot() {
		if !s.isTemplate() || r.mixed(s.place) {
			continue
		}
		for _, l := range s.leaves() {
			if l.dynamic() {
				r.checkDynamic(s, &l)
			}
		}
	}
}

// checkDynamic looks at a ".$" member of an object in a template, which may hold
// anything.
func (r *run) checkDynamic(s *slot, l *leaf) {
	if bare := strings.TrimSuffix(l.name, ".$"); l.holder.Get(bare).Exists() {
		r.report(problem{
			state:   s.place.Name,
			at:      s.object.At(l.path...),
			message: fmt.Sprintf("%q and %q give the same field", bare, l.name),
			help:    "keep one of them",
		})
	}
	r.checkDynamicValue(s, l)
}

func (r *run) checkDynamicValue(s *slot, l *leaf) {
	why := l.whyNotDynamic()
	if why == "" {
		return
	}
	name := l.name
	help := fmt.Sprintf("a constant goes into %q", strings.TrimSuffix(name, ".$"))
	if text := l.value.Text(); jsonpath.IsIntrinsic(text) || strings.HasPrefix(text, "$") {
		help = ""
	}
	x := problem{state: s.place.Name, at: s.object.At(l.path...), message: fmt.Sprintf("%q holds neither a path nor an intrinsic function: %s", name, why), help: help}
	if isDoubtfulPath(l.value.Text()) {
		x.severity, x.message = diag.Warning, fmt.Sprintf("%q holds a path of which it is not known whether AWS takes it: %s", name, why)
	} else {
		x.aws = schema("The value for the field '"+name+"' must be a valid JSONPath or a valid intrinsic function call", s.object.Location(l.path[:len(l.path)-1]...))
	}
	r.report(x)
}

// whyNotDynamic says why a computed field holds neither a path nor an intrinsic
// function, or gives "" where it holds one.
func (l *leaf) whyNotDynamic() string {
	switch {
	case l.value.Kind() != jsonvalue.String:
		return "it is " + article(l.value.Kind())
	case substituted(l.value.Text()):
		return ""
	case l.value.Text() == "":
		return "it is empty"
	case l.parsed.err != nil:
		return l.parsed.err.Error()
	}
	return ""
}

func article(k jsonvalue.Kind) string {
	switch k {
	case jsonvalue.Null:
		return "null"
	case jsonvalue.Array, jsonvalue.Object:
		return "an " + k.String()
	}
	return "a " + k.String()
}
