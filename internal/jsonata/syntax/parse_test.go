package syntax

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// expressions gives those that the engine above has cases for.
func expressions(t testing.TB) []string {
	t.Helper()
	paths, err := filepath.Glob("../testdata/cases/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no cases", err)
	}
	var list []string
	for _, path := range paths {
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

// TestOperators holds that every operator has a case.
func TestOperators(t *testing.T) {
	all := strings.Join(expressions(t), "\n")
	for operator := range power {
		if !strings.Contains(all, operator) {
			t.Errorf("no case for the operator %s", operator)
		}
	}
}

func TestSignatures(t *testing.T) {
	for _, p := range []Profile{Standard, AWS} {
		for _, name := range Functions(p) {
			text, ok := FunctionSignature(p, name)
			if _, err := ParseSignature(text); err != nil || !ok {
				t.Errorf("$%s has the signature %q: %v", name, text, err)
			}
		}
	}
	if _, ok := FunctionSignature(AWS, "eval"); ok {
		t.Error("Step Functions has $eval")
	}
}

// FuzzParse holds that any text is an expression or an error with a code and a
// place, and that the facts of an expression can be found out.
func FuzzParse(f *testing.F) {
	for _, source := range expressions(f) {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		e, err := Parse(source, AWS)
		if err != nil {
			problem, ok := err.(*Error)
			if !ok || problem.Code == "" || problem.Message == "" || problem.Position < 0 || problem.Position > len(source) {
				t.Errorf("%q: %#v", source, err)
			}
			return
		}
		e.Variables()
		e.StatesPaths()
		e.UnknownFunctions()
		e.ContextReads()
		count(e.Tree())
	})
}

func count(n Node) int {
	nodes := 1
	Visit(n, func(inside Node) { nodes += count(inside) })
	return nodes
}
