package draw

import (
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// condition puts what a rule of a choice asks into a few words.
func condition(r *asl.Rule) string {
	if r.Condition.Exists() {
		return expression(r.Condition)
	}
	return test(&r.Test, false)
}

// expression writes a value that JSONata may compute, without what a reader can
// do without.
func expression(v jsonvalue.Value) string {
	if v.Kind() != jsonvalue.String {
		return v.JSON()
	}
	text := strings.TrimSpace(v.Text())
	if inner, ok := strings.CutPrefix(text, "{%"); ok {
		text = strings.TrimSpace(strings.TrimSuffix(inner, "%}"))
	}
	return replaceRoots.Replace(plain(text))
}

var replaceRoots = strings.NewReplacer(
	"$states.input.", "", "$states.input", "input",
	"$states.context.", "")

// words for the operators that are more than a comparison.
var words = map[asl.Operator][2]string{ // where the operand is true, and false
	"IsNull":      {"is null", "is not null"},
	"IsPresent":   {"is present", "is absent"},
	"IsString":    {"is a string", "is no string"},
	"IsNumeric":   {"is a number", "is no number"},
	"IsBoolean":   {"is a boolean", "is no boolean"},
	"IsTimestamp": {"is a timestamp", "is no timestamp"},
}

// signs for the comparisons, by how an operator's name ends.
var signs = []struct{ end, sign string }{
	{"LessThanEquals", "≤"}, {"GreaterThanEquals", "≥"}, {"LessThan", "<"}, {"GreaterThan", ">"},
	{"Matches", "matches"}, {"Equals", "="},
}

// test puts a JSONPath test into words; an inner one of several gets brackets.
func test(t *asl.Test, inner bool) string {
	switch {
	case len(t.And) > 0:
		return joined(t.And, " and ", inner)
	case len(t.Or) > 0:
		return joined(t.Or, " or ", inner)
	case t.Not != nil:
		return "not (" + test(t.Not, false) + ")"
	}
	subject := path(t.Variable)
	if is, ok := words[t.Operator]; ok {
		if t.Operand.Kind() == jsonvalue.Bool && !t.Operand.Bool() {
			return subject + " " + is[1]
		}
		return subject + " " + is[0]
	}
	operand := t.Operand.JSON()
	if t.Operator.TakesPath() {
		operand = path(t.Operand.Text())
	}
	name := strings.TrimSuffix(string(t.Operator), "Path")
	for _, s := range signs {
		if strings.HasSuffix(name, s.end) {
			return subject + " " + s.sign + " " + operand
		}
	}
	return plain(subject + " " + name)
}

func joined(tests []asl.Test, with string, inner bool) string {
	parts := make([]string, len(tests))
	for i := range tests {
		parts[i] = test(&tests[i], len(tests) > 1)
	}
	all := strings.Join(parts, with)
	if inner && len(tests) > 1 {
		return "(" + all + ")"
	}
	return all
}

// path writes a path without its root, where that is the state's input.
func path(text string) string {
	if text == "$" {
		return "input"
	}
	return strings.TrimPrefix(text, "$.")
}

// asked says when a choice goes a way.
func asked(s asl.State, t asl.Transition) string {
	choice, ok := s.(*asl.Choice)
	if !ok || t.Path[0] == "Default" {
		return "otherwise"
	}
	return condition(&choice.Choices[index(t)])
}

// catcher gives the catcher that a way is of.
func catcher(s asl.State, t asl.Transition) *asl.Catcher {
	switch s := s.(type) {
	case *asl.Task:
		return &s.Catch[index(t)]
	case *asl.Parallel:
		return &s.Catch[index(t)]
	case *asl.Map:
		return &s.Catch[index(t)]
	}
	return new(asl.Catcher)
}

func index(t asl.Transition) int {
	i, _ := strconv.Atoi(t.Path[1])
	return i
}
