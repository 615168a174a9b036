package cli

import (
	"flag"
	"io"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/asl/check"
	"github.com/quickstep-go/quickstep/diag"
)

var validateCommand = &command{
	name:    "validate",
	summary: "say what is wrong with definitions before AWS does",
	usage:   "FILE... [--format text|json|sarif|github] [--type STANDARD|EXPRESS]",
	help: `
A file is JSON, or YAML where its name ends in .yaml or .yml; - is standard
input, either of the two. Patterns such as 'flows/**/*.asl.json' name many. Names
such as ${Recorder}, which CloudFormation and SAM fill in, may stand in a text or
for a whole value, with or without quotes.

The exit status is 1 where there is an error. Warnings and hints change nothing;
'quickstep explain CODE' tells more about each.

Examples:
  quickstep validate order.asl.json
  quickstep validate --format github 'flows/**/*.asl.json'`,
	define: func(flags *flag.FlagSet) func(*env, []string) error {
		o := validateOptions{kind: "STANDARD"}
		flags.StringVar(&o.format, "format", "text", "write `FORMAT`: text, json, sarif or github")
		flags.StringVar(&o.kind, "type", "STANDARD", "what the machine will be: `TYPE` STANDARD or EXPRESS")
		flags.BoolVar(&o.noPractice, "no-practice", false, "leave out hints on good practice")
		flags.StringVar(&o.without, "without", "", "switch off rules by their `CODES`, such as QS4001,QS4002")
		flags.BoolVar(&o.errorsOnly, "errors-only", false, "leave out warnings and hints")
		return o.run
	},
}

type validateOptions struct {
	format, kind, without  string
	noPractice, errorsOnly bool
}

// reporters write what was found in each format.
var reporters = map[string]func(to io.Writer, all []*source, found diag.List) error{
	"text": writeText, "json": writeJSON, "sarif": writeSARIF, "github": writeGitHub,
}

func (o *validateOptions) run(e *env, args []string) error {
	write := reporters[o.format]
	if write == nil {
		return misuse("--format is text, json, sarif or github, not %q", o.format)
	}
	options, err := o.options()
	if err != nil {
		return err
	}
	all, err := e.sources(args)
	if err != nil {
		return err
	}
	var found diag.List
	for _, s := range all {
		found = append(found, s.check(options...)...)
	}
	if o.errorsOnly {
		found = found.Filter(diag.Error)
	}
	if err := write(e.stdout, all, found); err != nil {
		return err
	}
	if found.HasErrors() {
		return errReported
	}
	return nil
}

func (o *validateOptions) options() ([]check.Option, error) {
	var options []check.Option
	switch strings.ToUpper(o.kind) {
	case "STANDARD":
	case "EXPRESS":
		options = append(options, check.Type(asl.Express))
	default:
		return nil, misuse("--type is STANDARD or EXPRESS, not %q", o.kind)
	}
	if o.noPractice {
		options = append(options, check.NoPractice())
	}
	for code := range strings.FieldsFuncSeq(o.without, func(r rune) bool { return r == ',' || r == ' ' }) {
		if _, ok := check.Explain(code); !ok {
			return nil, misuse("there is no rule %s%s", code, nearRule(code))
		}
		options = append(options, check.Without(code))
	}
	return options, nil
}
