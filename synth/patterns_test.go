package synth_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/internal/graph"
	"github.com/quickstep-go/quickstep/synth"
	"pgregory.net/rapid"
)

// piecesOfPatterns are what patterns are made of here: marks that may be syntax, or
// stand for themselves, by what is around them.
var piecesOfPatterns = []string{`\\`, "/", "(", ")", "[", "]", "{", "}", "a", "^", "$", `\b`, "*", "?", "+", "2", ",", "-", "|", ".", `\(`, `\]`, `\/`, "[^", "(?:", ":", `\d`, "${", "{%", "%}"}

// TestPatterns holds patterns that dsl.Matches takes to what package regexp finds
// by them, whatever marks they have.
func TestPatterns(t *testing.T) {
	texts := []string{"", "a", "aa", "2", `\`, "/", "(", ")", "[", "]", "{", "}", "{2}", "a{2,", "^", "$", "-", "a-2", "|", ":", "a/2", `\(`, "${", "{%", "%}", "[a]", "(a)"}
	list := make([]string, len(texts))
	for i, text := range texts {
		list[i] = string(asJSON(t, text))
	}
	input := "[" + strings.Join(list, ",") + "]"
	rapid.Check(t, func(rt *rapid.T) {
		pattern := strings.Join(rapid.SliceOfN(rapid.SampledFrom(piecesOfPatterns), 1, 7).Draw(rt, "pieces"), "")
		written, problem, _ := graph.ParsePattern(pattern)
		matcher, err := regexp.Compile(pattern)
		if problem != "" {
			return
		}
		if err != nil {
			rt.Fatalf("%q was taken: %v", pattern, err)
		}
		want := make([]string, len(texts))
		for i, text := range texts {
			want[i] = fmt.Sprint(matcher.MatchString(text))
		}
		got := computes(t, "{% [$map($states.input, function($v) { $contains($v, /"+written+"/) })] %}", input)
		if got != "["+strings.Join(want, ",")+"]" {
			rt.Errorf("%q, written %s, gives %s, and %s in Go", pattern, written, got, want)
		}
	})
}

// TestPatternsOfGoAlone: what package regexp takes and JavaScript does not, or reads as
// something else, is told with what to write instead.
func TestPatternsOfGoAlone(t *testing.T) {
	for pattern, gos := range map[string]string{
		`a\x{1F600}`: `\x{`, `\pL`: `\p`, `[\P{L}]`: `\P`, `\Aa`: `\A`, `a\z`: `\z`, `\a`: `\a`, `\101`: `\1`, `\Qa.b\E`: `\Q`, `a\E`: `\E`,
		`[x[:alpha:]]`: "[:alpha:]", `(?P<n>a)`: "(?P<", `(?i)a`: "(?i", `a(?s:.)`: "(?s", `^*a`: "", `a\b+`: "", `${2}`: "", ``: "",
	} {
		_, err := synth.Workflow(reads(func(v dsl.Val[indexed]) dsl.Val[bool] {
			return dsl.IfElse(dsl.Matches(dsl.Index(dsl.At(v, &indexedOf.S), 0), pattern), dsl.Lit(true), dsl.Lit(false))
		}))
		found, _ := diag.FromError(err)
		if len(found) != 1 || found[0].Code != "QS0023" || found[0].Help == "" || !strings.Contains(found[0].Message, gos) || !strings.HasPrefix(found[0].Message, fmt.Sprintf("the pattern %q ", pattern)) {
			t.Errorf("%s: %v", pattern, err)
		}
	}
	for _, pattern := range []string{`\\`, `a\/b`, "[(]", "[)]", "[]a]", "[^]a]", "{", "}", "]", `[\\]`, `\\(a)`, "a{,2}", "(?<n>a)", "(?:a)", `\x41`, "${x}"} {
		if _, problem, _ := graph.ParsePattern(pattern); problem != "" {
			t.Errorf("%s %s", pattern, problem)
		}
	}
}
