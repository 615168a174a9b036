package cli

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/quickstep-go/quickstep/asl"
)

var fmtCommand = &command{
	name:    "fmt",
	summary: "write definitions, also those of workflows, in one readable form",
	usage:   "FILE... [--write | --check] [--canonical] [--compact]",
	help: `
The text goes to standard output, as JSON; nothing of it is lost. A file that is
YAML can be printed, and not written back, as its comments would be gone.`,
	define: func(flags *flag.FlagSet) func(*env, []string) error {
		var o fmtOptions
		flags.BoolVar(&o.write, "write", false, "write the files anew")
		flags.BoolVar(&o.check, "check", false, "name the files that would change, and exit with 1 if there are any")
		flags.BoolVar(&o.style.Canonical, "canonical", false, "put fields in the language's own order")
		flags.BoolVar(&o.style.Compact, "compact", false, "leave out blanks and line ends")
		return o.run
	},
}

type fmtOptions struct {
	write, check bool
	style        asl.Style
}

func (o *fmtOptions) run(e *env, args []string) error {
	if o.write && o.check {
		return misuse("give --write or --check, not both")
	}
	all, err := e.sources(args)
	if err != nil {
		return err
	}
	var last error
	for _, s := range all {
		if err := o.one(e, s); err != nil {
			if err != errReported {
				return err
			}
			last = err
		}
	}
	return last
}

func (o *fmtOptions) one(e *env, s *source) error {
	if o.write && !s.file {
		return misuse("%s is no file that could be written", s.name)
	}
	m, err := s.parse(e)
	if err != nil {
		return err
	}
	text := m.Format(o.style)
	if !bytes.HasSuffix(text, []byte("\n")) {
		text = append(text, '\n')
	}
	changed := !bytes.Equal(text, s.text)
	switch {
	case o.check && changed:
		fmt.Fprintln(e.stdout, s.name)
		return errReported
	case o.check || o.write && !changed:
		return nil
	case o.write:
		return o.rewrite(e, s, text)
	}
	_, err = e.stdout.Write(text)
	return err
}

func (o *fmtOptions) rewrite(e *env, s *source, text []byte) error {
	switch strings.ToLower(filepath.Ext(s.name)) {
	case ".yaml", ".yml":
		return misuse("%s is YAML, and would lose its comments; print it as JSON without --write", s.name)
	}
	info, err := os.Stat(s.name)
	if err != nil {
		return err
	}
	if err := os.WriteFile(s.name, text, info.Mode().Perm()); err != nil {
		return err
	}
	fmt.Fprintln(e.stdout, s.name)
	return nil
}
