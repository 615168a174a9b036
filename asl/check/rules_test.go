package check_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/asl/check"
	"github.com/quickstep-go/quickstep/diag"
)

var update = flag.Bool("update", false, "write what the rules say into their examples")

// TestRules holds each rule to its examples: a good one has no finding worse than
// a hint, and none of the rule; a bad one has exactly the findings in its want/
// file. An example whose name begins with "express" is checked as an Express
// machine.
func TestRules(t *testing.T) {
	files := map[string]bool{}
	for _, r := range check.Rules() {
		t.Run(r.Code+" "+r.Name, func(t *testing.T) {
			file := r.Name + ".txtar"
			files[file] = true
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			testRule(t, r, archive)
			if *update {
				if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	all, _ := filepath.Glob("*.txtar")
	for _, file := range all {
		if !files[file] {
			t.Errorf("%s belongs to no rule", file)
		}
	}
}

func testRule(t *testing.T, r check.Rule, archive *txtar.Archive) {
	if len(strings.TrimSpace(string(archive.Comment))) < 80 {
		t.Error("there is next to no prose")
	}
	wants := map[string]*txtar.File{}
	for i := range archive.Files {
		if name, ok := strings.CutPrefix(archive.Files[i].Name, "want/"); ok {
			wants[name] = &archive.Files[i]
		}
	}
	good, bad := 0, 0
	var files []txtar.File
	for _, f := range archive.Files {
		if strings.HasPrefix(f.Name, "want/") {
			continue
		}
		files = append(files, f)
		kind, name, _ := strings.Cut(f.Name, "/")
		found := findings(name, f.Data)
		switch kind {
		case "good":
			good++
			for _, d := range found {
				if d.Severity != diag.Hint || d.Code == r.Code {
					t.Errorf("%s: %s", f.Name, d)
				}
			}
		case "bad":
			bad++
			got := written(found)
			if !strings.Contains(got, "["+r.Code+"]") {
				t.Errorf("%s: the rule finds nothing in it", f.Name)
			}
			want := wants[name]
			if want == nil {
				want = &txtar.File{Name: "want/" + name}
			}
			if *update {
				want.Data = []byte(got)
			} else if string(want.Data) != got {
				t.Errorf("%s:\n got %s\nwant %s", f.Name, got, want.Data)
			}
			files = append(files, *want)
		default:
			t.Errorf("%s is neither good/ nor bad/", f.Name)
		}
	}
	if good == 0 || bad == 0 && r.Code != "QS1007" && r.Code != "QS3015" { // what is too large is no example
		t.Errorf("%d good and %d bad examples; it takes one of each", good, bad)
	}
	archive.Files = files
}

// findings checks an example. Hints are left out but where the example is about
// them, which its name says.
func findings(name string, text []byte) diag.List {
	options := []check.Option{check.File(name)}
	if filepath.Ext(name) == "" {
		options = nil
	}
	if strings.HasPrefix(name, "express") {
		options = append(options, check.Type(asl.Express))
	}
	return check.Definition(text, options...)
}

// written gives the findings one a line. The good practice of examples that are
// about something else is left out.
func written(found diag.List) string {
	var b strings.Builder
	worst := diag.Hint
	for _, d := range found {
		worst = min(worst, d.Severity)
	}
	for _, d := range found {
		if d.Severity == diag.Hint && worst != diag.Hint {
			continue
		}
		text := d.String()
		if d.Severity == diag.Error {
			text = strings.Replace(text, ": ", ": error: ", 1)
		}
		fmt.Fprintln(&b, text)
	}
	return b.String()
}

func TestTooLong(t *testing.T) {
	text := `{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}, "Comment": "` + strings.Repeat("x", check.MaxDefinition) + `"}`
	if found := check.Definition([]byte(text)); len(found) != 1 || found[0].Code != "QS1007" {
		t.Errorf("got %v", found)
	}
}

func TestLargeValue(t *testing.T) {
	text := `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {"x": "` + strings.Repeat("x", 256<<10) + `"}, "End": true}}}`
	if found := check.Definition([]byte(text)); len(found) != 1 || found[0].Code != "QS3015" {
		t.Errorf("got %v", found)
	}
}

func TestCodes(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range check.Rules() {
		if seen[r.Code] || len(r.Code) != 6 || !strings.HasPrefix(r.Code, "QS") {
			t.Errorf("the code %s is no code, or not the rule's own", r.Code)
		}
		seen[r.Code] = true
		if r.Title == "" || r.Severity == 0 || r.Practice != (r.Severity == diag.Hint) {
			t.Errorf("%s: title, severity or practice is missing", r.Code)
		}
	}
	if _, ok := check.Explain("QS0000"); ok {
		t.Error("there is no rule QS0000")
	}
}
