package check

import (
	"embed"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/quickstep-go/quickstep/diag"
)

// Rule is one thing that is checked.
type Rule struct {
	Code     string        // stable, such as QS2005
	Name     string        // of its files, such as nextend
	Severity diag.Severity // the worst that it reports
	Title    string        // one sentence that holds in a good definition
	Practice bool          // good practice, which [NoPractice] switches off

	// A rule is asked of the machine as a whole, of each state, or of each part; none
	// of them where another room reports it.
	check func(*run)
	state func(*run, *visit)
	part  func(*run, part)
}

// Explanation is what there is to say about a rule.
type Explanation struct {
	Rule
	Text string    // prose, with back-ticks around code
	Good []Example // definitions that follow the rule
	Bad  []Example // definitions that do not
}

// Example is a definition.
type Example struct {
	Name string // such as "misspelt"
	Text string
}

//go:embed *.txtar
var texts embed.FS

// Rules gives all rules in the order of their codes.
func Rules() []Rule {
	inOrder := slices.SortedFunc(slices.Values(rules), func(a, b *Rule) int { return strings.Compare(a.Code, b.Code) })
	all := make([]Rule, len(inOrder))
	for i, r := range inOrder {
		all[i] = *r
	}
	return all
}

// Explain gives what there is to say about a code, and whether there is such a
// rule.
func Explain(code string) (Explanation, bool) {
	for _, r := range rules {
		if r.Code == code {
			return r.explain(), true
		}
	}
	return Explanation{}, false
}

func (r *Rule) explain() Explanation {
	e := Explanation{Rule: *r}
	archive := r.archive()
	e.Text = strings.TrimSpace(string(archive.Comment))
	for _, f := range archive.Files {
		name, ok := strings.CutPrefix(f.Name, "good/")
		if ok {
			e.Good = append(e.Good, Example{name, string(f.Data)})
		}
		if name, ok = strings.CutPrefix(f.Name, "bad/"); ok {
			e.Bad = append(e.Bad, Example{name, string(f.Data)})
		}
	}
	return e
}

// archive gives the rule's text file, empty where there is none.
func (r *Rule) archive() *txtar.Archive {
	text, err := texts.ReadFile(r.Name + ".txtar")
	if err != nil {
		return new(txtar.Archive)
	}
	return txtar.Parse(text)
}

// String gives the explanation as text for people.
func (e Explanation) String() string {
	var b strings.Builder
	b.WriteString(e.Code + " (" + e.Severity.String() + "): " + e.Title + "\n\n" + e.Text + "\n")
	for _, kind := range []struct {
		title    string
		examples []Example
	}{{"Good", e.Good}, {"Bad", e.Bad}} {
		for _, x := range kind.examples {
			b.WriteString("\n" + kind.title + ": " + x.Name + "\n\n" + indent(x.Text) + "\n")
		}
	}
	return b.String()
}

func indent(text string) string {
	return "    " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n    ")
}
