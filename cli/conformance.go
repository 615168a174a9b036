package cli

import (
	"context"
	"flag"
	"fmt"
	"os"

	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/internal/conformance"
)

var conformanceCommand = &command{
	name:    "conformance",
	summary: "answer recorded cases of AWS, for a judge to compare",
	usage:   "run CASES_DIR --out RESULTS_DIR [--area AREA] [--kind KIND] [--as-now]",
	help: `
Each case is a file with a definition, an input and what AWS answered; its
result is a file of the same name. A kind of case that is not served yet is
written as skipped, with the reason.

AWS has changed one link in the histories of distributed maps since the older
cases were recorded. For those it is told as it was then, and how many they
are is said at the end; with --as-now no history is.`,
	define: func(flags *flag.FlagSet) func(*env, []string) error {
		var o conformanceOptions
		flags.StringVar(&o.out, "out", "", "write the results into the folder `RESULTS_DIR`")
		flags.StringVar(&o.area, "area", "", "answer only the cases of one `AREA`")
		flags.StringVar(&o.kind, "kind", "", "answer only the cases of one `KIND`")
		flags.BoolVar(&o.asNow, "as-now", false, "tell all histories as AWS tells them today")
		return o.run
	},
}

type conformanceOptions struct {
	out, area, kind string
	asNow           bool
}

func (o *conformanceOptions) run(e *env, args []string) error {
	if len(args) == 0 || args[0] != "run" {
		word := ""
		if len(args) > 0 {
			word = diag.DidYouMean(args[0], []string{"run"})
		}
		return misuse("write 'quickstep conformance run CASES_DIR --out RESULTS_DIR'%s", prefixed("; ", word))
	}
	if len(args) != 2 || o.out == "" {
		return misuse("one folder of cases is wanted, and --out with a folder for the results")
	}
	if _, err := os.Stat(args[1]); err != nil {
		return err
	}
	run, other, err := conformance.Load(args[1])
	if err != nil {
		return err
	}
	var written, skipped, retold int
	store := func(c *conformance.Case, answer any, reason string) error {
		written++
		if reason != "" {
			skipped++
		}
		return conformance.Write(o.out, c, answer)
	}
	for _, c := range run {
		if !o.wants(c) {
			continue
		}
		r := conformance.Run(context.Background(), c)
		if o.asNow {
			r = r.AsNow()
		}
		if r.Retold() {
			retold++
		}
		if err := store(c, r, r.Skipped); err != nil {
			return err
		}
	}
	for _, c := range other {
		if !o.wants(c) {
			continue
		}
		if err := answer(c, store); err != nil {
			return err
		}
	}
	if written == 0 {
		return fmt.Errorf("there is no such case in %s", args[1])
	}
	then := ""
	if retold > 0 {
		then = fmt.Sprintf(", %d told as AWS did when it was recorded", retold)
	}
	_, err = fmt.Fprintf(e.stdout, "%s, of which %d skipped%s; results in %s\n", plural(written, "case"), skipped, then, o.out)
	return err
}

// answer stores the answer to a case that is no execution.
func answer(c *conformance.Case, store func(*conformance.Case, any, string) error) error {
	if c.Kind == "api_sequence" {
		s := conformance.Follow(context.Background(), c)
		return store(c, s, s.Skipped)
	}
	a := conformance.Ask(c)
	return store(c, a, a.Skipped)
}

func (o *conformanceOptions) wants(c *conformance.Case) bool {
	return (o.area == "" || c.Area == o.area) && (o.kind == "" || c.Kind == o.kind)
}

func prefixed(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}
