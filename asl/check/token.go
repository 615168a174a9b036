package check

import (
	"iter"
	"regexp"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/diag"
)

var token = &Rule{Code: "QS6005", Name: "token", Severity: diag.Warning, Title: "A token is passed on where one is waited for, and only there", state: checkTokens}

func checkTokens(r *run, p *visit) {
	arn := resourceARN{form: unknownResource}
	if t, ok := p.State.(*asl.Task); ok {
		arn = p.arn
		if arn.form == unknownResource || arn.form == notARN || !takesPattern(arn) {
			return
		}
		if arn.waits() && (t.Has("Parameters") || t.Has("Arguments")) && !p.mentions(readsToken) {
			r.report(problem{state: p.Name, at: t.At("Resource"), message: "the call waits for a token that it never passes on, so that nobody can answer",
				help: "put " + tokenIn(p.language) + " into the payload"})
		}
	}
	if arn.waits() || strings.HasPrefix(arn.pattern, ".sync") {
		return
	}
	for l := range p.computed() {
		if namesToken(l) {
			r.report(problem{state: p.Name, at: l.slot.object.At(l.path...), message: "there is a token only in a Task whose Resource ends in .waitForTaskToken or .sync",
				help: "add .waitForTaskToken to the Resource, or take the token out"})
		}
	}
}

// tokenIn writes the token in a query language.
func tokenIn(l asl.QueryLanguage) string {
	if l == asl.JSONata {
		return `"{% $states.context.Task.Token %}"`
	}
	return `"Token.$": "$$.Task.Token"`
}

// computed gives the leaves of the state that are computed.
func (p *visit) computed() iter.Seq[*leaf] {
	return func(yield func(*leaf) bool) {
		for i := range p.leaves {
			l := &p.leaves[i]
			_, expr := expression(l.value)
			if (p.language == asl.JSONata && expr || p.language != asl.JSONata && l.dynamic()) && !yield(l) {
				return
			}
		}
	}
}

func (p *visit) mentions(reads func(*leaf) bool) bool {
	for l := range p.computed() {
		if reads(l) {
			return true
		}
	}
	return false
}

// wholeContext matches a use of the context object, or of $states, that may take
// the token along.
var wholeContext = regexp.MustCompile(`\$\$(\.Task\b|\[|[^.\w$]|$)|\$states(\.context)?([^.\w]|$)|\$states\.context\.Task\b|\$states\.context\[|\$lookup|\$eval`)

func readsToken(l *leaf) bool { return wholeContext.MatchString(l.value.Text()) }

var tokenPath = regexp.MustCompile(`\$\$\.Task\.Token\b|\$states\.context\.Task\.Token\b`)

func namesToken(l *leaf) bool { return tokenPath.MatchString(l.value.Text()) }
