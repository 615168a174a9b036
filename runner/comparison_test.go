package runner

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

func TestWildcards(t *testing.T) {
	for _, test := range []struct {
		pattern, text string
		want          bool
	}{
		{`log-*.txt`, "log-1.txt", true}, {`log-*.txt`, "log-.txt", true}, {`log-*.txt`, "log-1.txt.gz", false},
		{`*`, "", true}, {``, "", true}, {``, "a", false}, {`a`, "a", true}, {`a`, "b", false},
		{`a*b*c`, "axxbyyc", true}, {`a*b*c`, "abc", true}, {`a*b*c`, "acb", false}, {`a*a`, "a", false}, {`*a*a*`, "aa", true},
		{`50\*`, "50*", true}, {`50\*`, "500", false}, {`\\*`, `\x`, true}, {`\\*`, `x`, false}, {`\`, `\`, true},
	} {
		if got := matchesWildcard(test.pattern, test.text); got != test.want {
			t.Errorf("%s matches %q: %v", test.pattern, test.text, got)
		}
	}
}

// TestWildcardsMatchThemselves holds that a text matches itself escaped, and any
// pattern made from it by putting asterisks for parts of it.
func TestWildcardsMatchThemselves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.StringMatching(`[ab*\\]{0,3}`), 1, 5).Draw(t, "parts")
		escape := strings.NewReplacer(`\`, `\\`, `*`, `\*`)
		var pattern strings.Builder
		for i, p := range parts {
			if i%2 == 1 {
				pattern.WriteString("*")
			} else {
				pattern.WriteString(escape.Replace(p))
			}
		}
		if text := strings.Join(parts, ""); !matchesWildcard(pattern.String(), text) || !matchesWildcard(escape.Replace(text), text) {
			t.Fatalf("%s does not match %s", pattern.String(), text)
		}
	})
}

func TestEveryOperatorHasAComparison(t *testing.T) {
	for _, o := range asl.Operators() {
		plain := asl.Operator(strings.TrimSuffix(string(o), "Path"))
		if o != "IsPresent" && comparisons[plain] == nil {
			t.Errorf("%s compares nothing", o)
		}
	}
}

func TestComparisonsOfOtherTypesAreFalse(t *testing.T) {
	five, text, big, bigger := jsonvalue.IntOf(5), jsonvalue.StringOf("5"), jsonvalue.IntOf(1<<53+1), jsonvalue.IntOf(1<<53+2)
	for name, test := range map[string]struct {
		operator asl.Operator
		v, with  jsonvalue.Value
		want     bool
	}{
		"number as a string":  {"StringEquals", five, text, false},
		"string as a number":  {"NumericEquals", text, five, false},
		"large whole numbers": {"NumericLessThan", big, bigger, true},
		"no timestamps":       {"TimestampEquals", text, text, false},
		"zones":               {"TimestampEquals", jsonvalue.StringOf("2026-01-01T00:00:00Z"), jsonvalue.StringOf("2026-01-01T01:00:00+01:00"), true},
		"no booleans":         {"BooleanEquals", five, jsonvalue.BoolOf(true), false},
		"lower-case t":        {"IsTimestamp", jsonvalue.StringOf("2026-01-01t00:00:00Z"), jsonvalue.BoolOf(true), false},
	} {
		if got := comparisons[test.operator](test.v, test.with); got != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
