package check_test

import (
	"testing"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/asl/check"
	"github.com/quickstep-go/quickstep/diag"
)

// FuzzDefinition holds that no text breaks the checker, that findings have a place
// and words, and that what is written again is found to be the same.
func FuzzDefinition(f *testing.F) {
	for _, r := range check.Rules() {
		e, _ := check.Explain(r.Code)
		for _, x := range append(e.Good, e.Bad...) {
			f.Add([]byte(x.Text))
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		found := check.Definition(text, check.Type(asl.Express))
		for _, d := range found {
			if d.Code == "" || d.Message == "" || d.Severity < diag.Error || d.Severity > diag.Hint || d.Position.Line == 0 && d.Code != asl.CodeTooMuch {
				t.Errorf("%#v", d)
			}
		}
		m, _ := asl.Parse(text)
		if m == nil {
			return
		}
		again := check.Definition(m.Format(asl.Style{Compact: true}), check.Type(asl.Express))
		if len(again) > len(found) {
			t.Errorf("%d findings became %d:\n%s\n%s", len(found), len(again), found, again)
		}
	})
}
