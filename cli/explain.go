package cli

import (
	"flag"
	"fmt"
	"strconv"
	"strings"

	"github.com/quickstep-go/quickstep/asl/check"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/codes"
)

var explainCommand = &command{
	name:    "explain",
	summary: "tell more about a code that validate reports",
	usage:   "[CODE...]",
	help: `
A code is one such as QS2005, or the name of a rule of the checker. Without one,
all codes are listed.`,
	define: func(*flag.FlagSet) func(*env, []string) error { return explain },
}

func explain(e *env, args []string) error {
	if len(args) == 0 {
		return listCodes(e)
	}
	for i, arg := range args {
		text, ok := explanation(codeOf(arg))
		if !ok {
			return misuse("there is no code or rule %q%s\nRun 'quickstep explain' to see all.", arg, nearCode(arg))
		}
		if i > 0 {
			fmt.Fprintln(e.stdout)
		}
		fmt.Fprint(e.stdout, text)
	}
	return nil
}

func listCodes(e *env) error {
	for _, x := range codes.All() {
		if x.Code < "QS1" {
			fmt.Fprintf(e.stdout, "%-7s %-8s %s\n", x.Code, diag.Error, x.Title)
		}
	}
	for _, r := range check.Rules() {
		fmt.Fprintf(e.stdout, "%-7s %-8s %s\n", r.Code, r.Severity, r.Title)
	}
	for _, x := range codes.All() {
		if x.Code > "QS1" {
			fmt.Fprintf(e.stdout, "%-7s %-8s %s\n", x.Code, diag.Error, x.Title)
		}
	}
	return nil
}

// explanation tells about a code, whichever room reports it.
func explanation(code string) (string, bool) {
	if x, ok := check.Explain(code); ok {
		text := x.String()
		if x.Practice {
			text += "\nThis is good practice: 'quickstep validate --without " + code + "' leaves it out, and --no-practice all of its kind.\n"
		}
		return text, true
	}
	x, ok := codes.Explain(code)
	return x.String(), ok
}

// codeOf gives the code of a rule that was named by its code, in any case and with or
// without the letters, or by its name.
func codeOf(arg string) string {
	for _, r := range check.Rules() {
		if strings.EqualFold(arg, r.Name) {
			return r.Code
		}
	}
	if _, err := strconv.Atoi(arg); err == nil {
		return "QS" + arg
	}
	return strings.ToUpper(arg)
}

func nearRule(arg string) string { return near(arg, ruleNames()) }

func nearCode(arg string) string {
	names := ruleNames()
	for _, x := range codes.All() {
		names = append(names, x.Code)
	}
	return near(arg, names)
}

func ruleNames() []string {
	var names []string
	for _, r := range check.Rules() {
		names = append(names, r.Code, r.Name)
	}
	return names
}

func near(word string, names []string) string {
	if help := diag.DidYouMean(word, names); help != "" {
		return "; " + help
	}
	return ""
}
