package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quickstep-go/quickstep/diag"
)

var label = &Rule{Code: "QS7002", Name: "label", Severity: diag.Error, Title: "A Map's Label is short, plain and its own", check: checkLabels}

// notInLabels are the characters that a label may not have, beside blanks and
// control characters.
const notInLabels = "?*<>{}[]:;,\\|^~$#%&`\""

func checkLabels(r *run) {
	first := map[string]*place{}
	for p, m := range r.maps() {
		if m.Label == "" || substituted(m.Label) {
			continue
		}
		x := problem{state: p.Name, at: m.At("Label")}
		where := m.Location("Label")
		bad := strings.IndexFunc(m.Label, func(c rune) bool {
			return unicode.IsSpace(c) || unicode.IsControl(c) || strings.ContainsRune(notInLabels, c)
		})
		switch n := utf8.RuneCountInString(m.Label); {
		case n > 40:
			x.message = fmt.Sprintf("the label has %d characters, and AWS takes 40", n)
			x.aws = aws("INVALID_LABEL_NAME", "Invalid Label name: Label '"+m.Label+"' exceeds the 40-character limit allowed by the service", where)
		case bad >= 0:
			c, _ := utf8.DecodeRuneInString(m.Label[bad:])
			x.message = fmt.Sprintf("the label holds %q", string(c))
			x.help = "keep to letters, digits, - and _"
		case first[m.Label] != nil:
			x.message = fmt.Sprintf("the label %q is taken by %s", m.Label, first[m.Label].Pointer())
			x.aws = aws("DUPLICATE_LABEL_NAME", "Duplicate Label name: "+m.Label, where)
		default:
			first[m.Label] = p
			continue
		}
		r.report(x)
	}
}
