package cli

import (
	"flag"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/diag"
)

// command is one command.
type command struct {
	name    string
	summary string                                               // what it does, in one line
	usage   string                                               // what follows its name
	help    string                                               // what else there is to know
	define  func(flags *flag.FlagSet) func(*env, []string) error // declares the flags and gives what to run
}

// commands are all commands, in the order of the help.
func commands() []*command {
	return []*command{validateCommand, fmtCommand, explainCommand, drawCommand, runCommand, testStateCommand, evalCommand, permissionsCommand, conformanceCommand, versionCommand}
}

func (e *env) dispatch(args []string) error {
	if len(args) == 0 {
		e.overview(e.stderr)
		return misuse("no command given")
	}
	name := args[0]
	switch name {
	case "help", "-h", "-help", "--help":
		return e.help(args[1:])
	case "-version", "--version":
		name = versionCommand.name
	}
	c, err := find(name)
	if err != nil {
		return err
	}
	return c.run(e, args[1:])
}

func find(name string) (*command, error) {
	names := []string{"help"}
	for _, c := range commands() {
		if c.name == name {
			return c, nil
		}
		names = append(names, c.name)
	}
	message := fmt.Sprintf("there is no command %q", name)
	if near := diag.DidYouMean(name, names); near != "" {
		message += "; " + near
	}
	return nil, misuse("%s\nRun 'quickstep help' to see all commands.", message)
}

// run reads the flags, which may stand before and after other arguments, and
// runs the command.
func (c *command) run(e *env, args []string) error {
	flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	do := c.define(flags)
	var others []string
	for {
		if err := flags.Parse(args); err != nil {
			return c.flagError(e, flags, err)
		}
		rest := flags.Args()
		if len(rest) == 0 {
			break
		}
		if len(args) > len(rest) && args[len(args)-len(rest)-1] == "--" {
			others = append(others, rest...)
			break
		}
		others = append(others, rest[0])
		args = rest[1:]
	}
	return do(e, others)
}

func (c *command) flagError(e *env, flags *flag.FlagSet, err error) error {
	if err == flag.ErrHelp {
		c.describe(e.stdout)
		return err
	}
	message := strings.Replace(err.Error(), "flag provided but not defined: -", "there is no flag --", 1)
	message = strings.Replace(message, "flag needs an argument: -", "something must follow the flag --", 1)
	if value, name, ok := refused(message); ok {
		return misuse("--%s is %s, not %s\nRun 'quickstep help %s' to see all flags.", name, wanted(flags.Lookup(name)), value, c.name)
	}
	if word, unknown := strings.CutPrefix(message, "there is no flag --"); unknown {
		var names []string
		flags.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
		if near := diag.Suggest(word, names); near != "" {
			message += "; did you mean --" + near + "?"
		}
	}
	return misuse("%s\nRun 'quickstep help %s' to see all flags.", message, c.name)
}

// refused reads package flag's message about a value that a flag does not take:
//
//	invalid value "x" for flag -seed: parse error
//	invalid boolean value "x" for -quiet: parse error
func refused(message string) (value, name string, ok bool) {
	found := refusal.FindStringSubmatch(message)
	if found == nil {
		return "", "", false
	}
	return found[1], found[2], true
}

var refusal = regexp.MustCompile(`^invalid (?:boolean )?value (".*") for (?:flag )?-([a-z-]+): `)

// wanted says what a flag takes.
func wanted(f *flag.Flag) string {
	if typed, ok := f.Value.(flag.Getter); ok {
		switch typed.Get().(type) {
		case uint, uint64:
			return "a whole number from 0 on"
		case time.Duration:
			return "a duration such as 10s"
		case bool:
			return "true or false"
		}
	}
	kind, _ := flag.UnquoteUsage(f)
	return kind
}

func (e *env) help(args []string) error {
	if len(args) == 0 || slices.Contains([]string{"help", "-h", "-help", "--help"}, args[0]) {
		e.overview(e.stdout)
		return nil
	}
	c, err := find(args[0])
	if err != nil {
		return err
	}
	c.describe(e.stdout)
	return nil
}

// overview lists the commands.
func (e *env) overview(to io.Writer) {
	fmt.Fprint(to, "quickstep checks, explains and runs AWS Step Functions workflows on this machine.\n\nUsage: quickstep <command> [arguments]\n\nCommands:\n")
	for _, c := range commands() {
		fmt.Fprintf(to, "  %-12s %s\n", c.name, c.summary)
	}
	fmt.Fprint(to, "\nRun 'quickstep help <command>' for its arguments and flags.\n")
	if len(e.workflows) == 0 {
		return
	}
	fmt.Fprint(to, "\nWorkflows, whose names stand where a file's name would:\n")
	for _, w := range e.workflows {
		fmt.Fprintf(to, "  %s\n", w.Name())
	}
}

// describe writes the help of one command.
func (c *command) describe(to io.Writer) {
	fmt.Fprintf(to, "%s%s.\n\nUsage: quickstep %s\n", strings.ToUpper(c.summary[:1]), c.summary[1:], strings.TrimSpace(c.name+" "+c.usage))
	if c.help != "" {
		fmt.Fprintf(to, "\n%s\n", strings.TrimSpace(c.help))
	}
	flags := flag.NewFlagSet(c.name, flag.ContinueOnError)
	c.define(flags)
	first := true
	flags.VisitAll(func(f *flag.Flag) {
		if first {
			fmt.Fprint(to, "\nFlags:\n")
			first = false
		}
		value, about := flag.UnquoteUsage(f)
		name := strings.TrimRight("--"+f.Name+" "+value, " ")
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "0" {
			about += " (default " + f.DefValue + ")"
		}
		fmt.Fprintf(to, "  %-22s %s\n", name, strings.ReplaceAll(about, "\n", "\n"+strings.Repeat(" ", 25)))
	})
}
