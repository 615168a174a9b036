package cli

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/asl/check"
	"github.com/quickstep-go/quickstep/diag"
	"github.com/quickstep-go/quickstep/dsl"
	"github.com/quickstep-go/quickstep/synth"
)

// source is a definition that a command was pointed to: a file's, or a workflow's.
type source struct {
	name   string // as messages show it
	file   bool   // name is a file's
	text   []byte
	output *synth.Output // of a workflow; nil for a file
	found  diag.List     // why a workflow has no text
}

// sources reads the definitions that arguments name: workflows, files, patterns
// of files, and "-" for standard input.
func (e *env) sources(args []string) ([]*source, error) {
	if len(args) == 0 {
		return nil, misuse("name a definition's file, or - for standard input%s", e.workflowNames())
	}
	var all []*source
	for _, arg := range args {
		if w := e.workflow(arg); w != nil {
			s, err := lowered(w)
			if err != nil {
				return nil, err
			}
			all = append(all, s)
			continue
		}
		names, err := expand(arg)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			text, err := e.read(name)
			if err != nil {
				return nil, e.unread(arg, err)
			}
			all = append(all, &source{name: label(name), file: name != "-", text: text})
		}
	}
	return all, nil
}

// source reads the one definition that a command works on.
func (e *env) source(args []string) (*source, error) {
	all, err := e.sources(args)
	if err != nil {
		return nil, err
	}
	if len(all) != 1 {
		return nil, misuse("one definition is wanted here, and %d are named", len(all))
	}
	return all[0], nil
}

// sourceOf is source for a command that takes an input as well: whoever gives that
// without its flag is told of it.
func (e *env) sourceOf(args []string, input string) (*source, error) {
	if len(args) == 2 && input == "" {
		return nil, misuse("one definition is wanted here, and 2 are named; for an input write --input %s", args[1])
	}
	return e.source(args)
}

func label(name string) string {
	if name == "-" {
		return "stdin"
	}
	return name
}

func (e *env) workflow(name string) dsl.Definition {
	for _, w := range e.workflows {
		if w.Name() == name {
			return w
		}
	}
	return nil
}

func (e *env) workflowNames() string {
	if len(e.workflows) == 0 {
		return ""
	}
	var names []string
	for _, w := range e.workflows {
		names = append(names, w.Name())
	}
	return ", or one of the workflows " + strings.Join(names, ", ")
}

// unread adds to an error about a file that is not there the file or the workflow that
// may have been meant.
func (e *env) unread(arg string, err error) error {
	if info, stat := os.Stat(arg); stat == nil && info.IsDir() {
		return misuse("%s is a folder; name its files, as in '%s'", arg, filepath.ToSlash(filepath.Join(arg, "**", "*.asl.json")))
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var names []string
	for _, w := range e.workflows {
		names = append(names, w.Name())
	}
	dir, _ := filepath.Split(arg)
	if entries, err := os.ReadDir(cmp.Or(dir, ".")); err == nil && len(entries) < 1000 {
		for _, entry := range entries {
			names = append(names, dir+entry.Name())
		}
	}
	if near := diag.DidYouMean(arg, names); near != "" {
		return fmt.Errorf("%w; %s", err, near)
	}
	return err
}

func lowered(w dsl.Definition) (*source, error) {
	s := &source{name: w.Name()}
	out, err := synth.Workflow(w)
	if err != nil {
		found, ok := diag.FromError(err)
		if !ok {
			return nil, fmt.Errorf("workflow %s: %w", w.Name(), err)
		}
		s.found = found
		return s, nil
	}
	s.output, s.text = out, []byte(out.Definition)
	return s, nil
}

// check gives what is wrong with a definition; findings about a workflow stand at
// its Go code.
func (s *source) check(options ...check.Option) diag.List {
	switch {
	case s.found != nil:
		return s.found
	case s.output != nil:
		return s.output.Locate(check.Machine(s.output.Machine, options...))
	}
	return check.Definition(s.text, append(options, check.Parse(s.read()...))...)
}

// read says how the text is read: as YAML where the name says so, or where there is no
// name that could and the text does not begin as JSON does.
func (s *source) read() []asl.Option {
	options := []asl.Option{asl.File(s.name)}
	if first := bytes.TrimLeft(s.text, " \t\r\n"); !s.file && len(first) > 0 && (unicode.IsLetter(rune(first[0])) || first[0] == '#' || first[0] == '-') {
		options = append(options, asl.YAML())
	}
	return options
}

// parse reads a definition; findings that are errors are reported, and end the
// command.
func (s *source) parse(e *env) (*asl.StateMachine, error) {
	if s.output != nil {
		return s.output.Machine, nil
	}
	m, found := asl.Parse(s.text, s.read()...)
	if s.found != nil {
		found = s.found
	}
	if found.HasErrors() || m == nil {
		newTextReport(e.stderr, []*source{s}).list(found.Filter(diag.Error))
		return nil, errReported
	}
	return m, nil
}

// expand gives the files that a pattern names. ** stands for any folders.
func expand(pattern string) ([]string, error) {
	if !strings.ContainsAny(pattern, "*?[") {
		return []string{pattern}, nil
	}
	var names []string
	var err error
	if before, after, deep := strings.Cut(filepath.ToSlash(pattern), "**/"); deep {
		names, err = expandDeep(before, after)
	} else {
		names, err = filepath.Glob(pattern)
	}
	var path *fs.PathError
	if errors.As(err, &path) && errors.Is(err, fs.ErrNotExist) {
		return nil, misuse("there is no folder %s for %q to look in", strings.TrimRight(path.Path, `/\`), pattern)
	}
	if err != nil {
		return nil, misuse("%q is no pattern of files: %v", pattern, err)
	}
	if len(names) == 0 {
		return nil, misuse("no file is named like %q", pattern)
	}
	slices.Sort(names)
	return names, nil
}

func expandDeep(root, rest string) ([]string, error) {
	if root == "" {
		root = "."
	}
	var names []string
	err := filepath.WalkDir(filepath.FromSlash(root), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		if name := entry.Name(); len(name) > 1 && name[0] == '.' || name == "node_modules" {
			return filepath.SkipDir
		}
		here, err := filepath.Glob(filepath.Join(path, filepath.FromSlash(rest)))
		names = append(names, here...)
		return err
	})
	return names, err
}
