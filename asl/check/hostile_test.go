package check_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/asl/check"
	"github.com/quickstep-go/quickstep/internal/cputime"
)

// TestHostile holds that definitions which are made to be slow are not: there is an
// end to what is reported of one, and no rule compares everything with everything.
func TestHostile(t *testing.T) {
	many := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(strings.ReplaceAll(format, "#", fmt.Sprint(i)))
		}
		return b.String()
	}
	n := 30_000
	if cputime.Race {
		n = 3_000
	}
	for name, text := range map[string]string{
		"unknown fields":     `{"StartAt": "A", "States": {"A": {"Type": "Succeed"}},` + many(n, `"x#": 1`) + `}`,
		"dangling":           `{"StartAt": "S0", "States": {` + many(n, `"S#": {"Type": "Pass", "Next": "T#"}`) + `}}`,
		"unreachable":        `{"StartAt": "S0", "States": {` + many(n, `"S#": {"Type": "Succeed"}`) + `}}`,
		"duplicates":         `{"StartAt": "A", "States": {"B": {"Type": "Succeed"}, ` + many(n, `"A": {"Type": "Succeed"}`) + `}}`,
		"types":              `{"StartAt": "S0", "States": {` + many(n, `"S#": {"Type": "T#"}`) + `}}`,
		"variables":          `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {` + many(n, `"v#": 1`) + `}, "Next": "B"}, "B": {"Type": "Pass", "Parameters": {` + many(n, `"a#.$": "$w#"`) + `}, "End": true}}}`,
		"calls":              `{"StartAt": "S0", "States": {` + many(n, `"S#": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:ec2:x#", "End": true}`) + `}}`,
		"errors":             `{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "${x}", "End": true, "Retry": [{"ErrorEquals": [` + many(n, `"States.X#"`) + `]}]}}}`,
		"long name":          `{"StartAt": "A", "States": {"` + strings.Repeat("n", 1<<20) + `": {"Type": "Succeed", ` + many(n, `"x#": 1`) + `}}}`,
		"long expression":    `{"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Succeed", "Output": "{% ` + strings.Repeat("(", 1<<20) + ` %}"}}}`,
		"many of everything": `{"StartAt": "S0", "States": {` + many(n/8, `"S#": {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsNull": true, "Next": "S0", "Assign": {"v#": 1, "w.$": "$v#"}}], "Default": "S1"}`) + `}}`,
	} {
		t.Run(name, func(t *testing.T) {
			took := cputime.Of(func() {
				found := check.Definition([]byte(text))
				if len(found) == 0 || len(found) > 2*check.MostFindings+2 {
					t.Errorf("%d findings", len(found))
				}
				if size := len(found.String()); size > 64<<20 {
					t.Errorf("the findings have %d bytes", size)
				}
			})
			if took > 10*time.Second { // it takes one
				t.Errorf("it took %s", took)
			}
		})
	}
}

// TestWarningsHideNoError holds that an error is reported whatever the number of
// warnings before it.
func TestWarningsHideNoError(t *testing.T) {
	var b strings.Builder
	for i := range check.MostFindings + 10 {
		fmt.Fprintf(&b, `"S%d": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:fly", "Next": "S%d"},`, i, i+1)
	}
	found := check.Definition(fmt.Appendf(nil, `{"StartAt": "S0", "States": {%s "S%d": {"Type": "Succeed", "Foo": 1}}}`, b.String(), check.MostFindings+10))
	if !found.HasErrors() || len(found) != check.MostFindings+2 {
		t.Errorf("%d findings, none an error", len(found))
	}
}

// TestMore holds that a list which ends early says so, last.
func TestMore(t *testing.T) {
	var b strings.Builder
	for i := range check.MostFindings + 10 {
		fmt.Fprintf(&b, ",\n\"x%d\": 1", i)
	}
	found := check.Definition([]byte(`{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}` + b.String() + `}`))
	if len(found) != check.MostFindings+1 {
		t.Fatalf("%d findings", len(found))
	}
	const want = "1001:2: warning: there is more to say of this definition than the 1000 findings before; mend those, and look again [QS1005]"
	if got := found[len(found)-1].String(); got != want {
		t.Errorf("the last is %s\n     want %s", got, want)
	}
}
