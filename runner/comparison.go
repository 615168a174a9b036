package runner

import (
	"strconv"
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonpath"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// A test is what a JSONPath rule asks: a comparison, or And, Or, Not of tests.
type test struct {
	and, or  []*test
	not      *test
	variable *jsonpath.Path
	context  bool // a path may read $$
	presence bool // the operator is IsPresent, which an absent value does not fail
	compare  func(v, operand jsonvalue.Value) bool
	operand  jsonvalue.Value
	other    *jsonpath.Path // to the operand, of a …Path operator
}

func (c *compiler) test(t *asl.Test, place []string) *test {
	switch {
	case t.And != nil:
		return &test{and: c.tests(t.And, with(place, "And"))}
	case t.Or != nil:
		return &test{or: c.tests(t.Or, with(place, "Or"))}
	case t.Not != nil:
		return &test{not: c.test(t.Not, with(place, "Not"))}
	}
	if t.Operator == "" || t.Variable == "" {
		c.bad(place, "the rule compares nothing", "give it a Variable and a comparison such as StringEquals")
		return &test{}
	}
	compiled := &test{variable: c.pathAt(t.Variable, with(place, "Variable")), context: readsContext(t.Variable), operand: t.Operand}
	compiled.compare = comparisons[asl.Operator(strings.TrimSuffix(string(t.Operator), "Path"))]
	compiled.presence = t.Operator == "IsPresent"
	if t.Operator.TakesPath() {
		compiled.other = c.pathAt(t.Operand.Text(), with(place, string(t.Operator)))
		compiled.context = compiled.context || readsContext(t.Operand.Text())
	}
	return compiled
}

func (c *compiler) tests(of []asl.Test, place []string) []*test {
	all := make([]*test, len(of))
	for i := range of {
		all[i] = c.test(&of[i], with(place, strconv.Itoa(i)))
	}
	return all
}

// holds asks the test; And and Or stop as soon as they know.
func (t *test) holds(d *data) (bool, *failure) {
	switch {
	case t.not != nil:
		holds, f := t.not.holds(d)
		return !holds, f
	case t.and != nil:
		return every(t.and, d, true)
	case t.or != nil:
		return every(t.or, d, false)
	}
	return t.compares(d)
}

// every tells whether all tests come to the same answer; the first that does not
// decides.
func every(tests []*test, d *data, want bool) (bool, *failure) {
	for _, t := range tests {
		if holds, f := t.holds(d); f != nil || holds != want {
			return holds, f
		}
	}
	return want, nil
}

func (t *test) compares(d *data) (bool, *failure) {
	roots := d.roots(t.context)
	v, found := t.variable.Find(roots)
	if t.presence {
		return found == t.operand.Bool(), nil
	}
	if !found {
		return false, d.thread.runtime("Invalid path '%s': The choice state's condition path references an invalid value.", t.variable)
	}
	operand := t.operand
	if t.other != nil {
		if operand, found = t.other.Find(roots); !found {
			return false, d.thread.runtime("Invalid path '%s': The choice state's condition path references an invalid value.", t.other)
		}
	}
	return t.compare(v, operand), nil
}

var comparisons = map[asl.Operator]func(v, operand jsonvalue.Value) bool{
	"StringEquals":               texts(func(c int) bool { return c == 0 }),
	"StringLessThan":             texts(func(c int) bool { return c < 0 }),
	"StringGreaterThan":          texts(func(c int) bool { return c > 0 }),
	"StringLessThanEquals":       texts(func(c int) bool { return c <= 0 }),
	"StringGreaterThanEquals":    texts(func(c int) bool { return c >= 0 }),
	"NumericEquals":              numbers(func(c int) bool { return c == 0 }),
	"NumericLessThan":            numbers(func(c int) bool { return c < 0 }),
	"NumericGreaterThan":         numbers(func(c int) bool { return c > 0 }),
	"NumericLessThanEquals":      numbers(func(c int) bool { return c <= 0 }),
	"NumericGreaterThanEquals":   numbers(func(c int) bool { return c >= 0 }),
	"TimestampEquals":            times(func(c int) bool { return c == 0 }),
	"TimestampLessThan":          times(func(c int) bool { return c < 0 }),
	"TimestampGreaterThan":       times(func(c int) bool { return c > 0 }),
	"TimestampLessThanEquals":    times(func(c int) bool { return c <= 0 }),
	"TimestampGreaterThanEquals": times(func(c int) bool { return c >= 0 }),
	"BooleanEquals": func(v, operand jsonvalue.Value) bool {
		return v.Kind() == jsonvalue.Bool && jsonvalue.Equal(v, operand)
	},
	"StringMatches": func(v, operand jsonvalue.Value) bool {
		return v.Kind() == jsonvalue.String && operand.Kind() == jsonvalue.String && matchesWildcard(operand.Text(), v.Text())
	},
	"IsNull":    is(func(v jsonvalue.Value) bool { return v.Kind() == jsonvalue.Null }),
	"IsString":  is(func(v jsonvalue.Value) bool { return v.Kind() == jsonvalue.String }),
	"IsNumeric": is(func(v jsonvalue.Value) bool { return v.Kind() == jsonvalue.Number }),
	"IsBoolean": is(func(v jsonvalue.Value) bool { return v.Kind() == jsonvalue.Bool }),
	"IsTimestamp": is(func(v jsonvalue.Value) bool {
		_, ok := asl.ParseTimestamp(v.Text())
		return ok
	}),
}

// is compares what a value is with the true or false that the rule asks for.
func is(so func(jsonvalue.Value) bool) func(v, operand jsonvalue.Value) bool {
	return func(v, operand jsonvalue.Value) bool { return so(v) == operand.Bool() }
}

func texts(holds func(int) bool) func(v, operand jsonvalue.Value) bool {
	return func(v, operand jsonvalue.Value) bool {
		return v.Kind() == jsonvalue.String && operand.Kind() == jsonvalue.String &&
			holds(jsonpath.CompareText(v.Text(), operand.Text()))
	}
}

func numbers(holds func(int) bool) func(v, operand jsonvalue.Value) bool {
	return func(v, operand jsonvalue.Value) bool {
		return v.Kind() == jsonvalue.Number && operand.Kind() == jsonvalue.Number && holds(compareNumbers(v, operand))
	}
}

// compareNumbers compares whole numbers exactly, and all others as doubles.
func compareNumbers(a, b jsonvalue.Value) int {
	if i, ok := a.Int(); ok {
		if j, ok := b.Int(); ok {
			return sign(i < j, i > j)
		}
	}
	return sign(a.Float() < b.Float(), a.Float() > b.Float())
}

func sign(less, more bool) int {
	switch {
	case less:
		return -1
	case more:
		return 1
	}
	return 0
}

func times(holds func(int) bool) func(v, operand jsonvalue.Value) bool {
	return func(v, operand jsonvalue.Value) bool {
		var at [2]time.Time
		for i, side := range []jsonvalue.Value{v, operand} {
			t, ok := asl.ParseTimestamp(side.Text())
			if !ok {
				return false
			}
			at[i] = t
		}
		return holds(at[0].Compare(at[1]))
	}
}

// matchesWildcard compares a text with a pattern, where * stands for any text and
// \* for an asterisk.
func matchesWildcard(pattern, text string) bool {
	var parts []string
	var part strings.Builder
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; {
		case c == '\\' && i+1 < len(pattern) && (pattern[i+1] == '*' || pattern[i+1] == '\\'):
			i++
			part.WriteByte(pattern[i])
		case c == '*':
			parts = append(parts, part.String())
			part.Reset()
		default:
			part.WriteByte(c)
		}
	}
	last := part.String()
	if len(parts) == 0 {
		return text == last
	}
	text, ok := strings.CutPrefix(text, parts[0])
	if !ok {
		return false
	}
	for _, p := range parts[1:] {
		i := strings.Index(text, p)
		if i < 0 {
			return false
		}
		text = text[i+len(p):]
	}
	return strings.HasSuffix(text, last)
}
