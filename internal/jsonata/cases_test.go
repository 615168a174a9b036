package jsonata

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

var update = flag.Bool("update", false, "write the results into testdata/cases")

// A file of cases holds expressions, one a line after ">", each followed by its
// result: JSON, "nothing", "a function", or an error's code and message. Lines
// such as "input: {…}" set what the expressions below them see.

// setting is what the expressions of a file see.
type setting struct {
	profile   Profile
	env       Env
	states    jsonvalue.Value
	variables jsonvalue.Value
}

func (s *setting) set(t *testing.T, name, text string) {
	t.Helper()
	var err error
	switch name {
	case "input":
		s.env.Input, err = jsonvalue.ParseString(text)
	case "states":
		s.states, err = jsonvalue.ParseString(text)
	case "variables":
		s.variables, err = jsonvalue.ParseString(text)
	case "now":
		s.env.Now, err = time.Parse(time.RFC3339, text)
	default:
		t.Fatalf("unknown setting %q", name)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func (s *setting) lookup(name string) (jsonvalue.Value, bool) {
	v := s.variables.Get(name)
	if name == "states" {
		v = s.states
	}
	return v, v.Exists()
}

// run gives an expression's result as the files have it.
func (s *setting) run(source string) string {
	e, err := Compile(source, s.profile)
	if err != nil {
		return err.Error()
	}
	env := s.env
	env.Lookup = s.lookup
	env.Random = rand.New(rand.NewPCG(1, 2))
	v, err := e.Eval(context.Background(), env)
	switch {
	case errors.Is(err, ErrFunctionResult):
		return "a function"
	case err != nil:
		return err.Error()
	case !v.Exists():
		return "nothing"
	}
	return v.JSON()
}

func TestCases(t *testing.T) {
	for _, path := range caseFiles(t) {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			s := &setting{}
			if filepath.Base(path) == "aws.txt" {
				s.profile = AWS
			}
			runFile(t, path, s)
		})
	}
}

func caseFiles(t testing.TB) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no cases", err)
	}
	return paths
}

func runFile(t *testing.T, path string, s *setting) {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimRight(string(text), "\n"), "\n")
	var written []string
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		written = append(written, line)
		source, isCase := strings.CutPrefix(line, "> ")
		if !isCase {
			if name, value, found := strings.Cut(line, ": "); found && !strings.HasPrefix(line, "#") {
				s.set(t, name, value)
			}
			continue
		}
		want := ""
		if i+1 < len(lines) && !strings.HasPrefix(lines[i+1], "> ") && lines[i+1] != "" && !isSetting(lines[i+1]) {
			i++
			want = lines[i]
		}
		got := s.run(source)
		written = append(written, got)
		if got != want && !*update {
			t.Errorf("%s:%d: %s\n gave %s\nwant %s", path, i, source, got, want)
		}
	}
	if *update {
		if err := os.WriteFile(path, []byte(strings.Join(written, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func isSetting(line string) bool {
	for _, name := range []string{"input: ", "states: ", "variables: ", "now: "} {
		if strings.HasPrefix(line, name) {
			return true
		}
	}
	return false
}

// expressions gives the expressions of all files.
func expressions(t testing.TB) []string {
	var list []string
	for _, path := range caseFiles(t) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if source, isCase := strings.CutPrefix(strings.TrimRight(line, "\n"), "> "); isCase {
				list = append(list, source)
			}
		}
	}
	return list
}

// TestCasesAreComplete holds that every function of both profiles has a case.
func TestCasesAreComplete(t *testing.T) {
	all := strings.Join(expressions(t), "\n")
	for _, p := range []Profile{Standard, AWS} {
		for _, name := range Functions(p) {
			if !strings.Contains(all, "$"+name+"(") && !strings.Contains(all, "$"+name) {
				t.Errorf("no case for $%s", name)
			}
		}
	}
}

func Example() {
	e, err := Compile(`$sum(items.(price * quantity)) & " EUR"`, AWS)
	if err != nil {
		fmt.Println(err)
		return
	}
	input, _ := jsonvalue.ParseString(`{"items": [{"price": 10, "quantity": 2}, {"price": 5.25, "quantity": 1}]}`)
	result, err := e.Eval(context.Background(), Env{Input: input})
	fmt.Println(result, err)

	_, err = Compile(`items[0`, AWS)
	fmt.Println(err)
	// Output:
	// "25.25 EUR" <nil>
	// S0203: Expected "]" before end of expression
}
