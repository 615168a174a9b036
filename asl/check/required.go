package check

import (
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var required = &Rule{Code: "QS2001", Name: "required", Severity: diag.Error, Title: "What a part needs is there", state: checkType, part: checkRequired}

func checkRequired(r *run, x part) { r.needs(x, requiredOf(x.lists)...) }

// checkType asks for the Type of a state, without which nothing is known of its fields.
func checkType(r *run, p *visit) {
	if u, ok := p.State.(*asl.Unrecognized); ok && !u.Malformed() && !u.Has("Type") {
		r.needs(part{state: p.Name, kind: "a state", object: &u.Object}, "Type")
	}
}

// The fields that parts must have, in AWS's order.
var (
	scopeNeeds    = []string{"States", "StartAt"}
	taskNeeds     = []string{"Resource"}
	choiceNeeds   = []string{"Choices"}
	parallelNeeds = []string{"Branches"}
	ruleNeeds     = []string{"Next"}
	retrierNeeds  = []string{"ErrorEquals"}
	catcherNeeds  = []string{"ErrorEquals", "Next"}
)

// requiredOf gives the fields that a part must have.
func requiredOf(x asl.Part) []string {
	switch x.(type) {
	case *asl.StateMachine, *asl.Branch, *asl.ItemProcessor:
		return scopeNeeds
	case *asl.Task, *asl.ItemReader:
		return taskNeeds
	case *asl.Choice:
		return choiceNeeds
	case *asl.Parallel:
		return parallelNeeds
	case *asl.Rule:
		return ruleNeeds
	case *asl.Retrier:
		return retrierNeeds
	case *asl.Catcher:
		return catcherNeeds
	}
	return nil
}

func (r *run) needs(x part, fields ...string) {
	var missing []string
	for _, f := range fields {
		if !x.object.Has(f) {
			missing = append(missing, f)
		}
	}
	if len(missing) == 0 {
		return
	}
	at, help := misspelt(x.object, missing)
	if _, machine := x.lists.(*asl.StateMachine); machine && help == "" && len(missing) == len(fields) {
		help = wholeMachine(x.object)
	}
	r.report(problem{
		state:   x.state,
		at:      at,
		message: fmt.Sprintf("%s needs %s", x.kind, strings.Join(missing, " and ")),
		help:    help,
		aws:     schema("These fields are required: "+list(missing...), x.object.Location()),
	})
}

// wholeMachine helps whoever gives something else for a state machine.
func wholeMachine(o *asl.Object) string {
	for _, extra := range o.Extra[:min(len(o.Extra), 100)] {
		if extra.Name == "Type" {
			return `this looks like a state: write {"StartAt": "Name", "States": {"Name": …}} around it`
		}
	}
	return `write {"StartAt": …, "States": {…}}`
}

// misspelt looks for a missing field among those that the language does not know.
// It gives the place of that field, or else the object's, and a help.
func misspelt(o *asl.Object, missing []string) (at diag.Position, help string) {
	for _, extra := range o.Extra[:min(len(o.Extra), 100)] {
		if s := nearest(extra.Name, missing); s != "" {
			return o.NameAt(extra.Name), fmt.Sprintf("write %s for %q", s, extra.Name)
		}
	}
	return o.At(), ""
}

// isMisspelt tells whether a field that the language does not know is likely one
// that is needed and missing, which is reported then.
func isMisspelt(name string, x part) bool {
	needed := requiredOf(x.lists)
	for _, c := range choicesOf(x.lists) {
		if c.needed {
			needed = append(needed[:len(needed):len(needed)], c.fields...)
		}
	}
	needed = append(needed[:len(needed):len(needed)], neededThere(x)...)
	switch t := testOf(x.lists); {
	case t == nil:
	case t.Operator == "" && t.Has("Variable"):
		needed = append(needed[:len(needed):len(needed)], operatorNames()...)
	case !t.Has("Variable"):
		needed = append(needed[:len(needed):len(needed)], selectors...)
	}
	if s, ok := x.lists.(asl.State); ok && !x.object.Has("Next") && !viewOf(s).end && viewOf(s).goesOn {
		needed = append(needed[:len(needed):len(needed)], nextOrEnd...)
	}
	for _, f := range needed {
		if !x.object.Has(f) && nearest(name, []string{f}) != "" {
			return true
		}
	}
	return false
}

// neededThere gives the fields that a part needs because of others that it has.
func neededThere(x part) []string {
	switch c := x.lists.(type) {
	case *asl.ProcessorConfig:
		if c.Mode == asl.Distributed {
			return []string{"ExecutionType"}
		}
	case *asl.ReaderConfig:
		switch {
		case c.InputType == "CSV" && !c.Has("CSVHeaderLocation"):
			return []string{"CSVHeaderLocation"}
		case c.CSVHeaderLocation == "GIVEN":
			return []string{"CSVHeaders"}
		}
	case *asl.ResultWriter:
		if c.Has("Resource") {
			return []string{"Parameters", "Arguments"}
		}
		return []string{"Resource"}
	}
	return nil
}

// nearest is diag.Suggest, and knows the short names that were cut off, too.
func nearest(name string, candidates []string) string {
	if s := diag.Suggest(name, candidates); s != "" {
		return s
	}
	for _, c := range candidates {
		if cut := len(c) - len(name); cut > 0 && cut <= 2 && len(name) >= 2 && strings.HasPrefix(c, name) {
			return c
		}
	}
	return ""
}
