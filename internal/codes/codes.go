// Package codes tells what the diagnostics of the builder, the constructs, the
// derived permissions and the runner are about, as package asl/check does of its
// rules: `quickstep explain` prints it.
//
// Codes that begin with QS00 are the builder's, with QS80 the constructs', with QS81
// those of package synth/permissions, with QS82 the runner's, and all others the
// checker's. A test of the command holds that every code that is reported is
// explained.
//
// Goals: a few lines for each code, in words that do not depend on one case. Non-goals:
// finding anything.
package codes

import (
	_ "embed"
	"strings"
	"sync"

	"golang.org/x/tools/txtar"
)

//go:embed codes.txtar
var text []byte

// Explanation is what there is to say about a code.
type Explanation struct {
	Code  string
	Title string // one sentence that holds where nothing is wrong
	Text  string // prose, with back-ticks around code
}

// String gives the explanation as text for people.
func (e Explanation) String() string { return e.Code + ": " + e.Title + "\n\n" + e.Text + "\n" }

var all = sync.OnceValue(func() []Explanation {
	var all []Explanation
	for _, f := range txtar.Parse(text).Files {
		code, title, _ := strings.Cut(f.Name, " ")
		all = append(all, Explanation{code, title, strings.TrimSpace(string(f.Data))})
	}
	return all
})

// All gives all explanations, in the order of their codes.
func All() []Explanation { return append([]Explanation{}, all()...) }

// Explain gives what there is to say about a code, and whether it is one of these.
func Explain(code string) (Explanation, bool) {
	for _, e := range all() {
		if e.Code == code {
			return e, true
		}
	}
	return Explanation{}, false
}
