package runner

import (
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/asl"
)

// TestEveryComparison holds each operator of a Choice to what it says of a value
// below, equal to and above its operand, which is written in the rule or, with the
// operator's Path form, read from the input.
func TestEveryComparison(t *testing.T) {
	sides := map[string][3]string{ // below, the operand, above
		"String":    {`"a"`, `"b"`, `"c"`},
		"Numeric":   {`-2`, `1.5`, `2`},
		"Timestamp": {`"2026-01-01T00:00:00Z"`, `"2026-01-01T01:00:00+00:30"`, `"2026-01-01T01:00:00Z"`},
	}
	holds := map[string][3]bool{
		"Equals":            {false, true, false},
		"LessThan":          {true, false, false},
		"GreaterThan":       {false, false, true},
		"LessThanEquals":    {true, true, false},
		"GreaterThanEquals": {false, true, true},
	}
	checked := map[asl.Operator]bool{}
	check := func(operator, operand, value string, want bool) {
		t.Helper()
		checked[asl.Operator(operator)] = true
		written := operand
		if strings.HasSuffix(operator, "Path") {
			written = `"$.operand"`
		}
		r := finished(t, start(t, `{"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[{"Variable":"$.v","`+operator+`":`+written+`,"Next":"Yes"}],"Default":"No"},
		  "Yes":{"Type":"Pass","Result":true,"End":true},"No":{"Type":"Pass","Result":false,"End":true}}}`, `{"v":`+value+`,"operand":`+operand+`}`, Options{}))
		if got := string(r.Output); got != map[bool]string{true: "true", false: "false"}[want] {
			t.Errorf("%s %s of %s: %s %s", operator, operand, value, got, r.Cause)
		}
	}
	for family, values := range sides {
		for comparison, of := range holds {
			for i, value := range values {
				check(family+comparison, values[1], value, of[i])
				check(family+comparison+"Path", values[1], value, of[i])
			}
		}
	}
	kinds := map[string]string{"IsNull": `null`, "IsString": `"s"`, "IsNumeric": `1`, "IsBoolean": `false`, "IsTimestamp": `"2026-01-01T00:00:00Z"`}
	for operator, own := range kinds {
		for other, value := range kinds {
			is := other == operator || operator == "IsString" && other == "IsTimestamp"
			check(operator, `true`, value, is)
			check(operator, `false`, value, !is)
		}
		check(operator, `true`, `{}`, false)
		check("IsPresent", `true`, own, true)
	}
	for _, operator := range []string{"BooleanEquals", "BooleanEqualsPath"} {
		check(operator, `true`, `true`, true)
		check(operator, `true`, `false`, false)
	}
	check("StringMatches", `"a*c"`, `"abc"`, true)
	check("StringMatches", `"a*c"`, `"abd"`, false)
	for _, operator := range asl.Operators() {
		if !checked[operator] {
			t.Errorf("%s is not tried", operator)
		}
	}
}
