// Package child is what the programs that stand for a runner written in Go have
// in common: they run one case, and tell on their standard output how it went.
package child

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/quickstep-go/quickstep/internal/bench"
)

// A Report is what a child tells, as a JSON text.
type Report struct {
	Construct float64 `json:"construct"` // milliseconds
	Seconds   float64 `json:"seconds"`   // of all executions
	Output    string  `json:"output"`    // of the last
	Memory    float64 `json:"memory"`    // the largest resident set, in MB; 0 where the system does not tell
	Failure   string  `json:"failure,omitempty"`
}

// An Execution runs a case once. It gives the output where it is to give a text,
// and otherwise something whose text can be asked for after the timing.
type Execution func() (output func() (string, error), err error)

// Setup makes a machine of a case. With values the execution starts from a value
// that was parsed before, and its output stays a value; otherwise it is from text
// to text.
type Setup func(c *bench.Case, values bool) (Execution, error)

// Main runs the case that the command line names: -cases folder (none: the
// project's own), -case name, -times, and -values.
func Main(setup Setup) {
	folder := flag.String("cases", "", "folder of cases")
	name := flag.String("case", "", "name of the case")
	times := flag.Int("times", 1, "executions to time")
	values := flag.Bool("values", false, "from value to value")
	flag.Parse()
	c, err := find(*folder, *name)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	_ = json.NewEncoder(os.Stdout).Encode(measure(setup, c, *times, *values))
}

func find(folder, name string) (*bench.Case, error) {
	cases, err := bench.Own()
	if folder != "" {
		cases, err = bench.Load(os.DirFS(folder))
	}
	if err != nil {
		return nil, err
	}
	for _, c := range cases {
		if c.Name == name {
			return c, nil
		}
	}
	return nil, fmt.Errorf("no case %q", name)
}

// measure runs a tenth of the executions to warm up, then all of them.
func measure(setup Setup, c *bench.Case, times int, values bool) (r Report) {
	start := time.Now()
	execute, err := setup(c, values)
	r.Construct = float64(time.Since(start).Microseconds()) / 1000
	if err != nil {
		r.Failure = err.Error()
		return r
	}
	var output func() (string, error)
	for range times / 10 {
		if _, err := execute(); err != nil {
			break
		}
	}
	start = time.Now()
	for range times {
		if output, err = execute(); err != nil {
			break
		}
	}
	r.Seconds = time.Since(start).Seconds()
	r.Memory = memory()
	if err == nil {
		r.Output, err = output()
	}
	if err != nil {
		r.Failure = err.Error()
	}
	return r
}

// memory reads the process's own high water mark: what a parent is told of it
// begins with the parent's.
func memory() (mb float64) {
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		if kb := 0.0; strings.HasPrefix(line, "VmHWM:") {
			_, _ = fmt.Sscanf(line, "VmHWM: %f kB", &kb)
			mb = kb / 1024
		}
	}
	return mb
}
