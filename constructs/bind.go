package constructs

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/synth/permissions"
)

// bound is what stands for one name of a definition.
type bound struct {
	value any
	kind  permissions.Kind // where it is known
	arn   string           // what statements name; a CDK token as a rule
	text  string           // what the definition's text holds
	form  permissions.Form
}

// bind resolves every name of the blueprint, and reports what does not fit. A
// name that cannot be bound stands for a text that says so.
func bind(bp blueprint, given map[string]any, at diag.Position, found *problems) map[string]bound {
	names := make([]string, len(bp.resources))
	for i, r := range bp.resources {
		names[i] = r.name
	}
	to := make(map[string]bound, len(names))
	misspelt := make(map[string]bool)
	for _, r := range bp.resources {
		value, ok := given[r.name]
		if !ok {
			word := misspelling(r.name, given, names)
			misspelt[word] = true
			found.add(unbound(r, word, at))
			to[r.name] = nothing(r)
			continue
		}
		b, d := fit(r, value, at)
		if d != nil {
			found.add(*d)
			b = nothing(r)
		}
		to[r.name] = b
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if _, ok := to[name]; !ok && !misspelt[name] {
			found.add(unknown(name, names, at))
		}
	}
	return to
}

// nothing stands for a resource that could not be bound.
func nothing(r resource) bound {
	return bound{arn: "unbound-" + r.name, text: "unbound-" + r.name, form: permissions.FormARN}
}

// misspelling gives the name in Bind that was likely meant for a resource, or
// "" where there is none.
func misspelling(name string, given map[string]any, names []string) string {
	for _, word := range slices.Sorted(maps.Keys(given)) {
		if !slices.Contains(names, word) && diag.Suggest(word, names) == name {
			return word
		}
	}
	return ""
}

// fit reads the ARN of what is bound to a resource, and checks its kind.
func fit(r resource, value any, at diag.Position) (bound, *diag.Diagnostic) {
	wanted, known := kindOf(r.kind)
	if arn, ok := text(value); ok {
		if known && !inService(arn, wanted.in) {
			return bound{}, misfit(r, at, fmt.Sprintf("%q, which is not the ARN of %s", arn, wanted.title), arnHelp(wanted))
		}
		if !known {
			wanted.kind = kindOfARN(arn)
		}
		return byARN(wanted.kind, value, arn), nil
	}
	if known {
		if arn := wanted.arn(value); arn != nil {
			return wanted.bound(value, *arn), nil
		}
	}
	for _, b := range bindables {
		arn := b.arn(value)
		if arn == nil {
			continue
		}
		if known {
			return bound{}, misfit(r, at, b.title, "bind "+wanted.title)
		}
		return b.bound(value, *arn), nil
	}
	help := "bind the resource's construct, or its ARN as a string"
	if known {
		help = fmt.Sprintf("bind %s (anything with a method %s() *string), or its ARN as a string", wanted.title, wanted.shape)
	}
	return bound{}, misfit(r, at, fmt.Sprintf("a %T, which has no ARN", value), help)
}

// bound gives what stands for a construct of this kind.
func (b bindable) bound(value any, arn string) bound {
	if b.text != nil {
		if text := b.text(value); text != nil {
			return bound{value: value, kind: b.kind, arn: arn, text: *text, form: b.form}
		}
	}
	return bound{value: value, kind: b.kind, arn: arn, text: arn, form: permissions.FormARN}
}

// byARN gives what stands for a resource of which only the ARN is known. A queue
// is called by its URL and a bucket by its name, which are in it.
func byARN(kind permissions.Kind, value any, arn string) bound {
	b := bound{value: value, kind: kind, arn: arn, text: arn, form: permissions.FormARN}
	switch kind {
	case permissions.Queue:
		b.text = "https://sqs." + part(arn, ":", 3) + "." + *awscdk.Aws_URL_SUFFIX() + "/" + part(arn, ":", 4) + "/" + part(arn, ":", 5)
		b.form = permissions.FormURL
	case permissions.Bucket:
		b.text, b.form = part(arn, ":", 5), permissions.FormName
	}
	return b
}

// text gives the string behind a string or a pointer to one.
func text(value any) (string, bool) {
	switch s := value.(type) {
	case string:
		return s, true
	case *string:
		if s != nil {
			return *s, true
		}
	}
	return "", false
}

// inService tells whether an ARN is one of a service; a CDK token may be
// anything, and passes.
func inService(arn, service string) bool {
	if strings.Contains(arn, "${Token[") {
		return true
	}
	parts := strings.SplitN(arn, ":", 6)
	return len(parts) == 6 && parts[0] == "arn" && parts[2] == service
}

func arnHelp(b bindable) string {
	return fmt.Sprintf("bind %s, or an ARN such as arn:aws:%s:…", b.title, b.in)
}

func misfit(r resource, at diag.Position, what, help string) *diag.Diagnostic {
	wanted := "a resource"
	if b, ok := kindOf(r.kind); ok {
		wanted = b.title
	}
	return &diag.Diagnostic{
		Severity: diag.Error,
		Code:     codeBinding,
		Message:  fmt.Sprintf("%q is %s in the workflow (%s), but bound to %s", r.name, wanted, usedBy(r), what),
		Help:     help,
		Position: at,
	}
}

func unbound(r resource, word string, at diag.Position) diag.Diagnostic {
	help := fmt.Sprintf("add %q to Bind in the props", r.name)
	if word != "" {
		help = fmt.Sprintf("Bind has %q; did you mean %q?", word, r.name)
	}
	return diag.Diagnostic{
		Severity: diag.Error,
		Code:     codeUnbound,
		Message:  fmt.Sprintf("nothing is bound to %q (%s)", r.name, usedBy(r)),
		Help:     help,
		Position: at,
	}
}

func unknown(name string, names []string, at diag.Position) diag.Diagnostic {
	help := diag.DidYouMean(name, names)
	switch {
	case help != "":
	case len(names) == 0:
		help = "it names none: leave Bind out"
	default:
		help = "it names " + strings.Join(names, ", ")
	}
	return diag.Diagnostic{
		Severity: diag.Error,
		Code:     codeUnknown,
		Message:  fmt.Sprintf("Bind has %q, but the workflow names no such resource", name),
		Help:     help,
		Position: at,
	}
}

// usedBy says which states use a resource, three at most.
func usedBy(r resource) string {
	const most = 3
	if len(r.states) == 0 {
		return "used by no state"
	}
	quoted := make([]string, 0, most)
	for _, s := range r.states[:min(most, len(r.states))] {
		quoted = append(quoted, fmt.Sprintf("%q", s))
	}
	list := strings.Join(quoted, ", ")
	if more := len(r.states) - most; more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return "used by " + list
}
