package permissions

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"encoding/json"

	"github.com/quickstep-go/quickstep/internal/awsdata"
	"github.com/quickstep-go/quickstep/internal/shared"
)

// known tells whether IAM has an action.
func known(action string) bool {
	prefix, name, _ := strings.Cut(action, ":")
	if prefix == "xray" || prefix == "execute-api" && name == "Invoke" {
		return true // no SDK service answers to them; they were looked up by hand
	}
	_, _, ok := awsdata.Action(prefix, name)
	return ok
}

func TestEveryActionExists(t *testing.T) {
	for _, table := range [][]row{integrations, operations} {
		for _, r := range table {
			for _, action := range strings.Fields(r.actions) {
				if !known(action) {
					t.Errorf("%s: IAM has no %s", r.call, action)
				}
				if canonical := canonical(action); canonical != action {
					t.Errorf("%s: %s is written %s", r.call, action, canonical)
				}
			}
			if r.actions != "" && r.why == "" && r.on != nil && !strings.Contains(r.call, ":") {
				t.Errorf("%s: no reason", r.call)
			}
		}
	}
}

func canonical(action string) string {
	prefix, name, _ := strings.Cut(action, ":")
	if c, _, ok := awsdata.Action(prefix, name); ok {
		return prefix + ":" + c
	}
	return action
}

// TestEveryIntegrationHasACase holds that testdata calls every integration.
func TestEveryIntegrationHasACase(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	seen := map[string]bool{}
	for _, r := range integrations {
		if r.when != nil && !seen[r.call] && r.actions == "" {
			t.Errorf("%s: a row that needs nothing has no condition", r.call)
		}
		if !seen[r.call] && !strings.Contains(all.String(), ":::"+r.call) {
			t.Errorf("%s has no case in testdata", r.call)
		}
		seen[r.call] = true
	}
}

// TestSpellings holds that each row is of use: the prefix has a type with the
// variable.
func TestSpellings(t *testing.T) {
	for _, s := range spellings {
		found := false
		for _, name := range awsdata.Actions(s.prefix) {
			_, types, _ := awsdata.Action(s.prefix, name)
			for _, rt := range types {
				found = found || strings.Contains(rt.ARN, "${"+s.variable+"}")
			}
		}
		if !found {
			t.Errorf("no type of %s has a variable %s", s.prefix, s.variable)
		}
	}
}

// TestReferenceNames compares prefixes and exceptions with the reference
// material's.
func TestReferenceNames(t *testing.T) {
	text, err := os.ReadFile(shared.Path(t, "reference", "iam-exceptions.json"))
	if err != nil {
		t.Fatal(err)
	}
	var reference struct {
		Prefix    map[string]string
		Operation map[string][]string
	}
	if err := json.Unmarshal(text, &reference); err != nil {
		t.Fatal(err)
	}
	for service, want := range reference.Prefix {
		if got, ok := awsdata.Prefix(service); !ok || got != want {
			t.Errorf("prefix of %s: %q, want %q", service, got, want)
		}
	}
	for operation, actions := range reference.Operation {
		have := map[string]bool{}
		for _, r := range operations {
			if r.call == operation {
				for _, a := range strings.Fields(r.actions) {
					have[a] = true
				}
			}
		}
		for _, a := range actions {
			if !have[a] {
				t.Errorf("%s lacks %s", operation, a)
			}
		}
	}
}
