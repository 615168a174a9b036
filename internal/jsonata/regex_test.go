package jsonata

import (
	"testing"

	"github.com/quickstep-go/quickstep/internal/jsonata/syntax"
)

// FuzzRegex holds the check of a pattern to what the engine takes: the engine
// must make an expression of all that passes.
func FuzzRegex(f *testing.F) {
	for _, pattern := range []string{
		`a`, `^a*?b+?c??$`, `(a|b)(?:c)(?=d)(?!e)(?<=f)(?<!g)`, `(?<one>a)\k<one>`, `\k<a>`, `(?<a>b)\k<a`, `(?<a>b)\k`, `(?<1>a)`, `(?<a-b>c)`, `(?>a)`,
		`[]`, `[^]`, `[a-z0-9_-]`, `[z-a]`, `[a-\d]`, `[\d-z]`, `[[:alpha:]]`, `[a-z-[b]]`, `[\c]`, `\c(`, `\cA`, `[\1-\0]`, `[\x41-\u0040]`, `[--\-]`, `[a-\-z]`,
		`a{2}`, `a{2,1}`, `a{,2}`, `a{2,}?`, `{1}`, `a{1}{2}`, `a**`, `*`, `(*)`, `|*`, `()*`, `a{9999999999}`, `\9999999999`, `\1`, `(`, `)`, `\b+`, `[\b-a]`,
	} {
		f.Add(pattern)
	}
	f.Fuzz(func(t *testing.T, pattern string) {
		e, err := Compile("/"+pattern+"/", AWS)
		if err != nil {
			return
		}
		n, whole := e.Tree().(*syntax.Regex)
		if !whole || n.Pattern != pattern {
			return
		}
		re := &regex{source: pattern}
		if re.first.Do(re.make); re.err != nil {
			t.Errorf("%q passes, and the engine says %v", pattern, re.err)
		}
	})
}
