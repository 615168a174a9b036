package cli

import (
	"flag"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/asl/check"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/synth/permissions"
)

var permissionsCommand = &command{
	name:    "permissions",
	summary: "say which IAM statements a machine's role needs, and why",
	usage:   "FILE [--resources JSON] [--diff POLICY] [--format table|json]",
	help: `
What is known of resources beside the definition is JSON, or stands in a file of it:

  {"resources": [{"name": "Orders", "kind": "table", "form": "name"}],
   "on": {"Copy": ["arn:aws:s3:::reports/*"]}, "logging": true}

"resources" tells what ${Orders} in the definition stands for, "on" which ARNs a
state reaches that only the run knows; "tracing", "keyArn", "machine" and
"actions" are known too.

With --diff the exit status is 1 where the policy has too much or too little, or is
wider than needed.

Examples:
  quickstep permissions order.asl.json
  quickstep permissions order.asl.json --diff role-policy.json`,
	define: func(flags *flag.FlagSet) func(*env, []string) error {
		o := &permissionsOptions{}
		flags.StringVar(&o.resources, "resources", "", "take what is known of resources from `JSON`, or from a file of it")
		flags.StringVar(&o.diff, "diff", "", "compare with the policy document in the file `POLICY`")
		flags.StringVar(&o.format, "format", "table", "write `FORMAT`: table or json")
		return o.run
	},
}

type permissionsOptions struct{ resources, diff, format string }

func (o *permissionsOptions) run(e *env, args []string) error {
	if o.format != "table" && o.format != "json" {
		return misuse("--format is table or json, not %q", o.format)
	}
	s, err := e.source(args)
	if err != nil {
		return err
	}
	known, err := o.known(e, s)
	if err != nil {
		return err
	}
	m, err := s.parse(e)
	if err != nil {
		return err
	}
	if broken := s.broken(); len(broken) > 0 {
		newTextReport(e.stderr, []*source{s}).list(broken)
		return errReported
	}
	need, found := derive(s, m, known)
	newTextReport(e.stderr, []*source{s}).list(found)
	switch {
	case o.diff != "":
		err = o.compare(e, need, found.HasErrors())
	case o.format == "table" && len(need) == 0 && found.HasErrors():
		// what is wrong has been said, and that nothing is needed is not known
	default:
		err = o.write(e.stdout, need)
	}
	if err == nil && found.HasErrors() {
		err = errReported
	}
	return err
}

// known reads what is known of resources, beside what the author of a workflow stated.
func (o *permissionsOptions) known(e *env, s *source) (permissions.Options, error) {
	var known permissions.Options
	if o.resources != "" {
		text, err := e.textOrFile(o.resources)
		if err != nil {
			return known, err
		}
		if known, err = permissions.ParseOptions(text); err != nil {
			return known, fmt.Errorf("%s: %w", shownText("resources", o.resources), err)
		}
	}
	if s.output != nil {
		known = s.output.PermissionOptions(known)
	}
	return known, nil
}

// broken gives what is missing in a definition: fields, and states that others lead to.
// What stands behind cannot be told from what no run reaches, and would seem to need
// nothing.
func (s *source) broken() diag.List {
	var broken diag.List
	for _, d := range s.check(check.NoPractice()) {
		if slices.Contains([]string{"QS2006", "QS2001"}, d.Code) && d.Severity == diag.Error {
			broken.Add(d)
		}
	}
	return broken
}

func derive(s *source, m *asl.StateMachine, known permissions.Options) ([]permissions.Statement, diag.List) {
	need, found := permissions.Derive(m, known)
	if s.output != nil {
		return need, s.output.Locate(found)
	}
	for i := range found {
		found[i].Help = inResources(found[i].Help, found[i].State)
	}
	return need, found
}

// statedInGo is how a help says in Go which ARNs a call may reach.
var statedInGo = regexp.MustCompile(`AllowedOn\(("[^"]*"(?:, "[^"]*")*)\)`)

