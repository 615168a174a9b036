package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// A contestant is a runner to compare.
type contestant struct {
	name    string
	command []string // the program, and its arguments before those of a case
	quick   bool     // it is Quickstep
}

// absent are peers that cannot be compared, with the reason.
var absent = []string{
	"gopherstack (services/stepfunctions/asl): the Go module proxy gives no version of its module",
	"kakemoti: the Go module proxy gives no version of its module",
}

// prepare builds the runners, and tells which are missing and why.
func prepare(bin string, values bool) (all []contestant, missing []string) {
	missing = append(missing, absent...)
	add := func(err error, c ...contestant) {
		if err != nil {
			missing = append(missing, fmt.Sprintf("%s: %v", c[0].name, err))
			return
		}
		all = append(all, c...)
	}
	quickstep := filepath.Join(bin, "quickstep")
	own := []contestant{{name: "quickstep", command: []string{quickstep}, quick: true}}
	if !values {
		own = append(own,
			contestant{name: "quickstep, default patience", command: []string{quickstep, "-impatient"}, quick: true},
			contestant{name: "quickstep, history as events", command: []string{quickstep, "-events"}, quick: true})
	}
	add(build("-o", quickstep, "./quickstep"), own...)
	for _, version := range []struct{ name, modules string }{
		{"coinbase/step v1.0.6", "go.mod"}, {"coinbase/step v1.0.2", "coinbase102.mod"},
	} {
		program := filepath.Join(bin, version.modules)
		add(build("-modfile", version.modules, "-o", program, "./coinbase"), contestant{name: version.name, command: []string{program}})
	}
	node, err := node()
	add(err, contestant{name: "aws-local-stepfunctions 3.0.0", command: []string{node, filepath.Join("aws-local-stepfunctions", "run.js")}})
	return all, missing
}

// build builds a program. The requirements follow those of the module above.
func build(arguments ...string) error {
	return told(exec.Command("go", append([]string{"build", "-mod=mod"}, arguments...)...))
}

// node installs what package-lock.json names, once, and gives the Node in it.
func node() (string, error) {
	program := filepath.Join("node_modules", ".bin", "node")
	if _, err := os.Stat(program); err != nil {
		if err := told(exec.Command("npm", "ci")); err != nil {
			return "", err
		}
	}
	return filepath.Abs(program)
}

// told runs a command; its error has the last line that it wrote.
func told(c *exec.Cmd) error {
	output, err := c.CombinedOutput()
	if err == nil {
		return nil
	}
	lines := strings.Split(strings.TrimSpace(string(output)), "\n")
	return errors.Join(err, errors.New(lines[len(lines)-1]))
}
