package check_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/quickstep-go/quickstep/asl/check"
	"github.com/quickstep-go/quickstep/diag"
)

const faultsFile = "testdata/faults.txtar"

// TestFaults puts one fault at a time into a good definition, and holds that it is
// found, at the right line, and that nothing else is. Each line of faults.txt is an
// edit and what is found then:
//
//	jsonpath 8: "Pass" => "Pas" | 8 QS2004
//
// The text before the arrow stands in that line of the definition, once; an empty one
// after it deletes the line where nothing is left of it. -update writes what is found.
func TestFaults(t *testing.T) {
	archive, err := txtar.ParseFile(faultsFile)
	if err != nil {
		t.Fatal(err)
	}
	good := map[string]string{}
	for _, f := range archive.Files {
		if name, ok := strings.CutSuffix(f.Name, ".json"); ok {
			good[name] = string(f.Data)
			if found := check.Definition(f.Data).Filter(diag.Warning); len(found) > 0 {
				t.Errorf("%s: %s", name, found)
			}
		}
	}
	last := &archive.Files[len(archive.Files)-1]
	var written strings.Builder
	for line := range strings.Lines(string(last.Data)) {
		line = strings.TrimSpace(line)
		edit, want, _ := strings.Cut(line, " | ")
		got := fault(t, good, edit)
		if got != want && !*update {
			t.Errorf("%s\n got %s\nwant %s", edit, got, want)
		}
		if strings.Count(got, ";") > 0 || got == "" {
			t.Errorf("%s\n gives %q, and should give one finding", edit, got)
		}
		fmt.Fprintf(&written, "%s | %s\n", edit, got)
	}
	if *update {
		last.Data = []byte(written.String())
		if err := os.WriteFile(faultsFile, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// fault makes an edit, and gives what is found then: line, severity where it is no
// error, and code.
func fault(t *testing.T, good map[string]string, edit string) string {
	var n int
	name, change, _ := strings.Cut(edit, " ")
	place, change, _ := strings.Cut(change, ": ")
	before, after, arrow := strings.Cut(change, " =>")
	after = strings.TrimPrefix(after, " ")
	lines := strings.Split(good[name], "\n")
	if _, err := fmt.Sscan(place, &n); err != nil || !arrow || n < 1 || n > len(lines) || strings.Count(lines[n-1], before) != 1 {
		t.Fatalf("%s: this is no edit of %q", edit, name)
	}
	lines[n-1] = strings.Replace(lines[n-1], before, after, 1)
	if strings.TrimSpace(lines[n-1]) == "" {
		lines[n-1] = ""
	}
	var found []string
	for _, d := range check.Definition([]byte(strings.Join(lines, "\n"))).Filter(diag.Warning) {
		severity := ""
		if d.Severity != diag.Error {
			severity = d.Severity.String() + " "
		}
		found = append(found, fmt.Sprintf("%d %s%s", d.Position.Line, severity, d.Code))
	}
	return strings.Join(slices.Compact(found), "; ")
}