// inResources has a help say what to write where there is no Go code to write it in.
func inResources(help, state string) string {
	return statedInGo.ReplaceAllStringFunc(help, func(on string) string {
		arns := statedInGo.FindStringSubmatch(on)[1]
		return fmt.Sprintf(`--resources '{"on": {%q: [%s]}}'`, state, arns)
	})
}

func (o *permissionsOptions) write(to io.Writer, all []permissions.Statement) error {
	if o.format == "json" {
		return indented(to, append([]permissions.Statement{}, all...))
	}
	if len(all) == 0 {
		fmt.Fprintln(to, "The role needs no statement.")
	}
	for i, s := range all {
		if i > 0 {
			fmt.Fprintln(to)
		}
		writeStatement(to, s)
	}
	return nil
}

// compare tells what a policy lacks and what it has too much. Where not all needs are
// known, what it has may be for the others, and it is not called right either.
func (o *permissionsOptions) compare(e *env, need []permissions.Statement, incomplete bool) error {
	text, err := e.read(o.diff)
	if err != nil {
		return err
	}
	have, err := permissions.ParsePolicy(text)
	if err != nil {
		return fmt.Errorf("%s: %w", shown(o.diff), err)
	}
	missing, extra := permissions.Diff(have, need)
	wide, idle := permissions.Wider(extra, need)
	if o.format == "json" {
		err = indented(e.stdout, map[string]any{
			"missing": append([]permissions.Statement{}, missing...), "extra": append([]permissions.Statement{}, idle...),
			"wider": append([]permissions.Wide{}, wide...),
		})
	} else {
		writeDifference(e.stdout, "The policy lacks:", missing)
		writeDifference(e.stdout, tooMuch(incomplete), idle)
		writeWider(e.stdout, wide)
		if len(missing)+len(extra) == 0 && !incomplete {
			fmt.Fprintln(e.stdout, "The policy is what the machine needs.")
		}
	}
	if err == nil && len(missing)+len(extra) > 0 {
		err = errReported
	}
	return err
}

func writeDifference(to io.Writer, title string, all []permissions.Statement) {
	if len(all) == 0 {
		return
	}
	fmt.Fprintln(to, title)
	for _, s := range all {
		fmt.Fprintln(to)
		writeStatement(to, s)
	}
	fmt.Fprintln(to)
}

func tooMuch(incomplete bool) string {
	if incomplete {
		return "The policy has too much, unless what could not be derived needs it:"
	}
	return "The policy has too much:"
}

// writeWider writes statements that are wider than needed, each before what is enough.
func writeWider(to io.Writer, all []permissions.Wide) {
	for _, w := range all {
		fmt.Fprint(to, "Wider than needed:\n\n")
		writeStatement(to, w.Statement)
		writeDifference(to, "\nEnough is:", w.Enough)
	}
}

// writeStatement writes a statement for people.
func writeStatement(to io.Writer, s permissions.Statement) {
	column(to, "allow", s.Actions)
	column(to, "on", s.Resources)
	for _, operator := range slices.Sorted(maps.Keys(s.Condition)) {
		for _, key := range slices.Sorted(maps.Keys(s.Condition[operator])) {
			column(to, "if", []string{fmt.Sprintf("%s %s %s", operator, key, strings.Join(s.Condition[operator][key], ", "))})
		}
	}
	if s.Wildcard != "" {
		column(to, "*", []string{s.Wildcard})
	}
	for _, r := range s.Reasons {
		text := r.Why
		if len(r.States) > 0 {
			text = strings.Join(r.States, ", ") + ": " + text
		}
		column(to, "for", []string{text})
	}
}

// column writes lines with a title before the first.
func column(to io.Writer, title string, lines []string) {
	for _, line := range lines {
		fmt.Fprintf(to, "%-6s %s\n", title, line)
		title = ""
	}
}
