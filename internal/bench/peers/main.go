// The command peers compares Quickstep's runner with other runners of the Amazon
// States Language, all in one run: for each case each runner gets a turn in every
// round, as a process of its own, so that what else the machine does hits them
// alike. Outputs are checked before anything counts; who gives a wrong one is
// named and leaves the case.
//
//	go run -mod=mod . [-rounds 5] [-match regexp] [-cases folder] [-values] [-scale 1]
//
// By default every runner goes from text to text: it parses the input and writes
// the output at each execution, as a caller of StartExecution sees it. With
// -values, those that can start from a parsed value and give one.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"

	"github.com/quickstep-go/quickstep/internal/bench"
)

func main() {
	s := settings{}
	flag.IntVar(&s.rounds, "rounds", 5, "rounds; what is told is the median")
	flag.StringVar(&s.match, "match", ".", "the cases to run, a regular expression; probes only where it names them")
	flag.StringVar(&s.folder, "cases", sharedCases(), "folder of cases besides the project's own")
	flag.BoolVar(&s.values, "values", false, "from value to value, not from text to text")
	flag.Float64Var(&s.scale, "scale", 1, "times the number of executions that a case asks for")
	flag.Parse()
	if err := s.run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// settings are the command line's.
type settings struct {
	rounds int
	match  string
	folder string
	values bool
	scale  float64
}

// sharedCases is the folder of reference cases, where there is one.
func sharedCases() string {
	dir := os.Getenv("QUICKSTEP_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "..", "shared")
	}
	dir, err := filepath.Abs(filepath.Join(dir, "bench", "cases"))
	if err != nil {
		return ""
	}
	if _, err := os.Stat(filepath.Join(dir, "meta.json")); err != nil {
		return ""
	}
	return dir
}

func (s *settings) run(w io.Writer) error {
	chosen, err := regexp.Compile(s.match)
	if err != nil {
		return err
	}
	own, err := bench.Own()
	if err != nil {
		return err
	}
	var shared []*bench.Case
	if s.folder != "" {
		if shared, err = bench.Load(os.DirFS(s.folder)); err != nil {
			return err
		}
	} else {
		fmt.Fprintln(w, "no folder of reference cases: only the project's own; see -cases")
	}
	bin, err := os.MkdirTemp("", "peers")
	if err != nil {
		return err
	}
	defer os.RemoveAll(bin)
	runners, missing := prepare(bin, s.values)
	s.preface(w, runners, missing)
	var all []*result
	for _, group := range []struct {
		folder string
		cases  []*bench.Case
	}{{"", own}, {s.folder, shared}} {
		for _, c := range group.cases {
			if chosen.MatchString(c.Name) && (!isProbe(c) || s.match != ".") {
				r := s.compare(c, group.folder, runners)
				r.print(w)
				all = append(all, r)
			}
		}
	}
	return summary(w, all)
}
