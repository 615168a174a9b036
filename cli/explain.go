package cli

import (
	"flag"
	"fmt"
	"strings"

	"github.com/quickstep-go/quickstep/asl/check"
	"github.com/quickstep-go/quickstep/diag"
)

var explainCommand = &command{
	name:    "explain",
	summary: "tell more about a code that validate reports",
	usage:   "[CODE...]",
	help: `
A code is one such as QS2005, or the rule's name. Without one, all rules are
listed.`,
	define: func(*flag.FlagSet) func(*env, []string) error { return explain },
}

func explain(e *env, args []string) error {
	if len(args) == 0 {
		for _, r := range check.Rules() {
			fmt.Fprintf(e.stdout, "%-7s %-8s %s\n", r.Code, r.Severity, r.Title)
		}
		return nil
	}
	for i, arg := range args {
		x, ok := check.Explain(codeOf(arg))
		if !ok {
			return misuse("there is no rule %q%s\nRun 'quickstep explain' to see all rules.", arg, nearRule(arg))
		}
		if i > 0 {
			fmt.Fprintln(e.stdout)
		}
		fmt.Fprint(e.stdout, x)
	}
	return nil
}

// codeOf gives the code of a rule that was named by its code, in any case, or by
// its name.
func codeOf(arg string) string {
	for _, r := range check.Rules() {
		if strings.EqualFold(arg, r.Name) {
			return r.Code
		}
	}
	return strings.ToUpper(arg)
}

func nearRule(arg string) string {
	var names []string
	for _, r := range check.Rules() {
		names = append(names, r.Code, r.Name)
	}
	if near := diag.DidYouMean(arg, names); near != "" {
		return "; " + near
	}
	return ""
}
