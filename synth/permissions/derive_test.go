package permissions

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/quickstep-go/quickstep/asl"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite what the cases in testdata expect")

// TestCases derives the statements of each definition in testdata. A case is an
// archive of asl.json, options.json where something is known beside it, and what
// comes out: statements and diagnostics.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]string{"statements": "", "diagnostics": ""}
			got["statements"], got["diagnostics"] = deriveCase(t, archive)
			if *update {
				rewrite(t, file, archive, got)
				return
			}
			for name, text := range got {
				if want := member(archive, name); text != want {
					t.Errorf("%s:\n%s\nwant:\n%s", name, text, want)
				}
			}
		})
	}
}

func deriveCase(t *testing.T, archive *txtar.Archive) (statements, diagnostics string) {
	m, problems := asl.Parse([]byte(member(archive, "asl.json")), asl.File("asl.json"))
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	var o Options
	if text := member(archive, "options.json"); text != "" {
		if err := json.Unmarshal([]byte(text), &o); err != nil {
			t.Fatal(err)
		}
	}
	s, found := Derive(m, o)
	if text := found.String(); text != "" {
		diagnostics = text + "\n"
	}
	return render(s), diagnostics
}

// render writes statements as people read them.
func render(statements []Statement) string {
	var b strings.Builder
	for i, s := range statements {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s\n", strings.Join(s.Actions, " "))
		for _, r := range s.Resources {
			fmt.Fprintf(&b, "  on %s\n", r)
		}
		for _, operator := range slices.Sorted(maps.Keys(s.Condition)) {
			for _, key := range slices.Sorted(maps.Keys(s.Condition[operator])) {
				fmt.Fprintf(&b, "  if %s %s %s\n", key, operator, strings.Join(s.Condition[operator][key], ", "))
			}
		}
		if s.Wildcard != "" {
			fmt.Fprintf(&b, "  as %s\n", s.Wildcard)
		}
		for _, r := range s.Reasons {
			fmt.Fprintf(&b, "  because %q %s\n", r.States, r.Why)
		}
		if s.Self {
			b.WriteString("  in a policy of its own\n")
		}
	}
	return b.String()
}

func member(a *txtar.Archive, name string) string {
	for _, f := range a.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

func rewrite(t *testing.T, file string, archive *txtar.Archive, got map[string]string) {
	kept := slices.DeleteFunc(archive.Files, func(f txtar.File) bool { _, ok := got[f.Name]; return ok })
	for _, name := range []string{"statements", "diagnostics"} {
		if got[name] != "" {
			kept = append(kept, txtar.File{Name: name, Data: []byte(got[name])})
		}
	}
	archive.Files = kept
	if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}
