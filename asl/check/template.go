package check

import (
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/jsonpath"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var template = &Rule{Code: "QS3003", Name: "template", Severity: diag.Error, Title: "A template's .$ field holds a path or an intrinsic function", check: checkTemplates}

func checkTemplates(r *run) {
	for s := range r.eachSlot() {
		if !s.isTemplate() || r.mixed(s.place) {
			continue
		}
		r.checkDynamic(s, s.path, s.value)
	}
}

// checkDynamic looks at the ".$" members of an object in a template, which may
// hold anything, and at what is inside.
func (r *run) checkDynamic(s *slot, at []string, v jsonvalue.Value) {
	for i, item := range v.Items() {
		r.checkDynamic(s, append(at[:len(at):len(at)], index(i)), item)
	}
	for _, m := range v.Members() {
		here := append(at[:len(at):len(at)], m.Name)
		bare, dynamic := strings.CutSuffix(m.Name, ".$")
		if !dynamic {
			r.checkDynamic(s, here, m.Value)
			continue
		}
		if v.Get(bare).Exists() {
			r.report(problem{
				state:   s.place.Name,
				at:      s.object.At(here...),
				message: fmt.Sprintf("%q and %q give the same field", bare, m.Name),
				help:    "keep one of them",
			})
		}
		r.checkDynamicValue(s, here, m)
	}
}

func (r *run) checkDynamicValue(s *slot, at []string, m jsonvalue.Member) {
	why := whyNotDynamic(m.Value)
	if why == "" {
		return
	}
	name := m.Name
	help := fmt.Sprintf("a constant goes into %q", strings.TrimSuffix(name, ".$"))
	if text := m.Value.Text(); jsonpath.IsIntrinsic(text) || strings.HasPrefix(text, "$") {
		help = ""
	}
	x := problem{state: s.place.Name, at: s.object.At(at...), message: fmt.Sprintf("%q holds neither a path nor an intrinsic function: %s", name, why), help: help}
	if isDoubtfulPath(m.Value.Text()) {
		x.severity = diag.Warning
	} else {
		x.aws = schema("The value for the field '"+name+"' must be a valid JSONPath or a valid intrinsic function call", s.object.Location(at[:len(at)-1]...))
	}
	r.report(x)
}

// whyNotDynamic says why a value is neither a path nor an intrinsic function, or
// gives "" where it is one.
func whyNotDynamic(v jsonvalue.Value) string {
	text := v.Text()
	switch {
	case v.Kind() != jsonvalue.String:
		return "it is " + article(v.Kind())
	case substituted(text):
		return ""
	case jsonpath.IsIntrinsic(text):
		if _, err := jsonpath.ParseIntrinsic(text); err != nil {
			return err.Error()
		}
	default:
		if _, err := jsonpath.Parse(text); err != nil {
			return err.Error()
		}
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
